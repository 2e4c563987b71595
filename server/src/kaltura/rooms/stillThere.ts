import { type Result, succeed } from '../../platform/result.ts'
import type { KalturaAnswer } from '../client.ts'
import { failureOf, forEach, PAGE_SIZE } from './roomConnection.ts'

interface Looking<Id> {
  readonly list: (ids: readonly Id[]) => Promise<KalturaAnswer<{ objects: readonly { readonly id: Id }[] }>>
  readonly look: (id: Id) => Promise<Result<boolean>>
}

/**
 * Those of `ids` that Kaltura still has. A list comes from an index that is some moments behind, so what isn't in it
 * is looked at by itself.
 */
export async function stillThere<Id>(
  ids: readonly Id[],
  { list, look }: Looking<Id>,
): Promise<Result<ReadonlySet<Id>>> {
  const there = new Set<Id>()
  for (let from = 0; from < ids.length; from += PAGE_SIZE) {
    const listed = await list(ids.slice(from, from + PAGE_SIZE))
    if (listed.kind !== 'answer') return failureOf(listed)
    for (const { id } of listed.value.objects) there.add(id)
  }
  const unlisted = ids.filter(id => !there.has(id))
  const looked = await forEach(unlisted, async id => {
    const found = await look(id)
    if (found.ok && found.value) there.add(id)
    return found.ok ? succeed(undefined) : found
  })
  return looked.ok ? succeed(there) : looked
}

/** What a question for one of them says. A refusal by one of `unknown` is that it isn't there. */
export function isFound<T>(
  answer: KalturaAnswer<T>,
  unknown: readonly string[],
  fits: (value: T) => boolean,
): Result<boolean> {
  if (answer.kind === 'answer') return succeed(fits(answer.value))
  return answer.kind === 'refusal' && unknown.includes(answer.code) ? succeed(false) : failureOf(answer)
}
