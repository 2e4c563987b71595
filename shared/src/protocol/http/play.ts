import * as z from 'zod'
import { EntryIdSchema } from '../../room/roomState.ts'

/** `POST videos/{id}/play`: an address for players that can't send headers. */
export const PlayUrlSchema = z
  .object({
    entryId: EntryIdSchema,
    /** A playlist at Kaltura. It carries the right to play this one video, so it is not to be passed on or logged. */
    playUrl: z.url(),
    format: z.literal('hls'),
    mimeType: z.literal('application/vnd.apple.mpegurl'),
    /** ISO 8601; after that the address is of no use. */
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'PlayUrl' })
export type PlayUrl = z.infer<typeof PlayUrlSchema>

/** `GET kaltura/video/{id}`: what Kaltura itself says of an entry, under its own names. */
export const KalturaVideoSchema = z
  .object({
    id: EntryIdSchema,
    name: z.string(),
    description: z.string(),
    /** Comma separated, as Kaltura keeps them. */
    tags: z.string(),
    /** Seconds; 0 for live. */
    duration: z.number().nonnegative(),
    /** KalturaMediaType: 1 is a video, 201 a live stream. */
    mediaType: z.int(),
    /** At Kaltura, null where that is not known; inside of the Activity `thumbnailUrl` of `videos/{id}` is the one that loads. */
    thumbnailUrl: z.url().nullable(),
    plays: z.int().nonnegative(),
    /** Epoch seconds. */
    createdAt: z.int().nonnegative(),
  })
  .meta({ id: 'KalturaVideo' })
export type KalturaVideo = z.infer<typeof KalturaVideoSchema>
