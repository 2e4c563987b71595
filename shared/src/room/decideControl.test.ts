import { describe, expect, it } from 'vitest'
import type { RoomCommand } from '../protocol/commands.ts'
import { TAKE_BACK_MS } from './limits.ts'
import { hostOf, mayTakeBack } from './mayControl.ts'
import { OPEN_CONTROL } from './roomState.ts'
import { ANA, BEN, CLEO, createStage, GUEST, gathered, type Stage, watching } from './testing/stage.ts'

const OTHER_GUEST = '0987654321'

const join = (stage: Stage, id: string, outside = false): void =>
  void stage.accept(id, { type: 'room.join', displayName: `Person ${id}`, avatarUrl: null, outside })
const leave = (stage: Stage, memberId: string): void =>
  void stage.accept(null, { type: 'room.leave', memberId, reason: 'left' })
const handOver = (memberId: string): RoomCommand => ({ type: 'control.handOver', memberId })
const TAKE_BACK: RoomCommand = { type: 'control.takeBack' }
const host = ({ room }: Stage): string | null => room.control.hostId

describe('CT3 the host', () => {
  it('is the first who comes', () => {
    const stage = createStage()
    const events = stage.accept(ANA, { type: 'room.join', displayName: 'Ana', avatarUrl: null })
    expect(events).toMatchObject([
      { type: 'member.joined' },
      { type: 'control.handed', toId: ANA, by: null, reason: 'first' },
    ])
    join(stage, BEN)
    expect(host(stage)).toBe(ANA)
  })

  it('is whoever has been there longest once the host leaves', () => {
    const stage = gathered(2)
    stage.pass(1000)
    join(stage, CLEO)
    leave(stage, BEN)
    join(stage, BEN)
    expect(host(stage)).toBe(ANA)
    expect(stage.accept(null, { type: 'room.leave', memberId: ANA, reason: 'gone' }).at(-1)).toEqual({
      type: 'control.handed',
      toId: CLEO,
      by: null,
      reason: 'left',
    })
  })

  it('is nobody in an empty room, and then the next who comes', () => {
    const stage = gathered(1)
    leave(stage, ANA)
    expect(host(stage)).toBeNull()
    join(stage, BEN)
    expect(host(stage)).toBe(BEN)
  })

  it('is no guest while somebody is there who has signed in', () => {
    const stage = createStage()
    join(stage, GUEST)
    join(stage, OTHER_GUEST)
    expect(host(stage)).toBe(GUEST)
    join(stage, ANA)
    expect(host(stage)).toBe(ANA)
    join(stage, BEN)
    leave(stage, ANA)
    expect(host(stage)).toBe(BEN)
    leave(stage, BEN)
    expect(host(stage)).toBe(GUEST)
  })
})

describe('CT3 a guest who has signed in with Discord, and is not of the server', () => {
  const stranger = BEN

  it('is host only until somebody of the server is there, and before guests by name', () => {
    const stage = createStage()
    join(stage, GUEST)
    join(stage, stranger, true)
    expect(host(stage)).toBe(stranger)
    join(stage, ANA)
    expect(host(stage)).toBe(ANA)
    join(stage, CLEO)
    leave(stage, ANA)
    expect(host(stage)).toBe(CLEO)
    leave(stage, CLEO)
    expect(host(stage)).toBe(stranger)
  })

  it('says nothing about who controls while somebody of the server is there', () => {
    const stage = gathered(1)
    join(stage, stranger, true)
    stage.accept(ANA, { type: 'control.allow', action: 'mode', who: 'everyone' })
    const lock = { type: 'control.lock', locked: true } as const
    expect(stage.run(stranger, lock)).toMatchObject({ code: 'not_in_control' })
    expect(stage.run(stranger, TAKE_BACK)).toMatchObject({ code: 'not_in_control' })
  })

  it('may be host once they have joined it and come in again', () => {
    const stage = gathered(1)
    join(stage, stranger, true)
    expect(stage.run(ANA, handOver(stranger))).toMatchObject({ code: 'invalid_request' })
    join(stage, stranger)
    stage.accept(ANA, handOver(stranger))
    expect(host(stage)).toBe(stranger)
    // Who left the server since, and came in again, has the room no longer.
    join(stage, stranger, true)
    expect(host(stage)).toBe(ANA)
  })
})

describe('CT2 a room that was kept before there were hosts', () => {
  it('has one by its next change, and until then whoever has been there longest counts as it', () => {
    const { room } = watching(2)
    const stage = createStage({ ...room, control: OPEN_CONTROL, recentCommandIds: [] })
    stage.nowMs = 1_790_000_100_000
    expect(hostOf(stage.room)).toBe(ANA)
    expect(stage.run(BEN, { type: 'control.lock', locked: true })).toMatchObject({ code: 'not_in_control' })
    stage.accept(BEN, { type: 'playback.pause' })
    expect(host(stage)).toBe(ANA)
  })
})

describe('CT7 handing over', () => {
  it('makes somebody else host', () => {
    const stage = gathered(2)
    expect(stage.accept(ANA, handOver(BEN))).toEqual([
      { type: 'control.handed', toId: BEN, by: ANA, reason: 'handed' },
    ])
    expect(stage.run(ANA, { type: 'control.lock', locked: true })).toMatchObject({ code: 'not_in_control' })
  })

  it.each([
    ['who is not there', CLEO, 'They are no longer in this room. Choose somebody who is.'],
    [
      'who has given a name',
      GUEST,
      'A guest from outside the server can’t be host. Choose a member of it, or have them join it and open the link again.',
    ],
  ])('to somebody %s is refused', (_who, memberId, message) => {
    const stage = gathered(2)
    join(stage, GUEST)
    expect(stage.run(ANA, handOver(memberId))).toEqual({
      ok: false,
      code: 'invalid_request',
      message,
      field: 'command.memberId',
    })
  })

  it('to oneself changes nothing', () => {
    expect(gathered(2).accept(ANA, handOver(ANA))).toEqual([])
  })
})

describe('CT8 taking back', () => {
  it.each([0, TAKE_BACK_MS])('works for who has handed over, %i ms later', laterMs => {
    const stage = gathered(2)
    stage.accept(ANA, handOver(BEN))
    stage.pass(laterMs)
    expect(mayTakeBack(stage.room, ANA, stage.nowMs)).toBe(true)
    stage.accept(ANA, TAKE_BACK)
    expect(host(stage)).toBe(ANA)
    // From whom it was taken has nothing to take back.
    expect(stage.run(BEN, TAKE_BACK)).toMatchObject({ code: 'not_in_control' })
  })

  it('is too late after that', () => {
    const stage = gathered(2)
    stage.accept(ANA, handOver(BEN))
    stage.pass(TAKE_BACK_MS + 1)
    expect(mayTakeBack(stage.room, ANA, stage.nowMs)).toBe(false)
    expect(stage.run(ANA, TAKE_BACK)).toMatchObject({ code: 'too_late' })
    expect(host(stage)).toBe(BEN)
  })

  it('works for who has left and is back, also when the next one has left since', () => {
    const stage = gathered(3)
    leave(stage, ANA)
    leave(stage, BEN)
    expect(host(stage)).toBe(CLEO)
    join(stage, BEN)
    join(stage, ANA)
    stage.accept(BEN, TAKE_BACK)
    expect(host(stage)).toBe(BEN)
    stage.accept(ANA, TAKE_BACK)
    expect(host(stage)).toBe(ANA)
    expect(stage.room.control).toMatchObject({ lent: null, lentBefore: [] })
  })

  it('works for who was the last one to leave', () => {
    const stage = gathered(1)
    leave(stage, ANA)
    join(stage, BEN)
    join(stage, ANA)
    expect(stage.room.control.lent).toMatchObject({ fromId: ANA, toId: BEN })
    stage.accept(ANA, TAKE_BACK)
    expect(host(stage)).toBe(ANA)
  })

  it('is for nobody who never was host, and for no guest', () => {
    const stage = createStage()
    join(stage, GUEST)
    join(stage, ANA)
    join(stage, BEN)
    expect(stage.run(GUEST, TAKE_BACK)).toMatchObject({ code: 'not_in_control' })
    expect(stage.run(BEN, TAKE_BACK)).toMatchObject({ code: 'not_in_control' })
  })
})

describe('CT6 whoever may not is told who may, and what to do instead', () => {
  const SEEK: RoomCommand = { type: 'playback.seek', positionS: 1 }
  const ADD: RoomCommand = { type: 'queue.add', entryIds: ['0_film'], where: 'last' }
  const SKIP: RoomCommand = { type: 'queue.next', afterId: null }
  const HOST: RoomCommand = { type: 'control.setMode', mode: 'host' }
  const VOTE: RoomCommand = { type: 'control.setMode', mode: 'vote' }
  const LOCK: RoomCommand = { type: 'control.lock', locked: true }
  const NO_SEEK: RoomCommand = { type: 'control.allow', action: 'seek', who: 'host' }

  it.each([
    ['host', [HOST], SEEK, 'Person 0 controls this room. Ask for the remote.'],
    ['host', [HOST], ADD, 'Person 0 controls this room. Ask for the remote, or suggest the video.'],
    ['vote', [VOTE], SKIP, 'This room votes on what is on. Put the video to a vote, or suggest it.'],
    ['lock', [VOTE, LOCK], SEEK, 'Person 0 has locked this room. Ask for the remote.'],
    ['exception', [NO_SEEK], SEEK, 'Person 0 controls that in this room. Ask for the remote.'],
    ['usual', [], LOCK, 'Person 0 decides who controls this room. Ask for the remote.'],
  ] satisfies [string, RoomCommand[], RoomCommand, string][])('%s', (_what, before, command, message) => {
    const stage = watching(2)
    for (const each of before) stage.accept(ANA, each)
    expect(stage.run(BEN, command)).toEqual({ ok: false, code: 'not_in_control', message })
  })

  it('but a link that was to put on something where nothing is on is quietly let be', () => {
    const stage = watching(2)
    stage.accept(ANA, HOST)
    expect(stage.accept(BEN, { type: 'video.watch', entryId: '0_film', onlyIfIdle: true })).toEqual([])
    stage.accept(ANA, { type: 'video.clear' })
    expect(stage.run(BEN, { type: 'video.watch', entryId: '0_film', onlyIfIdle: true })).toMatchObject({
      code: 'not_in_control',
    })
  })
})

it('RM18 asking for who controls as it is changes nothing', () => {
  const stage = gathered(2)
  expect(stage.accept(ANA, { type: 'control.setMode', mode: 'everyone' })).toEqual([])
  expect(stage.accept(ANA, { type: 'control.lock', locked: false })).toEqual([])
  expect(stage.accept(ANA, { type: 'control.allow', action: 'seek', who: null })).toEqual([])
  stage.accept(ANA, { type: 'control.allow', action: 'seek', who: 'host' })
  stage.accept(ANA, { type: 'control.allow', action: 'seek', who: null })
  expect(stage.room.control.allow).toEqual({})
})
