import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'

/** A video, and where in it; what a link into the Activity can ask for. */
export interface VideoLink {
  readonly entryId: string
  /** Whole seconds; null from the beginning. */
  readonly startS: number | null
}

/** `watch:<entry>`. Such links stand in messages, so they are read for good. */
export const PLAIN = 'watch:'
/** `moment1:<entry>:<second>`. The number is that of the format: a client that doesn't know it follows no such link. */
export const MOMENT = 'moment1:'
/** Discord's limit for what a link carries, UTF-16 units. */
export const MAX_LINK_LENGTH = 64
/** The longest video that a link leads into, s. */
export const MAX_LINK_START_S = 359_999

/** What the link that opened the Activity asks for; null where it asks for nothing, or for nothing we know. */
export function readVideoLink(customId: string | null): VideoLink | null {
  if (customId === null || customId.length > MAX_LINK_LENGTH) return null
  if (customId.startsWith(PLAIN)) return linkTo(customId.slice(PLAIN.length), null)
  if (!customId.startsWith(MOMENT)) return null
  const [entryId = '', second = '', ...more] = customId.slice(MOMENT.length).split(':')
  if (more.length > 0 || !/^\d{1,6}$/.test(second)) return null
  const startS = Number(second)
  return startS > MAX_LINK_START_S ? null : linkTo(entryId, startS)
}

function linkTo(entryId: string, startS: number | null): VideoLink | null {
  const parsed = EntryIdSchema.safeParse(entryId)
  return parsed.success ? { entryId: parsed.data, startS } : null
}
