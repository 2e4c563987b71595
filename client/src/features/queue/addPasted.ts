import { MAX_ADDED, MAX_QUEUE } from '@kaltura-discord/shared/room/limits.ts'
import { addMany, type Progress } from '../collections/addMany.ts'
import { askVideosOf } from '../collections/collectionPaths.ts'
import type { QueueModel } from './createQueueModel.ts'
import { entryIdsIn, playlistIdIn } from './entryIdsIn.ts'
import type { QueueMessages } from './messages/en.ts'

/** What is said of it; where nothing was added, why. */
export interface Outcome {
  readonly ok: boolean
  readonly sentence: string
}

interface Words {
  readonly messages: QueueMessages
  /** That so many are in the queue, or have been suggested. */
  readonly added: (count: number) => string
  /** Where nobody knows better. */
  readonly other: string
}

export interface Adding extends Pick<QueueModel, 'api' | 'partnerId' | 'view' | 'add'> {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

const refuse = (sentence: string): Outcome => ({ ok: false, sentence })

/** Whatever somebody has pasted: videos, or a playlist. */
export async function addPasted(queue: Adding, text: string, words: Words): Promise<Outcome> {
  const { messages } = words
  const pasted = entryIdsIn(text, queue.partnerId)
  const lines = text.trim().split('\n').length
  if (!pasted.ok && pasted.why === 'otherAccount') return refuse(messages.otherAccount(pasted.line, lines))
  const playlistId = playlistIdIn(text)
  if (playlistId !== null) return addPlaylist(queue, playlistId, words)
  if (!pasted.ok) return refuse(messages.rubbish(pasted.line, lines))
  const { entryIds } = pasted
  if (entryIds.length > MAX_ADDED) return refuse(messages.tooMany(entryIds.length, MAX_ADDED))
  queue.onProgress({ done: 0, total: entryIds.length })
  const ack = await queue.add(entryIds, 'last', queue.signal)
  if (queue.signal.aborted) return refuse(messages.stopped(0))
  if (ack.ok) return { ok: true, sentence: words.added(entryIds.length) }
  const [only] = entryIds
  // A playlist's id looks like that of a video.
  if (ack.error.code === 'video_not_found' && only !== undefined && entryIds.length === 1) {
    const asPlaylist = await addPlaylist(queue, only, words)
    if (asPlaylist.ok || asPlaylist.sentence === messages.playlistEmpty) return asPlaylist
  }
  const left = MAX_QUEUE - queue.view.get().items.length
  return refuse(refusalOf(ack.error, { entryIds, left, messages }) ?? words.other)
}

async function addPlaylist(
  queue: Adding,
  id: string,
  { messages, added: sentenceOf, other }: Words,
): Promise<Outcome> {
  const left = MAX_QUEUE - queue.view.get().items.length
  if (left <= 0) return refuse(messages.full(left))
  const { signal, onProgress } = queue
  const { added, leftOut, refusal, stopped } = await addMany({
    page: cursor => askVideosOf(queue.api, { ref: { kind: 'playlist', id }, all: true, cursor, signal }),
    add: entryIds => queue.add(entryIds, 'last'),
    room: left,
    signal,
    onProgress,
  })
  if (stopped) return { ok: added > 0, sentence: messages.stopped(added) }
  if (added > 0)
    return { ok: true, sentence: leftOut === 0 ? sentenceOf(added) : messages.addedOf(added, leftOut) }
  if (refusal === null) return refuse(messages.playlistEmpty)
  if (refusal === 'not_found') return refuse(messages.playlistGone)
  return refuse(refusalOf({ code: refusal }, { entryIds: [], left, messages }) ?? other)
}

interface Refused {
  readonly entryIds: readonly string[]
  /** What there is still room for. */
  readonly left: number
  readonly messages: QueueMessages
}

function refusalOf(
  { code, field }: { readonly code: string; readonly field?: string | undefined },
  { entryIds, left, messages }: Refused,
): string | null {
  if (code === 'queue_full') return messages.full(left)
  if (code === 'video_not_ready') return messages.notReady
  if (code === 'kaltura_unavailable' || code === 'unavailable') return messages.unavailable
  if (code !== 'video_not_found') return null
  // `command.entryIds.3`: which of them it is.
  const index = /\d+$/.exec(field ?? '')?.[0]
  const entryId = index === undefined ? entryIds.length === 1 && entryIds[0] : entryIds[Number(index)]
  return messages.notFound(entryId || null)
}
