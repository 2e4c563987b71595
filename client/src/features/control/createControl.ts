import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import { TAKE_BACK_MS, UNDO_MS } from '@kaltura-discord/shared/room/limits.ts'
import { hostOf, lentOf, mayTakeBack, mayUndo } from '@kaltura-discord/shared/room/mayControl.ts'
import {
  type Ballot,
  type Control,
  type ControlAction,
  type ControlMode,
  OPEN_CONTROL,
  type Room,
} from '@kaltura-discord/shared/room/roomState.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { Notices } from '../room/createNotices.ts'
import type { ToldAct } from './actOf.ts'
import type { Acts } from './createActs.ts'
import { type Hindrance, hindranceOf } from './hindrance.ts'

export interface Undoable {
  /** The command that did it. */
  readonly id: string
  /** Room time from which it can't be taken back any more, epoch ms. */
  readonly untilMs: number
}

/** How a video comes on by this viewer: at once, as a suggestion, or by a vote. */
export type Offer = 'watch' | 'suggest' | 'vote'

type Rules = Pick<Control, 'mode' | 'allow' | 'locked'>

export interface ControlView extends Rules {
  readonly hostId: string | null
  readonly hostName: string
  readonly isHost: boolean
  readonly selfId: string | null
  /** Why this viewer can't do it now; null where they can. */
  readonly hindered: Readonly<Record<ControlAction, Hindrance | null>>
  readonly offer: Offer
  readonly ballot: Ballot | null
  readonly undoable: Undoable | null
  /** Until when this viewer may have the room back that they handed over or left; room time, epoch ms. */
  readonly takeBackUntilMs: number | null
}

export interface ControlModel {
  readonly view: Store<ControlView>
  readonly room: RoomClient['view']
  /** What somebody has just done, told once, as soon as `tell` was called. */
  readonly act: Store<ToldAct | null>
  /** From now on it is told what people do; nobody waits for what that takes. */
  tell(): Promise<void>
  roomNowMs(): number
  /** Whether this viewer may now; where they may not, they are told why. */
  ask(action: ControlAction): boolean
  setMode(mode: ControlMode): void
  /** Null is as the mode says. */
  allow(action: ControlAction, who: 'everyone' | 'host' | null): void
  lock(locked: boolean): void
  handOver(memberId: string): void
  takeBack(): void
  /** Takes back what was done last, whoever did it; nothing where nothing can be. */
  undo(): void
  /** Settles once the server has answered: whether the vote is on. */
  startVote(what: Extract<MemberCommand, { type: 'vote.start' }>['what']): Promise<boolean>
  vote(yes: boolean): void
  cancelVote(): void
  close(): void
}

interface Wish {
  readonly rules: Partial<Rules>
  /** Number of the room's event that answers it; null until acknowledged. */
  answeredBySeq: number | null
}

export interface ControlOptions {
  readonly room: RoomClient
  readonly notices: Notices
}

/** Who controls the room, as this viewer has it: what they may, what stands in the way, and what can be taken back. */
export function createControl({ room, notices }: ControlOptions): ControlModel {
  const act = createStore<ToldAct | null>(null)
  let acts: Acts | null = null
  let wishes: readonly Wish[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const derive = (): ControlView => {
    const { room: known, memberId } = room.view.get()
    let rules = rulesOf(known)
    for (const wish of wishes) rules = { ...rules, ...wish.rules }
    return { ...viewOf(known, { memberId, nowMs: room.roomNowMs() }), ...rules }
  }
  const view = createStore(derive())
  let before: readonly unknown[] = []
  const refresh = (): void => {
    const { room: known, memberId } = room.view.get()
    if (wishes.some(wish => isAnswered(wish, known))) wishes = wishes.filter(wish => !isAnswered(wish, known))
    const next = derive()
    // The room's view also changes with everybody's presence, which is nothing to who controls.
    const parts = [known?.control, known?.undo, known?.members, known?.video, memberId, wishes]
    const times = [next.undoable?.id, next.takeBackUntilMs]
    const now = [...parts, ...times]
    if (now.length === before.length && now.every((part, index) => Object.is(part, before[index]))) return
    before = now
    view.set(next)
    acts?.settle(next.undoable)
    wakeFor(next)
  }
  /** What can be taken back only for a while is gone by itself. */
  const wakeFor = ({ undoable, takeBackUntilMs }: ControlView): void => {
    clearTimeout(timer)
    const ends = [undoable?.untilMs, takeBackUntilMs].filter(atMs => typeof atMs === 'number')
    if (ends.length > 0) timer = setTimeout(refresh, Math.max(20, Math.min(...ends) - room.roomNowMs() + 20))
  }
  const onEvent = (committed: CommittedEvent): void => {
    const { room: known, memberId } = room.view.get()
    if (known) acts?.onEvent(committed, { room: known, selfId: memberId })
    refresh()
  }
  const stops = [room.view.subscribe(refresh), room.onEvent(onEvent)]
  refresh()

  const send = async (command: MemberCommand): Promise<boolean> => {
    const ack = await room.send(command)
    if (!ack.ok) notices.show({ kind: 'refused', code: ack.error.code })
    return ack.ok
  }
  const ask = (action: ControlAction): boolean => {
    const hindrance = view.get().hindered[action]
    if (hindrance) notices.show({ kind: 'hindered', hindrance })
    return hindrance === null
  }
  const change = async (command: MemberCommand, rules: Partial<Rules>): Promise<void> => {
    if (!ask('mode')) return
    const wish: Wish = { rules, answeredBySeq: null }
    wishes = [...wishes, wish]
    refresh()
    const ack = await room.send(command)
    if (ack.ok) wish.answeredBySeq = ack.seq
    else {
      wishes = wishes.filter(each => each !== wish)
      notices.show({ kind: 'refused', code: ack.error.code })
    }
    refresh()
  }

  return {
    view,
    act,
    room: room.view,
    async tell() {
      const { createActs } = await import('./createActs.ts')
      acts ??= createActs({ nowMs: () => room.roomNowMs(), current: act })
    },
    roomNowMs: () => room.roomNowMs(),
    ask,
    setMode: mode => void change({ type: 'control.setMode', mode }, { mode }),
    allow(action, who) {
      const { [action]: _, ...rest } = view.get().allow
      const allow = who === null ? rest : { ...rest, [action]: who }
      void change({ type: 'control.allow', action, who }, { allow })
    },
    lock: locked => void change({ type: 'control.lock', locked }, { locked }),
    handOver: memberId => void send({ type: 'control.handOver', memberId }),
    takeBack: () => void send({ type: 'control.takeBack' }),
    undo() {
      const { undoable } = view.get()
      if (undoable) void send({ type: 'room.undo', actId: undoable.id })
    },
    async startVote(what) {
      const ack = await room.send({ type: 'vote.start', what })
      if (ack.ok) return true
      const { code, retryAfterS } = ack.error
      const lostJustNow = code === 'rate_limited' && retryAfterS !== undefined
      notices.show(lostJustNow ? { kind: 'voteAgain', seconds: retryAfterS } : { kind: 'refused', code })
      return false
    },
    vote(yes) {
      const { ballot, selfId } = view.get()
      const said = ballot?.[yes ? 'yes' : 'no'].some(id => id === selfId)
      if (ballot && !said) void send({ type: 'vote.cast', ballotId: ballot.id, yes })
    },
    cancelVote: () => void send({ type: 'vote.cancel' }),
    close() {
      clearTimeout(timer)
      for (const stop of stops) stop()
      acts?.close()
    },
  }
}

const rulesOf = (room: Room | null): Rules => {
  const { mode, allow, locked } = room?.control ?? OPEN_CONTROL
  return { mode, allow, locked }
}

const isAnswered = ({ answeredBySeq }: Wish, room: Room | null): boolean =>
  answeredBySeq !== null && (room === null || room.seq >= answeredBySeq)

interface Viewer {
  readonly memberId: string | null
  readonly nowMs: number
}

function viewOf(room: Room | null, { memberId, nowMs }: Viewer): Omit<ControlView, keyof Rules> {
  const hostId = room && hostOf(room)
  const because = (action: ControlAction): Hindrance | null => hindranceOf(room, memberId, action)
  const queue = because('queue')
  const self = room && memberId !== null ? { room, memberId } : null
  return {
    hostId,
    hostName: room?.members.find(({ id }) => id === hostId)?.displayName ?? '',
    selfId: memberId,
    isHost: memberId !== null && hostId === memberId,
    hindered: {
      playPause: because('playPause'),
      seek: because('seek'),
      rate: because('rate'),
      queue,
      mode: because('mode'),
    },
    offer: queue === null ? 'watch' : queue.kind === 'vote' ? 'vote' : 'suggest',
    ballot: room?.control.ballot ?? null,
    undoable: self && undoableOf(self.room, self.memberId, nowMs),
    takeBackUntilMs: self && takeBackUntil(self.room, self.memberId, nowMs),
  }
}

function undoableOf(room: Room, memberId: string, nowMs: number): Undoable | null {
  if (room.undo === null || !mayUndo(room, memberId, nowMs)) return null
  return { id: room.undo.id, untilMs: room.undo.atMs + UNDO_MS }
}

function takeBackUntil(room: Room, memberId: string, nowMs: number): number | null {
  if (!mayTakeBack(room, memberId, nowMs)) return null
  const own = lentOf(room.control).findLast(({ fromId }) => fromId === memberId)
  return own ? own.atMs + TAKE_BACK_MS : null
}
