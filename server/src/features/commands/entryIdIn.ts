import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'

/** As it stands in addresses: `entry_id=0_abc`, `/entryId/0_abc`, `/media/t/0_abc`, `/media/name/0_abc`. */
const IN_ADDRESS = /(?:entry_?id[=/]|\/media\/[^/\s]+\/)(\d+_[a-z0-9_]{1,40})/i
/** What people take along when they mark and copy. */
const AROUND = /^[\s<>"'`(]+|[\s<>"'`),.]+$/g

/** The entry id that somebody has pasted, by itself or in the address of a video; null where there is none. */
export function entryIdIn(text: string): string | null {
  const bare = text.replaceAll(AROUND, '')
  const id = EntryIdSchema.safeParse(bare)
  return id.success ? id.data : (IN_ADDRESS.exec(bare)?.[1] ?? null)
}
