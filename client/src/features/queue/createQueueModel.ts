import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import {
  EMPTY_QUEUE,
  type Queue,
  type Repeat,
  type Room,
  type VideoSummary,
} from '@kaltura-discord/shared/room/roomState.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ControlModel } from '../control/createControl.ts'
import type { Notices } from '../room/createNotices.ts'
import { predictQueue, type QueueCommand } from './predictQueue.ts'

export interface QueueView extends Queue {
  /** What comes after this video, as it stands now. */
  readonly next: VideoSummary | null
}

export interface QueueModel {
  readonly view: Store<QueueView>
  roomNowMs(): number
  /** Whether this viewer may change the queue; where they may not, they are told why. */
  ask(): boolean
  /**
   * Settles with the server's answer, and leaves it to the caller to tell of a refusal. Suggests where this viewer may
   * not add.
   */
  add(entryIds: readonly string[], where: 'next' | 'last'): Promise<CommandAck>
  /** The same for one that people have looked at; a refusal is a notice, and so is success. */
  addVideo(video: { readonly id: string; readonly name: string }, where: 'next' | 'last'): Promise<boolean>
  remove(itemId: string): void
  /** To stand before that one; null is the end. */
  move(itemId: string, beforeId: string | null): void
  play(itemId: string): void
  /** Puts on the next one; where the room votes on that, it begins the vote. */
  next(): void
  shuffle(): void
  clear(): void
  setRepeat(repeat: Repeat): void
  /** Nothing comes by itself this time. */
  stay(): void
  /** Into the queue with what somebody has suggested. */
  accept(itemId: string, where: 'next' | 'last'): void
  dismiss(itemId: string): void
  close(): void
}

interface Wish {
  readonly command: QueueCommand
  /** Number of the room's event that answers it; null until acknowledged. */
  answeredBySeq: number | null
}

export interface QueueModelOptions {
  readonly room: RoomClient
  readonly control: Pick<ControlModel, 'view' | 'ask' | 'startVote'>
  readonly notices: Notices
}

/** The room's queue as this viewer has it: what they have pressed shows at once, and is corrected quietly. */
export function createQueueModel({ room, control, notices }: QueueModelOptions): QueueModel {
  let wishes: readonly Wish[] = []
  let before: readonly [Room | null, readonly Wish[]] = [null, wishes]

  const derive = (current: Room | null): QueueView => {
    const known = current?.queue ?? EMPTY_QUEUE
    const queue = wishes.reduce((each, { command }) => predictQueue(each, command), known)
    return { ...queue, next: nextOf(queue, current?.video ?? null) }
  }
  const view = createStore(derive(room.view.get().room))
  const refresh = (): void => {
    const { room: current } = room.view.get()
    wishes = wishes.some(wish => isAnswered(wish, current))
      ? wishes.filter(wish => !isAnswered(wish, current))
      : wishes
    // The room's view also changes with everybody's presence, which is nothing to the queue.
    const same = before[0]?.queue === current?.queue && before[0]?.video === current?.video
    if (same && before[1] === wishes) return
    before = [current, wishes]
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
  /** Nothing is shown as done that the room would refuse. */
  const may = (command: QueueCommand): void => void (control.ask('queue') && wish(command))
  const suggests = (): boolean => control.view.get().offer !== 'watch'
  const adding = (entryIds: readonly string[], where: 'next' | 'last'): QueueCommand =>
    suggests()
      ? { type: 'queue.suggest', entryIds: [...entryIds] }
      : { type: 'queue.add', entryIds: [...entryIds], where }

  return {
    view,
    roomNowMs: () => room.roomNowMs(),
    ask: () => control.ask('queue'),
    add: (entryIds, where) => ask(adding(entryIds, where)),
    async addVideo({ id, name }, where) {
      const suggested = suggests()
      const added = await wish(adding([id], where))
      if (added)
        notices.show(
          suggested ? { kind: 'suggestedByYou', video: name } : { kind: 'queuedByYou', video: name, where },
        )
      return added
    },
    remove: itemId => may({ type: 'queue.remove', itemId }),
    move: (itemId, beforeId) => may({ type: 'queue.move', itemId, beforeId }),
    play: itemId => may({ type: 'queue.play', itemId }),
    next() {
      const afterId = view.get().current?.id ?? null
      if (control.view.get().offer === 'vote') void control.startVote({ kind: 'skip', afterId })
      else may({ type: 'queue.next', afterId })
    },
    shuffle: () => may({ type: 'queue.shuffle' }),
    clear: () => may({ type: 'queue.clear' }),
    setRepeat: repeat => may({ type: 'queue.setRepeat', repeat }),
    stay: () => may({ type: 'queue.stay' }),
    accept: (itemId, where) => may({ type: 'queue.accept', itemId, where }),
    dismiss: itemId => void wish({ type: 'queue.dismiss', itemId }),
    close: stop,
  }
}

const isAnswered = ({ answeredBySeq }: Wish, room: Room | null): boolean =>
  answeredBySeq !== null && (room === null || room.seq >= answeredBySeq)

/** As the room decides at the end of a video. */
function nextOf({ items, repeat }: Queue, video: VideoSummary | null): VideoSummary | null {
  if (repeat === 'one') return video
  return items[0]?.video ?? (repeat === 'all' ? video : null)
}
