import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import {
  EMPTY_QUEUE,
  type Offer,
  type Queue,
  type QueueItem,
  type Repeat,
  type Room,
  type VideoSummary,
} from '@kaltura-discord/shared/room/roomState.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ControlModel } from '../control/createControl.ts'
import type { Notices } from '../room/createNotices.ts'
import { type CannotWatch, cannotWatchOf, textOfRefusals } from './cannotWatch.ts'
import { predictQueue, type QueueCommand } from './predictQueue.ts'
import { createUnderWay, type UnderWayStore } from './underWay.ts'

export interface QueueView extends Queue {
  /** What comes after this video, as it stands now. */
  readonly next: VideoSummary | null
  /** What an earlier room of this place kept. */
  readonly offer: Offer | null
  /** Whom the account refuses which video. */
  readonly cannotWatch: CannotWatch
}

export interface QueueModel {
  /** For what comes later and asks for more. */
  readonly api: Pick<ApiClient, 'request'>
  /** Of the account whose videos these are. */
  readonly partnerId: number
  readonly view: Store<QueueView>
  roomNowMs(): number
  /** Whether this viewer may change the queue; where they may not, they are told why. */
  ask(): boolean
  /**
   * Settles with the server's answer, and leaves it to the caller to tell of a refusal. Suggests where this viewer may
   * not add. What the server was asked can't be called back: where it was stopped meanwhile, it is taken out again.
   */
  add(entryIds: readonly string[], where: 'next' | 'last', signal?: AbortSignal): Promise<CommandAck>
  /** What this page adds, once that takes a while. */
  readonly underWay: UnderWayStore
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
  /** Takes what was kept, or is rid of it. Where that was stopped meanwhile, it is offered again. */
  decideOffer(how: 'restore' | 'decline', signal?: AbortSignal): Promise<boolean>
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
  readonly api: QueueModel['api']
  readonly partnerId: number
}

/** The room's queue as this viewer has it: what they have pressed shows at once, and is corrected quietly. */
export function createQueueModel(options: QueueModelOptions): QueueModel {
  const { room, control, notices, api, partnerId } = options
  let wishes: readonly Wish[] = []
  let before: readonly [Room | null, readonly Wish[]] = [null, wishes]

  const derive = (current: Room | null): QueueView => {
    const known = current?.queue ?? EMPTY_QUEUE
    const queue = wishes.reduce((each, { command }) => predictQueue(each, command), known)
    return {
      ...queue,
      next: nextOf(queue, current?.video ?? null),
      offer: current?.offer ?? null,
      cannotWatch: cannotWatchOf(room.view.get()),
    }
  }
  const view = createStore(derive(room.view.get().room))
  const refresh = (): void => {
    const { room: current } = room.view.get()
    wishes = wishes.some(wish => isAnswered(wish, current))
      ? wishes.filter(wish => !isAnswered(wish, current))
      : wishes
    // The room's view also changes with everybody's presence, which is nothing to the queue.
    const same =
      before[0]?.queue === current?.queue &&
      before[0]?.video === current?.video &&
      before[0]?.offer === current?.offer &&
      textOfRefusals(view.get().cannotWatch) === textOfRefusals(cannotWatchOf(room.view.get()))
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

  /** Takes back what this viewer has just brought in, where that can be. */
  const undoOwn = async (
    kind: 'added' | 'broughtBack',
    isOfIt: (itemId: string) => boolean,
  ): Promise<boolean> => {
    const { room: current, memberId } = room.view.get()
    const undo = current?.undo
    if (undo?.kind !== kind || undo.by !== memberId || !undo.itemIds.every(isOfIt)) return false
    return (await room.send({ type: 'room.undo', actId: undo.id })).ok
  }
  /**
   * What this viewer has brought in since then, and of that these alone: what they asked for before may have come
   * meanwhile, too. Where nothing was on, the first of it is by now.
   */
  const takeOut = async (known: ReadonlySet<string>, entryIds: readonly string[]): Promise<void> => {
    const { room: current, memberId } = room.view.get()
    if (!current) return
    const { items, suggestions, current: on } = current.queue
    const isOfIt = ({ id, by, video }: QueueItem): boolean =>
      by === memberId && !known.has(id) && entryIds.includes(video.entryId)
    const ids = new Set([...items, ...(on ? [on] : [])].filter(isOfIt).map(({ id }) => id))
    if (await undoOwn('added', id => ids.has(id))) return
    for (const { id: itemId } of items.filter(isOfIt)) await ask({ type: 'queue.remove', itemId })
    for (const { id: itemId } of suggestions.filter(isOfIt)) await ask({ type: 'queue.dismiss', itemId })
  }

  return {
    api,
    partnerId,
    view,
    roomNowMs: () => room.roomNowMs(),
    ask: () => control.ask('queue'),
    underWay: createUnderWay(),
    async add(entryIds, where, signal) {
      const known = idsIn(view.get())
      const ack = await ask(adding(entryIds, where))
      if (ack.ok && signal?.aborted) await takeOut(known, entryIds)
      return ack
    },
    async addVideo({ id, name }, where) {
      const suggested = suggests()
      const known = idsIn(view.get())
      if (!(await wish(adding([id], where)))) return false
      if (suggested) {
        notices.show({ kind: 'suggestedByYou', video: name })
        return true
      }
      const item = view.get().items.findLast(each => !known.has(each.id) && each.video.entryId === id)
      // Where nothing was on it is on by now, which is no longer a matter of the queue.
      const undo = item ? () => void wish({ type: 'queue.remove', itemId: item.id }) : null
      notices.show({ kind: 'queuedByYou', video: name, where, undo })
      return true
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
    async decideOffer(how, signal) {
      if (!control.ask('queue')) return false
      const known = idsIn(view.get())
      const isDone = await wish({ type: how === 'restore' ? 'queue.restore' : 'queue.declineOffer' })
      if (isDone && signal?.aborted) await undoOwn('broughtBack', id => !known.has(id))
      return isDone
    },
    close: stop,
  }
}

const idsIn = ({ items, suggestions, current }: Queue): ReadonlySet<string> =>
  new Set([...items, ...suggestions, ...(current ? [current] : [])].map(({ id }) => id))

const isAnswered = ({ answeredBySeq }: Wish, room: Room | null): boolean =>
  answeredBySeq !== null && (room === null || room.seq >= answeredBySeq)

/** As the room decides at the end of a video. */
function nextOf({ items, repeat }: Queue, video: VideoSummary | null): VideoSummary | null {
  if (repeat === 'one') return video
  return items[0]?.video ?? (repeat === 'all' ? video : null)
}
