import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { type Result, succeed } from '../../../platform/result.ts'
import { entryIdIn } from '../entryIdIn.ts'
import type { PromptLibrary } from '../launches/promptLibrary.ts'

/** As many as can be chosen from at a glance: one row of buttons. */
const MAX_SHOWN = 5

/** What somebody means by what they have chosen or typed. */
export type Meant =
  | { readonly kind: 'one'; readonly entryId: string }
  | { readonly kind: 'several'; readonly videos: readonly Video[]; readonly hasMore: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** What is proposed stands for an entry id; whoever goes on without choosing has a part of the name at best. */
export async function findVideo(
  library: PromptLibrary,
  typed: string,
  userId: string,
): Promise<Result<Meant>> {
  const entryId = entryIdIn(typed)
  if (entryId !== null) return succeed({ kind: 'one', entryId })
  const text = typed.toWellFormed().replaceAll(/\s+/g, ' ').trim()
  if (text === '') return succeed({ kind: 'none' })
  const asked = await library.search(text, MAX_SHOWN + 1, userId)
  if (!asked.inTime) return succeed({ kind: 'unknown' })
  return asked.value.ok ? succeed(meantBy(text, asked.value.value)) : asked.value
}

function meantBy(text: string, found: readonly Video[]): Meant {
  const sameName = found.filter(({ name }) => asCompared(name) === asCompared(text))
  const [first, ...others] = sameName.length > 0 ? sameName : found
  if (!first) return { kind: 'none' }
  if (others.length === 0) return { kind: 'one', entryId: first.id }
  return { kind: 'several', videos: found.slice(0, MAX_SHOWN), hasMore: found.length > MAX_SHOWN }
}

const asCompared = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase()
