import { describe, expect, it } from 'vitest'
import type { RoomCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { nextDeadline } from './decideWait.ts'
import { VOTE_AGAIN_MS, VOTE_MS } from './limits.ts'
import { tally } from './tally.ts'
import { ANA, BEN, CLEO, everybodyReady, filmCalled, person, type Stage, watching } from './testing/stage.ts'

const DAN = person(3)
const SKIP: RoomCommand = { type: 'vote.start', what: { kind: 'skip', afterId: null } }
const CHOICE = filmCalled('0_choice')
const CHOOSE: RoomCommand = { type: 'vote.start', what: { kind: 'choose', entryId: CHOICE.entryId } }

/** So many people who vote, a film on, and one waiting. */
function voting(people: number): Stage {
  const stage = watching(people)
  stage.accept(ANA, { type: 'queue.add', entryIds: ['0_next'], where: 'last' })
  stage.accept(ANA, { type: 'control.setMode', mode: 'vote' })
  return stage
}

const ballotId = ({ room }: Stage): string => room.control.ballot?.id ?? 'none'
const cast = (stage: Stage, who: string, yes: boolean): readonly RoomEvent[] =>
  stage.accept(who, { type: 'vote.cast', ballotId: ballotId(stage), yes })
const types = (events: readonly RoomEvent[]): readonly string[] => events.map(({ type }) => type)

describe('CT9 a vote', () => {
  it('passes as soon as more than half of those present are for it, and then does what it was about', () => {
    const stage = voting(4)
    expect(stage.accept(BEN, SKIP)).toMatchObject([{ type: 'vote.started', ballot: { by: BEN, yes: [BEN] } }])
    expect(types(cast(stage, CLEO, true))).toEqual(['vote.cast'])
    expect(cast(stage, DAN, true)).toMatchObject([
      { type: 'vote.cast', by: DAN },
      { type: 'vote.ended', passed: true, why: 'counted' },
      { type: 'queue.taken', by: BEN },
      { type: 'video.changed', video: { entryId: '0_next' } },
      { type: 'playback.waited' },
    ])
    expect(stage.room.control.ballot).toBeNull()
  })

  it('isn’t for what anybody may do at once, who is told so and not sent for the remote (CT6)', () => {
    const refusalOf = (stage: Stage) => {
      const decision = stage.run(BEN, SKIP)
      return decision.ok ? null : decision.message
    }
    const open = watching(2)
    const excepted = voting(2)
    excepted.accept(ANA, { type: 'control.allow', action: 'queue', who: 'everyone' })
    for (const stage of [open, excepted]) expect(refusalOf(stage)).toMatch(/yourself/)
    const hosted = watching(2)
    hosted.accept(ANA, { type: 'control.setMode', mode: 'host' })
    expect(refusalOf(hosted)).toMatch(/remote/)
  })

  it('puts on what was chosen, as the library has it by then', () => {
    const stage = voting(2)
    stage.accept(BEN, CHOOSE, { video: CHOICE })
    const lookedUp = new Map([[CHOICE.entryId, { ...CHOICE, name: 'Renamed' }]])
    const vote = { type: 'vote.cast', ballotId: ballotId(stage), yes: true } as const
    stage.accept(ANA, vote, { lookedUp })
    expect(stage.room.video).toMatchObject({ entryId: CHOICE.entryId, name: 'Renamed' })
  })

  it('is lost where what was chosen has left the library meanwhile', () => {
    const stage = voting(2)
    stage.accept(BEN, CHOOSE, { video: CHOICE })
    const vote = { type: 'vote.cast', ballotId: ballotId(stage), yes: true } as const
    expect(stage.accept(ANA, vote, { lookedUp: new Map([[CHOICE.entryId, null]]) })).toMatchObject([
      { type: 'vote.cast' },
      { type: 'vote.ended', passed: false, why: 'gone' },
    ])
  })

  it('of one alone passes at once', () => {
    const stage = voting(1)
    expect(types(stage.accept(ANA, SKIP)).slice(0, 3)).toEqual(['vote.started', 'vote.ended', 'queue.taken'])
  })

  it('of two passes only with both', () => {
    const stage = voting(2)
    stage.accept(BEN, SKIP)
    expect(stage.room.control.ballot).not.toBeNull()
    expect(cast(stage, ANA, false)).toMatchObject([
      { type: 'vote.cast' },
      { type: 'vote.ended', passed: false, why: 'counted' },
    ])
  })

  it('is lost as soon as it can’t pass any more', () => {
    const stage = voting(5)
    stage.accept(ANA, SKIP)
    cast(stage, BEN, false)
    cast(stage, CLEO, false)
    expect(stage.room.control.ballot).not.toBeNull()
    expect(cast(stage, DAN, false).at(-1)).toMatchObject({ passed: false, why: 'counted' })
  })

  it('is over at its deadline, also for who votes after it', () => {
    const stage = voting(3)
    stage.accept(BEN, SKIP)
    stage.pass(VOTE_MS)
    expect(cast(stage, CLEO, true)).toMatchObject([{ type: 'vote.ended', passed: false, why: 'deadline' }])
  })

  it('is over at its deadline, by itself', () => {
    const stage = voting(4)
    stage.accept(ANA, { type: 'playback.pause' })
    stage.accept(BEN, SKIP)
    expect(nextDeadline(stage.room)).toBe(stage.nowMs + VOTE_MS)
    stage.pass(VOTE_MS - 1)
    expect(stage.accept(null, { type: 'room.tick' })).toEqual([])
    stage.pass(1)
    expect(stage.accept(null, { type: 'room.tick' })).toMatchObject([
      { type: 'vote.ended', passed: false, why: 'deadline', by: null },
    ])
  })

  it('lets everybody change their mind, and counts each once', () => {
    const stage = voting(4)
    stage.accept(BEN, SKIP)
    cast(stage, CLEO, true)
    expect(cast(stage, CLEO, true)).toEqual([])
    cast(stage, CLEO, false)
    expect(stage.room.control.ballot).toMatchObject({ yes: [BEN], no: [CLEO] })
  })

  it('is the only one; who wants the same is for it', () => {
    const stage = voting(4)
    stage.accept(BEN, SKIP)
    expect(stage.run(CLEO, CHOOSE, { video: CHOICE })).toMatchObject({ code: 'vote_running' })
    expect(stage.accept(CLEO, SKIP)).toMatchObject([{ type: 'vote.cast', yes: true, by: CLEO }])
  })

  it('is called off by who started it or the host, and by nobody else', () => {
    const stage = voting(3)
    stage.accept(BEN, SKIP)
    expect(stage.run(CLEO, { type: 'vote.cancel' })).toMatchObject({ code: 'not_in_control' })
    expect(stage.accept(ANA, { type: 'vote.cancel' })).toMatchObject([{ why: 'cancelled', by: ANA }])
    expect(stage.accept(ANA, { type: 'vote.cancel' })).toEqual([])
  })

  it('can’t be about what there isn’t', () => {
    const stage = watching(3)
    stage.accept(ANA, { type: 'control.setMode', mode: 'vote' })
    expect(stage.run(BEN, SKIP)).toMatchObject({ code: 'nothing_to_play' })
    stage.accept(ANA, { type: 'queue.add', entryIds: ['0_next'], where: 'last' })
    const earlier = { type: 'vote.start', what: { kind: 'skip', afterId: 'earlier' } } as const
    expect(stage.accept(BEN, earlier)).toEqual([])
  })
})

describe('CT10 a vote is counted anew', () => {
  it('when somebody leaves: those who remain may be enough', () => {
    const stage = voting(4)
    stage.accept(ANA, SKIP)
    cast(stage, BEN, true)
    const events = stage.accept(null, { type: 'room.leave', memberId: DAN, reason: 'left' })
    expect(events).toMatchObject([
      { type: 'member.left' },
      { type: 'vote.ended', passed: true },
      { type: 'queue.taken' },
      { type: 'video.changed' },
      { type: 'playback.waited' },
    ])
  })

  it('when somebody leaves with their vote', () => {
    const stage = voting(4)
    stage.accept(ANA, SKIP)
    cast(stage, BEN, true)
    stage.accept(null, { type: 'room.leave', memberId: BEN, reason: 'left' })
    expect(stage.room.control.ballot).toMatchObject({ yes: [ANA] })
    expect(stage.room.control.ballot && tally(stage.room, stage.room.control.ballot)).toEqual({
      yes: 1,
      no: 0,
      voters: 3,
      needed: 2,
    })
  })

  it('when somebody watches on their own, who doesn’t count', () => {
    const stage = voting(3)
    stage.accept(ANA, SKIP)
    expect(types(stage.accept(CLEO, { type: 'member.setApart', apart: true }))).not.toContain('vote.ended')
    const events = stage.accept(BEN, { type: 'member.setApart', apart: true })
    expect(events).toContainEqual(expect.objectContaining({ type: 'vote.ended', passed: true }))
  })

  it.each([
    ['what it was about is off', { type: 'video.watch', entryId: '0_other' }],
    ['nobody votes any more', { type: 'control.setMode', mode: 'everyone' }],
    ['the room is locked', { type: 'control.lock', locked: true }],
  ] satisfies [string, RoomCommand][])('and is over when %s', (_what, command) => {
    const stage = voting(3)
    stage.accept(BEN, SKIP)
    expect(stage.accept(ANA, command).at(-1)).toMatchObject({ type: 'vote.ended', why: 'moot' })
    // Nobody has lost it, so that nobody has to wait.
    expect(stage.room.control.lostVotes).toEqual([])
  })

  it('and goes on while the film does', () => {
    const stage = voting(3)
    stage.accept(BEN, SKIP)
    stage.accept(ANA, { type: 'playback.seek', positionS: 90 })
    everybodyReady(stage, 90)
    expect(stage.room.control.ballot).not.toBeNull()
  })
})

it('CT11 whoever has lost a vote waits before they start the same again', () => {
  const stage = voting(2)
  stage.accept(BEN, SKIP)
  cast(stage, ANA, false)
  stage.pass(VOTE_AGAIN_MS - 10_500)
  expect(stage.run(BEN, SKIP)).toEqual({
    ok: false,
    code: 'rate_limited',
    message: 'This vote was lost a moment ago. Try again in 11 s.',
    retryAfterS: 11,
  })
  // Somebody else may, and the same person about something else.
  stage.accept(BEN, CHOOSE, { video: CHOICE })
  stage.accept(BEN, { type: 'vote.cancel' })
  stage.accept(ANA, SKIP)
  cast(stage, BEN, false)
  stage.pass(10_500)
  expect(types(stage.accept(BEN, SKIP))).toEqual(['vote.started'])
})
