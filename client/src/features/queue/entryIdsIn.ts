import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'

/** What somebody has pasted: the entries it names, or the first line that names none. */
export type Pasted =
  | { readonly ok: true; readonly entryIds: readonly string[] }
  | { readonly ok: false; readonly line: number }

/** `entry_id=1_x`, `entryId/1_x`, `entryid%3D1_x`: in addresses, embed codes and manifests. */
const NAMED = /entry[_-]?id(?:=|\/|%3d|%2f|["']?\s*:\s*["']?)(\d+_[a-z0-9_]{1,40})/gi
const BETWEEN_WORDS = /[\s,;"'<>()]+/
const BETWEEN_PARTS = /[/?#&]/

/** One or several links or ids, by lines: links of media portals, embed codes, addresses of manifests, bare ids. */
export function entryIdsIn(text: string): Pasted {
  const lines = text.split(/\r?\n/)
  const found: string[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const entryIds = idsOfLine(line)
    if (entryIds.length === 0) return { ok: false, line: index + 1 }
    found.push(...entryIds)
  }
  return found.length === 0 ? { ok: false, line: 1 } : { ok: true, entryIds: found }
}

/** An embed code names the same one several times. */
function idsOfLine(line: string): readonly string[] {
  const named = Array.from(line.matchAll(NAMED), ([, id]) => id ?? '')
  const ids = named.length > 0 ? named : line.split(BETWEEN_WORDS).flatMap(word => idOfWord(word) ?? [])
  return [...new Set(ids)]
}

/** In a link, a title may come before the id that looks like one: the last part that can be one is it. */
const idOfWord = (word: string): string | undefined => word.split(BETWEEN_PARTS).findLast(isEntryId)

const isEntryId = (part: string): boolean => EntryIdSchema.safeParse(part).success
