import type { RoomEvent } from '../protocol/events.ts'
import { MAX_LENT, MAX_LOST_VOTES } from './limits.ts'
import { lentOf } from './mayControl.ts'
import type { Ballot, Control, Lent } from './roomState.ts'

type ControlEvent = Extract<RoomEvent, { type: `control.${string}` | `vote.${string}` }>

export const isControlEvent = (event: RoomEvent): event is ControlEvent =>
  event.type.startsWith('control.') || event.type.startsWith('vote.')

/** Who controls, after one more event at room time `atMs`. */
export function evolveControl(control: Control, event: ControlEvent, atMs: number): Control {
  switch (event.type) {
    case 'control.modeSet':
      return { ...control, mode: event.mode }
    case 'control.allowed': {
      const { [event.action]: _, ...allow } = control.allow
      return { ...control, allow: event.who === null ? allow : { ...allow, [event.action]: event.who } }
    }
    case 'control.locked':
      return { ...control, locked: event.locked }
    case 'control.handed':
      return { ...control, hostId: event.toId, ...withLent(lentAfter(control, event, atMs)) }
    case 'vote.started':
      return { ...control, ballot: event.ballot }
    case 'vote.cast':
      return control.ballot?.id === event.ballotId
        ? { ...control, ballot: withVote(control.ballot, event.by, event.yes) }
        : control
    case 'vote.ended':
      return control.ballot?.id === event.ballotId
        ? { ...control, ballot: null, lostVotes: lostAfter(control, control.ballot, { event, atMs }) }
        : control
  }
}

type Handed = Extract<RoomEvent, { type: 'control.handed' }>

/** Who may take it back: whoever has it again may not, nor those to whom it came only after that. */
function lentAfter(control: Control, { toId, reason }: Handed, atMs: number): readonly Lent[] {
  const { hostId: fromId } = control
  const lent = lentOf(control)
  if (reason === 'takenBack') {
    const own = lent.findIndex(each => each.fromId === toId)
    return own < 0 ? lent : lent.slice(0, own)
  }
  const others = lent.filter(each => each.fromId !== toId && each.fromId !== fromId)
  // Where there was no host, whoever was the last one has left it to the one who comes.
  if (reason === 'first') return others.map(each => (each.toId === null ? { ...each, toId } : each))
  return fromId === null ? others : [...others, { fromId, toId, atMs }].slice(-MAX_LENT)
}

const withLent = (lent: readonly Lent[]): Pick<Control, 'lent' | 'lentBefore'> => ({
  lent: lent.at(-1) ?? null,
  lentBefore: lent.slice(0, -1),
})

const withVote = (ballot: Ballot, memberId: string, yes: boolean): Ballot => {
  const { yes: before, no: against } = withoutVoter(ballot, memberId)
  return yes
    ? { ...ballot, yes: [...before, memberId], no: against }
    : { ...ballot, yes: before, no: [...against, memberId] }
}

const withoutVoter = (ballot: Ballot, memberId: string): Ballot => ({
  ...ballot,
  yes: ballot.yes.filter(id => id !== memberId),
  no: ballot.no.filter(id => id !== memberId),
})

/** Whoever leaves takes their vote along. */
export const afterLeaving = (control: Control, memberId: string): Control =>
  control.ballot ? { ...control, ballot: withoutVoter(control.ballot, memberId) } : control

interface Ended {
  readonly event: Extract<RoomEvent, { type: 'vote.ended' }>
  readonly atMs: number
}

/** A vote that has become pointless was not lost, nor one for what isn't there any more. */
function lostAfter(
  { lostVotes }: Control,
  { what, by }: Ballot,
  { event, atMs }: Ended,
): Control['lostVotes'] {
  if (event.passed || event.why === 'moot' || event.why === 'gone') return lostVotes
  return [...lostVotes, { what, by, atMs }].slice(-MAX_LOST_VOTES)
}
