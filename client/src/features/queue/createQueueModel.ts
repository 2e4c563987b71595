import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import {
  EMPTY_QUEUE,
  type Queue,
  type QueueItem,
  type Repeat,
  type Room,
  type VideoSummary,
} from '@kaltura-discord/shared/room/roomState.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { Notices } from '../room/createNotices.ts'
import { predictQueue, type QueueCommand } from './predictQueue.ts'

/** How long something taken out can be put back, ms. */
const UNDO_MS = 10_000

export interface QueueView extends Queue {
  /** What comes after this video, as it stands now. */
  readonly next: VideoSummary | null
  /** What this viewer has just taken out. */
  readonly removed: QueueItem | null
}

export interface QueueModel {
  readonly view: Store<QueueView>
  roomNowMs(): number
  /** Settles with the server's answer, and leaves it to the caller to tell of a refusal. */
  add(entryIds: readonly string[], where: 'next' | 'last'): Promise<CommandAck>
  /** The same for one that people have looked at; a refusal is a notice, and so is success. */
  addVideo(video: { readonly id: string; readonly name: string }, where: 'next' | 'last'): Promise<boolean>
  remove(itemId: string): void
  undoRemove(): void
  /** To stand before that one; null is the end. */
  move(itemId: string, beforeId: string | null): void
  play(itemId: string): void
  next(): void
  shuffle(): void
  clear(): void
  setRepeat(repeat: Repeat): void
  /** Nothing comes by itself this time. */
  stay(): void
  close(): void
}

interface Removed {
  readonly item: QueueItem
  /** What it stood before. */
  readonly beforeId: string | null
}

interface Wish {
  readonly command: QueueCommand
  /** Number of the room's event that answers it; null until acknowledged. */
  answeredBySeq: number | null
}

export interface QueueModelOptions {
  readonly room: RoomClient
  readonly notices: Notices
}

/** The room's queue as this viewer has it: what they have pressed shows at once, and is corrected quietly. */
export function createQueueModel({ room, notices }: QueueModelOptions): QueueModel {
  let wishes: readonly Wish[] = []
  let removed: Removed | null = null
  let undoTimer: ReturnType<typeof setTimeout> | undefined
  let before: readonly [Room | null, readonly Wish[], Removed | null] = [null, wishes, removed]

  const derive = (current: Room | null): QueueView => {
    const known = current?.queue ?? EMPTY_QUEUE
    const queue = wishes.reduce((each, { command }) => predictQueue(each, command), known)
    return { ...queue, next: nextOf(queue, current?.video ?? null), removed: removed?.item ?? null }
  }
  const view = createStore(derive(room.view.get().room))
  const refresh = (): void => {
    const { room: current } = room.view.get()
    wishes = wishes.some(wish => isAnswered(wish, current))
      ? wishes.filter(wish => !isAnswered(wish, current))
      : wishes
    // The room's view also changes with everybody's presence, which is nothing to the queue.
    const same = before[0]?.queue === current?.queue && before[0]?.video === current?.video
    if (same && before[1] === wishes && before[2] === removed) return
    before = [current, wishes, removed]
    view.set(derive(current))
  }
  const stop = room.view.subscribe(refresh)

  const ask = async (command: QueueCommand): Promise<CommandAck> => {
    const wish: Wish = { command, answeredBySeq: null }
    wishes = [...wishes, wish]
    refresh()
    const ack = await room.send(command)
    if (ack.ok) wish.answeredBySeq = ack.seq
    else wishes = wishes.filter(each => each !== wish)
    refresh()
    return ack
  }
  const wish = async (command: QueueCommand): Promise<boolean> => {
    const ack = await ask(command)
    if (!ack.ok) notices.show({ kind: 'refused', code: ack.error.code })
    return ack.ok
  }
  const forgetRemoved = (): void => {
    clearTimeout(undoTimer)
    removed = null
    refresh()
  }
  const add: QueueModel['add'] = (entryIds, where) =>
    ask({ type: 'queue.add', entryIds: [...entryIds], where })
  /** It comes back as a new one, at the end, and goes from there to its place. */
  const putBack = async ({ item, beforeId }: Removed): Promise<void> => {
    const known = new Set(view.get().items.map(({ id }) => id))
    const back = await wish({ type: 'queue.add', entryIds: [item.video.entryId], where: 'last' })
    const added = view
      .get()
      .items.findLast(({ id, video }) => !known.has(id) && video.entryId === item.video.entryId)
    if (back && added && beforeId !== null) await wish({ type: 'queue.move', itemId: added.id, beforeId })
  }

  return {
    view,
    roomNowMs: () => room.roomNowMs(),
    add,
    async addVideo({ id, name }, where) {
      const added = await wish({ type: 'queue.add', entryIds: [id], where })
      if (added) notices.show({ kind: 'queuedByYou', video: name, where })
      return added
    },
    remove(itemId) {
      const { items } = view.get()
      const index = items.findIndex(({ id }) => id === itemId)
      const item = items[index]
      if (!item) return
      clearTimeout(undoTimer)
      removed = { item, beforeId: items[index + 1]?.id ?? null }
      undoTimer = setTimeout(forgetRemoved, UNDO_MS)
      void wish({ type: 'queue.remove', itemId }).then(gone => !gone && forgetRemoved())
    },
    undoRemove() {
      const back = removed
      forgetRemoved()
      if (back) void putBack(back)
    },
    move: (itemId, beforeId) => void wish({ type: 'queue.move', itemId, beforeId }),
    play: itemId => void wish({ type: 'queue.play', itemId }),
    next: () => void wish({ type: 'queue.next', afterId: view.get().current?.id ?? null }),
    shuffle: () => void wish({ type: 'queue.shuffle' }),
    clear: () => void wish({ type: 'queue.clear' }),
    setRepeat: repeat => void wish({ type: 'queue.setRepeat', repeat }),
    stay: () => void wish({ type: 'queue.stay' }),
    close() {
      clearTimeout(undoTimer)
      stop()
    },
  }
}

const isAnswered = ({ answeredBySeq }: Wish, room: Room | null): boolean =>
  answeredBySeq !== null && (room === null || room.seq >= answeredBySeq)

/** As the room decides at the end of a video. */
function nextOf({ items, repeat }: Queue, video: VideoSummary | null): VideoSummary | null {
  if (repeat === 'one') return video
  return items[0]?.video ?? (repeat === 'all' ? video : null)
}
