import { AccessSchema } from '@kaltura-discord/shared/protocol/http/collections.ts'
import { MAX_ACCESS_ASKED } from '@kaltura-discord/shared/room/limits.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import type { ApiClient } from '../api/apiClient.ts'

/** What comes together is asked about together, ms. */
const ASK_AFTER_MS = 400
/** Where the server didn't say, it is asked again no sooner, ms. */
const AGAIN_AFTER_MS = 30_000

export interface AccessOptions {
  readonly room: Pick<RoomClient, 'view' | 'setCannotWatch'>
  readonly api: Pick<ApiClient, 'request'>
}

/** Finds out which videos of the room this viewer may not watch, and lets the others know. Each viewer asks alone. */
export function createAccess({ room, api }: AccessOptions): { close(): void } {
  const known = new Map<string, boolean>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let seen: readonly [unknown, unknown] = [null, null]
  let closed = false

  const wanted = (): readonly string[] => {
    const { room: current } = room.view.get()
    const ids = [current?.video, ...(current?.queue.items.map(item => item.video) ?? [])]
    return [...new Set(ids.flatMap(video => video?.entryId ?? []))].slice(0, MAX_ACCESS_ASKED)
  }
  const tell = (): void => room.setCannotWatch(wanted().filter(id => known.get(id) === false))
  const ask = async (): Promise<void> => {
    const entryIds = wanted().filter(id => !known.has(id))
    if (entryIds.length === 0) return tell()
    const answer = await api.request('/videos/access', AccessSchema, { body: { entryIds } })
    if (closed) return
    if (answer.ok) for (const id of entryIds) known.set(id, !answer.value.refused.includes(id))
    tell()
    plan(answer.ok ? ASK_AFTER_MS : AGAIN_AFTER_MS)
  }
  const plan = (afterMs: number): void => {
    clearTimeout(timer)
    if (wanted().some(id => !known.has(id))) timer = setTimeout(() => void ask(), afterMs)
  }
  const look = (): void => {
    const { room: current } = room.view.get()
    // The room's view changes with everybody's presence, which is nothing to this.
    if (seen[0] === current?.video && seen[1] === current?.queue.items) return
    seen = [current?.video, current?.queue.items]
    tell()
    plan(ASK_AFTER_MS)
  }

  const stop = room.view.subscribe(look)
  look()
  return {
    close() {
      closed = true
      clearTimeout(timer)
      stop()
    },
  }
}
