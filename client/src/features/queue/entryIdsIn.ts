import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'

/** What somebody has pasted: the entries it names, or the first line that names none. */
export type Pasted =
  | { readonly ok: true; readonly entryIds: readonly string[] }
  | { readonly ok: false; readonly line: number; readonly why: 'rubbish' | 'otherAccount' }

/** `entry_id=1_x`, `entryId/1_x`, `entryid%3D1_x`: in addresses, embed codes and manifests. */
const NAMED = /entry[_-]?id(?:=|\/|%3d|%2f|["']?\s*:\s*["']?)(\d+_[a-z0-9_]{1,40})/gi
/** `/p/12/`, `partner_id=12`, `wid=_12`: whose it is, where an address or an embed code says it. */
const OWNER = /(?:\/p\/|partner[_-]?id(?:=|\/|%3d|%2f|["']?\s*:\s*["']?)|[?&;]wid=_)(\d{1,10})(?![\d_])/gi
/** `playlistId=0_x`, a player's `kpl0Id]=0_x`, a portal's `/playlist/details/0_x`. */
const PLAYLIST = /(?:playlist[_-]?id|kpl0id)\]?(?:=|\/|%3d|%2f|["']?\s*:\s*["']?)(\d+_[a-z0-9_]{1,40})/i
const PLAYLIST_PAGE = /\/playlist\/(?:[^/\s]+\/)?(\d+_[a-z0-9_]{1,40})(?:[?#].*)?$/i
const BETWEEN_WORDS = /[\s,;"'<>()]+/
const BETWEEN_PARTS = /[/?#&]/

/** One or several links or ids, by lines: links of media portals, embed codes, addresses of manifests, bare ids. */
export function entryIdsIn(text: string, partnerId: number): Pasted {
  const lines = text.split(/\r?\n/)
  const found: string[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    if (isOfAnother(line, partnerId)) return { ok: false, line: index + 1, why: 'otherAccount' }
    const entryIds = idsOfLine(line)
    if (entryIds.length === 0) return { ok: false, line: index + 1, why: 'rubbish' }
    found.push(...entryIds)
  }
  return found.length === 0 ? { ok: false, line: 1, why: 'rubbish' } : { ok: true, entryIds: found }
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

/** Of several that a line names, one that is another account's is enough: it can't be told which is meant. */
const isOfAnother = (line: string, partnerId: number): boolean =>
  Array.from(line.matchAll(OWNER), ([, owner]) => Number(owner)).some(owner => owner !== partnerId)

/** The playlist that a link or an embed code is of, where that is all that was pasted; null where it is of none. */
export function playlistIdIn(text: string): string | null {
  const line = text.trim()
  if (/\n/.test(line)) return null
  return (PLAYLIST.exec(line) ?? PLAYLIST_PAGE.exec(line))?.[1] ?? null
}
