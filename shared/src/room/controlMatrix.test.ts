import { describe, expect, it } from 'vitest'
import type { MemberCommand } from '../protocol/commands.ts'
import { CONTROL_OF_COMMANDS } from './controlOfCommands.ts'
import type { Decision } from './decision.ts'
import { mayControl } from './mayControl.ts'
import type { ControlAction, ControlMode } from './roomState.ts'
import { ANA, BEN, CLEO, everybodyReady, GUEST, type Stage, watching } from './testing/stage.ts'

type Command = MemberCommand['type']
type Own = { [C in Command]: (typeof CONTROL_OF_COMMANDS)[C] extends 'own' ? C : never }[Command]

const MODES = ['everyone', 'host', 'vote'] as const
const ACTIONS = ['playPause', 'seek', 'rate', 'queue', 'mode'] as const

/** Each command as somebody may send it, with what fits the room. A new one doesn't compile without its row. */
const COMMANDS: {
  readonly [C in Command]: (stage: Stage) => Extract<MemberCommand, { type: C }>
} = {
  'video.watch': () => ({ type: 'video.watch', entryId: '0_film' }),
  'video.clear': () => ({ type: 'video.clear' }),
  'playback.play': () => ({ type: 'playback.play' }),
  'playback.pause': () => ({ type: 'playback.pause' }),
  'playback.seek': () => ({ type: 'playback.seek', positionS: 1 }),
  'playback.seekToLiveEdge': () => ({ type: 'playback.seekToLiveEdge' }),
  'playback.setRate': () => ({ type: 'playback.setRate', rate: 2 }),
  'playback.ready': () => ({ type: 'playback.ready', waitId: 'earlier', positionS: 1 }),
  'playback.stalled': () => ({ type: 'playback.stalled', positionS: 1 }),
  'playback.recovered': () => ({ type: 'playback.recovered' }),
  'playback.continueWithout': () => ({ type: 'playback.continueWithout', waitId: 'earlier' }),
  'member.setApart': () => ({ type: 'member.setApart', apart: true }),
  'queue.add': () => ({ type: 'queue.add', entryIds: ['0_film'], where: 'last' }),
  'queue.remove': stage => ({ type: 'queue.remove', itemId: queued(stage) }),
  'queue.move': stage => ({ type: 'queue.move', itemId: queued(stage), beforeId: null }),
  'queue.play': stage => ({ type: 'queue.play', itemId: queued(stage) }),
  'queue.next': () => ({ type: 'queue.next', afterId: null }),
  'queue.shuffle': () => ({ type: 'queue.shuffle' }),
  'queue.clear': () => ({ type: 'queue.clear' }),
  'queue.setRepeat': () => ({ type: 'queue.setRepeat', repeat: 'all' }),
  'queue.stay': () => ({ type: 'queue.stay' }),
  'queue.restore': () => ({ type: 'queue.restore' }),
  'queue.declineOffer': () => ({ type: 'queue.declineOffer' }),
  'queue.suggest': () => ({ type: 'queue.suggest', entryIds: ['0_film'] }),
  'queue.accept': stage => ({ type: 'queue.accept', itemId: suggested(stage), where: 'last' }),
  'queue.dismiss': stage => ({ type: 'queue.dismiss', itemId: suggested(stage) }),
  'comment.pin': () => ({ type: 'comment.pin', entryId: '0_film', positionS: 1, text: 'Look' }),
  'comment.remove': () => ({ type: 'comment.remove', commentId: 'earlier' }),
  'comment.restore': () => ({ type: 'comment.restore', commentId: 'earlier' }),
  'control.setMode': ({ room }) => ({
    type: 'control.setMode',
    mode: room.control.mode === 'host' ? 'vote' : 'host',
  }),
  'control.allow': () => ({ type: 'control.allow', action: 'seek', who: 'host' }),
  'control.lock': ({ room }) => ({ type: 'control.lock', locked: !room.control.locked }),
  'control.handOver': () => ({ type: 'control.handOver', memberId: CLEO }),
  'control.takeBack': () => ({ type: 'control.takeBack' }),
  'vote.start': () => ({ type: 'vote.start', what: { kind: 'choose', entryId: '0_film' } }),
  'vote.cast': () => ({ type: 'vote.cast', ballotId: 'earlier', yes: true }),
  'vote.cancel': () => ({ type: 'vote.cancel' }),
  'room.undo': ({ room }) => ({ type: 'room.undo', actId: room.undo?.id ?? '' }),
}

const queued = ({ room }: Stage): string => room.queue.items[0]?.id ?? ''
const suggested = ({ room }: Stage): string => room.queue.suggestions[0]?.id ?? ''

/** Host, a member, a guest, and somebody who was here. */
const ROLES = { host: ANA, member: BEN, guest: GUEST, exMember: '1499999999999999999' } as const
type Role = keyof typeof ROLES

interface Situation {
  readonly role: Role
  readonly mode: ControlMode
  readonly locked: boolean
}

type Outcome = 'allowed' | 'not_in_control' | 'not_a_member'

/** What is said of each mode, in words that know nothing of how it is decided. */
const WHO: { readonly [M in ControlMode]: { readonly [A in ControlAction]: 'host' | 'all' } } = {
  everyone: { playPause: 'all', seek: 'all', rate: 'all', queue: 'all', mode: 'host' },
  host: { playPause: 'host', seek: 'host', rate: 'host', queue: 'host', mode: 'host' },
  vote: { playPause: 'all', seek: 'all', rate: 'all', queue: 'host', mode: 'host' },
}

const asked = (action: ControlAction, { role, mode, locked }: Situation): Outcome =>
  role === 'host' || (!locked && WHO[mode][action] === 'all') ? 'allowed' : 'not_in_control'

/** Those whose permission is not only one of an action. */
const OWN: { readonly [C in Own]: (situation: Situation) => Outcome } = {
  // The suggestion is Cleo's.
  'queue.dismiss': situation => asked('queue', situation),
  'control.handOver': ({ role }) => (role === 'host' ? 'allowed' : 'not_in_control'),
  // None of them was host before.
  'control.takeBack': ({ role }) => (role === 'host' ? 'allowed' : 'not_in_control'),
  'vote.start': ({ mode, locked }) => (mode === 'vote' && !locked ? 'allowed' : 'not_in_control'),
  'vote.cast': () => 'allowed',
  'vote.cancel': () => 'allowed',
  // What was done was a seek.
  'room.undo': situation => asked('seek', situation),
}

const isOwn = (type: Command): type is Own => CONTROL_OF_COMMANDS[type] === 'own'

function expected(type: Command, situation: Situation): Outcome {
  if (situation.role === 'exMember') return 'not_a_member'
  const action = CONTROL_OF_COMMANDS[type]
  if (isOwn(type)) return OWN[type](situation)
  return action === 'open' || action === 'own' ? 'allowed' : asked(action, situation)
}

/** A film is on, something waits in the queue, Cleo has suggested something, and the host has sought. */
function staged({ mode, locked }: Situation): Stage {
  const stage = watching(3)
  stage.accept(GUEST, { type: 'room.join', displayName: 'A guest', avatarUrl: null })
  stage.accept(ANA, { type: 'queue.add', entryIds: ['0_one', '0_two'], where: 'last' })
  stage.accept(ANA, { type: 'control.setMode', mode: 'host' })
  stage.accept(CLEO, { type: 'queue.suggest', entryIds: ['0_wish'] })
  stage.accept(ANA, { type: 'control.setMode', mode })
  stage.accept(ANA, { type: 'control.lock', locked })
  stage.accept(ANA, { type: 'playback.seek', positionS: 50 })
  everybodyReady(stage, 50)
  return stage
}

const situations = MODES.flatMap(mode =>
  [false, true].flatMap(locked =>
    (['host', 'member', 'guest', 'exMember'] as const).map(role => ({ role, mode, locked })),
  ),
)

describe('CT1 CT4 CT5 CT6 what each may do', () => {
  it.each(situations)('as $role in a room of mode $mode, locked: $locked (ASVS 8.3.1)', situation => {
    const wrong = Object.values(COMMANDS).flatMap(commandFor => {
      const stage = staged(situation)
      const { seq } = stage.room
      const command = commandFor(stage)
      const outcome = outcomeOf(stage.run(ROLES[situation.role], command))
      if (outcome !== 'allowed') expect(stage.room.seq, command.type).toBe(seq)
      const meant = expected(command.type, situation)
      return outcome === meant ? [] : [`${command.type}: ${outcome} instead of ${meant}`]
    })
    expect(wrong).toEqual([])
  })
})

function outcomeOf(decision: Decision): Outcome {
  if (decision.ok) return 'allowed'
  return decision.code === 'not_in_control' || decision.code === 'not_a_member' ? decision.code : 'allowed'
}

describe('CT4 an exception holds against the mode, and the lock against both', () => {
  const cases = MODES.flatMap(mode =>
    ACTIONS.flatMap(action =>
      (['everyone', 'host'] as const).flatMap(who =>
        [false, true].map(locked => ({ mode, action, who, locked })),
      ),
    ),
  )

  it.each(cases)('mode $mode, $action: $who, locked: $locked', ({ mode, action, who, locked }) => {
    const stage = staged({ role: 'host', mode, locked: false })
    stage.accept(ANA, { type: 'control.allow', action, who })
    stage.accept(ANA, { type: 'control.lock', locked })
    const isOpen = who === 'everyone' && !locked
    expect(mayControl(stage.room, ANA, action)).toBe(true)
    expect(mayControl(stage.room, BEN, action)).toBe(isOpen)
    // Whatever the others may, a guest doesn't say who controls.
    expect(mayControl(stage.room, GUEST, action)).toBe(isOpen && action !== 'mode')
    for (const other of ACTIONS)
      if (other !== action)
        expect(mayControl(stage.room, BEN, other)).toBe(!locked && WHO[mode][other] === 'all')
  })
})
