import * as z from 'zod'

/** How far a viewer's own player may be ahead of the room or behind it, ms. */
export const MAX_OFFSET_MS = 500
/** Hints that are remembered as seen. */
export const MAX_HINTS = 32

/** Raised when what is remembered changes its meaning; what stands under another number is left alone. */
export const PREFERENCES_VERSION = 1

/** A track's id means nothing in another video, its language and its label do. */
export const TrackChoiceSchema = z.strictObject({
  /** BCP 47 or as the stream has it; null where it says nothing. */
  language: z.string().max(35).nullable(),
  label: z.string().max(100),
})
export type TrackChoice = z.infer<typeof TrackChoiceSchema>

export const CaptionStyleSchema = z.strictObject({
  size: z.enum(['small', 'medium', 'large', 'largest']),
  position: z.enum(['top', 'bottom']),
  /** What lies behind the letters. */
  background: z.enum(['none', 'dimmed', 'solid']),
})
export type CaptionStyle = z.infer<typeof CaptionStyleSchema>

/** What one person has chosen for themselves, wherever they watch. Never more than 4 kB as JSON. */
export const PreferencesSchema = z
  .strictObject({
    version: z.literal(PREFERENCES_VERSION),
    /** When it was changed last by the clock of the device, epoch ms: of two, the later one counts. */
    changedAtMs: z.int().min(0).max(8.64e15),
    /** 0 to 1. */
    volume: z.number().min(0).max(1),
    muted: z.boolean(),
    captions: z.strictObject({
      on: z.boolean(),
      /** Which, when they are on; null is whichever there is. */
      track: TrackChoiceSchema.nullable(),
      style: CaptionStyleSchema,
    }),
    /** Null: as the video has it. */
    audio: TrackChoiceSchema.nullable(),
    /** Lines of the best rendition that is wanted; null is automatic. */
    quality: z.int().min(1).max(10_000).nullable(),
    /** How much earlier than the room, ms: for sound that comes out late. */
    offsetMs: z.int().min(-MAX_OFFSET_MS).max(MAX_OFFSET_MS),
    /** What is shown beside the video; null is nothing. Absent where nobody has chosen yet. */
    panel: z
      .string()
      .regex(/^[a-z]{1,20}$/)
      .nullable()
      .optional(),
    /** Whether friends may see what they watch, on their profile. Absent where nobody has asked them yet. */
    presence: z.enum(['yes', 'no']).optional(),
    /** Hints that needn't be shown again. */
    hints: z.array(z.string().regex(/^[a-zA-Z]{1,40}$/)).max(MAX_HINTS),
  })
  .meta({ id: 'Preferences' })
export type Preferences = z.infer<typeof PreferencesSchema>

/** `GET me/preferences`, and what `PUT me/preferences` leaves: null where nothing is remembered. */
export const PreferencesAnswerSchema = z
  .object({ preferences: PreferencesSchema.nullable() })
  .meta({ id: 'PreferencesAnswer' })
export type PreferencesAnswer = z.infer<typeof PreferencesAnswerSchema>
