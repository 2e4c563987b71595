import * as z from 'zod'

const asOf = z.iso.datetime().optional()

/** Seconds from the beginning of the video. */
const atS = z.number().nonnegative()

export const ChapterSchema = z.object({ startS: atS, title: z.string() }).meta({ id: 'Chapter' })
export type Chapter = z.infer<typeof ChapterSchema>

export const CaptionTrackSchema = z
  .object({
    id: z.string(),
    /** ISO 639: `de`. As Kaltura has it, where it has one. */
    language: z.string(),
    /** For people: `Deutsch`. */
    label: z.string(),
  })
  .meta({ id: 'CaptionTrack' })
export type CaptionTrack = z.infer<typeof CaptionTrackSchema>

/** One picture with stills of the whole video side by side, the first one at the left. */
export const SlicesSchema = z
  .object({
    /** Stills in the picture. Still `n` shows what is at `n / count` of the video. */
    count: z.int().positive(),
    /** Of one still, pixels; it is as high as the picture. */
    width: z.int().positive(),
    /** Path on our own origin. */
    url: z.string(),
  })
  .meta({ id: 'Slices' })
export type Slices = z.infer<typeof SlicesSchema>

/** `GET videos/{id}/moments`: what helps to find a place in a video. */
export const MomentsSchema = z
  .object({
    /** By time; none for live. */
    chapters: z.array(ChapterSchema),
    /** The captions that can be searched, the default one first. */
    captions: z.array(CaptionTrackSchema),
    /** Null for live, and where the library has no pictures. */
    slices: SlicesSchema.nullable(),
    /** ISO 8601: there when this is an older answer of Kaltura's, and says when it was given. */
    asOf,
  })
  .meta({ id: 'Moments' })
export type Moments = z.infer<typeof MomentsSchema>

/** Hits of one page, and on the first one without being asked. */
const HITS = { most: 100, usual: 20 } as const

/** Text to look for in captions: characters, after blanks at its ends are gone. */
export const CAPTION_QUERY_MAX_CHARS = 200

export const CaptionSearchQuerySchema = z.object({
  q: z
    .string()
    .trim()
    .min(1)
    .max(CAPTION_QUERY_MAX_CHARS)
    .meta({ description: 'Words that all have to be said at that moment. Case and accents don’t matter.' }),
  language: z
    .string()
    .min(1)
    .max(35)
    .optional()
    .meta({ description: 'Of the captions; all of them when left out.', example: 'de' }),
  limit: z.coerce.number().int().min(1).max(HITS.most).default(HITS.usual),
  cursor: z.string().max(200).optional(),
})
export type CaptionSearchQuery = z.infer<typeof CaptionSearchQuerySchema>

export const CaptionHitSchema = z
  .object({
    /** When these words come, seconds from the beginning. */
    startS: atS,
    /** Of the captions that say them. */
    language: z.string(),
    /** What is said at that moment. */
    text: z.string(),
    /** What was looked for: from and up to, in UTF-16 units of `text`, in their order. */
    found: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])),
    /** What is said just before and after, null at the ends. */
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .meta({ id: 'CaptionHit' })
export type CaptionHit = z.infer<typeof CaptionHitSchema>

/** `GET videos/{id}/captions/search`. */
export const CaptionHitsSchema = z
  .object({
    /** By time. */
    hits: z.array(CaptionHitSchema),
    total: z.int().nonnegative(),
    /** Hand it back as `cursor` for the next page; null at the end. */
    nextCursor: z.string().nullable(),
    /** Languages of captions that couldn't be read, so that nothing was found in them. */
    unreadable: z.array(z.string()),
  })
  .meta({ id: 'CaptionHits' })
export type CaptionHits = z.infer<typeof CaptionHitsSchema>
