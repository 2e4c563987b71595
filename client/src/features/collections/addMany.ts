import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import type { VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import { MAX_ADDED } from '@kaltura-discord/shared/room/limits.ts'
import type { ApiResult } from '../api/apiResult.ts'

/** Of those that are added at once so many may leave the library in the same moment. */
const MAX_DROPPED = 5

export interface AddManyOptions {
  /** A page of what is to be added. */
  readonly page: (cursor: string | null, signal: AbortSignal) => Promise<ApiResult<VideoPage>>
  readonly add: (entryIds: readonly string[]) => Promise<CommandAck>
  /** What the queue has room for. */
  readonly room: number
  /** So many from its beginning are on already. */
  readonly skip?: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

export interface Progress {
  readonly done: number
  /** Null until it is known. */
  readonly total: number | null
}

export interface Added {
  readonly added: number
  /** Null where there are more, and nobody knows how many. */
  readonly leftOut: number | null
  /** Somebody didn't want to wait for the rest. */
  readonly stopped: boolean
  /** Why it ended before its time: a code of the server's, or of there being no server. */
  readonly refusal: string | null
}

const NOTHING: Added = { added: 0, leftOut: 0, stopped: false, refusal: null }

interface Gathered {
  readonly entryIds: readonly string[]
  readonly leftOut: number | null
  readonly refusal: string | null
}

/** All of a playlist or a category, in as many parts as it takes, as far as the queue has room. */
export async function addMany(options: AddManyOptions): Promise<Added> {
  const { add, signal, onProgress } = options
  const gathered = await gather(options)
  if (signal.aborted) return { ...NOTHING, stopped: true }
  const { entryIds, leftOut, refusal } = gathered
  if (refusal !== null) return { ...NOTHING, refusal }
  let waiting = [...entryIds]
  let added = 0
  let dropped = 0
  while (waiting.length > 0) {
    onProgress({ done: added, total: entryIds.length })
    if (signal.aborted) return { added, leftOut: waiting.length, stopped: true, refusal: null }
    const part = waiting.slice(0, MAX_ADDED)
    const ack = await add(part)
    if (ack.ok) {
      added += part.length
      waiting = waiting.slice(part.length)
      continue
    }
    const gone = indexOfGone(ack.error)
    // It has left the library since it was listed: the rest hasn't.
    if (gone === null || gone >= part.length || ++dropped > MAX_DROPPED)
      return { added, leftOut: waiting.length, stopped: false, refusal: ack.error.code }
    waiting = waiting.toSpliced(gone, 1)
  }
  return { added, leftOut: leftOut === null ? null : leftOut + dropped, stopped: false, refusal: null }
}

async function gather({ page, room, skip = 0, signal, onProgress }: AddManyOptions): Promise<Gathered> {
  const found: string[] = []
  let cursor: string | null = null
  let total: number | null = null
  do {
    onProgress({ done: 0, total })
    const answer: ApiResult<VideoPage> = await page(cursor, signal)
    if (signal.aborted) return { entryIds: [], leftOut: 0, refusal: null }
    if (!answer.ok) return { entryIds: [], leftOut: 0, refusal: answer.error.code }
    found.push(...answer.value.videos.map(({ id }) => id))
    cursor = answer.value.nextCursor
    total = answer.value.total
  } while (cursor !== null && found.length < room + skip)
  const entryIds = found.slice(skip, skip + room)
  const more = cursor === null ? found.length : total
  return {
    entryIds,
    leftOut: more === null ? null : Math.max(0, more - skip - entryIds.length),
    refusal: null,
  }
}

/** `command.entryIds.3`: which of them it is. */
function indexOfGone({ code, field = '' }: { code: ErrorCode; field?: string | undefined }): number | null {
  if (code !== 'video_not_found' && code !== 'video_not_ready') return null
  const index = /\d+$/.exec(field)?.[0]
  return index === undefined ? null : Number(index)
}
