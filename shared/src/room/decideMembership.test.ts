import { describe, expect, it } from 'vitest'
import type { MemberCommand } from '../protocol/commands.ts'
import { MAX_MEMBERS } from './limits.ts'
import {
  ANA,
  BEN,
  CLEO,
  createStage,
  FILM,
  gathered,
  LIVE,
  person,
  playbackIn,
  watching,
} from './testing/stage.ts'

const joinAs = (displayName: string) => ({ type: 'room.join', displayName, avatarUrl: null }) as const
const leave = (memberId: string) => ({ type: 'room.leave', memberId, reason: 'left' }) as const

describe('joining', () => {
  it('RM9 adds the member last and leaves the video alone', () => {
    const stage = watching(2, undefined, 30)
    const { playback } = stage.room
    stage.accept(CLEO, joinAs('Cleo'))
    expect(stage.room.members.map(({ id }) => id)).toEqual([ANA, BEN, CLEO])
    expect(stage.room.playback).toBe(playback)
  })

  it('RM9 again changes a name, or nothing', () => {
    const stage = gathered(2)
    expect(stage.accept(ANA, joinAs('Person 0'))).toEqual([])
    stage.accept(ANA, joinAs('Ana Maria'))
    expect(stage.room.members.map(({ displayName }) => displayName)).toEqual(['Ana Maria', 'Person 1'])
  })

  it('RM19 gives a guest by name a number where somebody is there whom the name passes for', () => {
    const stage = gathered(0)
    const [first, second, third] = ['01', '02', '03']
    stage.accept(first, joinAs('Nora'))
    stage.accept(second, joinAs('Nora'))
    stage.accept(third, joinAs('NORA'))
    // Their name at Discord is theirs.
    stage.accept(ANA, joinAs('Nora'))
    const names = () => stage.room.members.map(({ displayName }) => displayName)
    expect(names()).toEqual(['Nora', 'Nora 2', 'NORA 3', 'Nora'])
    expect(stage.accept(second, joinAs('Nora'))).toEqual([])
    stage.accept(null, leave(first))
    stage.accept(first, joinAs('Nora'))
    expect(names()).toEqual(['Nora 2', 'NORA 3', 'Nora', 'Nora 4'])
  })

  it('RM10 is refused when the room is full, and possible again when somebody has left', () => {
    const stage = gathered(MAX_MEMBERS)
    const late = person(MAX_MEMBERS)
    expect(stage.run(late, joinAs('Late'))).toMatchObject({ ok: false, code: 'room_full' })
    stage.accept(null, leave(ANA))
    stage.accept(late, joinAs('Late'))
    expect(stage.room.members).toHaveLength(MAX_MEMBERS)
  })

  it('RM9 needs somebody who joins', () => {
    expect(createStage().run(null, joinAs('Nobody'))).toMatchObject({ ok: false, code: 'invalid_request' })
  })
})

describe('leaving', () => {
  it('RM11 takes the member out and leaves the video alone', () => {
    const stage = watching(2)
    const { playback } = stage.room
    stage.accept(null, leave(ANA))
    expect(stage.room.members.map(({ id }) => id)).toEqual([BEN])
    expect(stage.room.playback).toBe(playback)
    expect(stage.accept(null, leave(ANA))).toEqual([])
  })

  it('RM12 as the last one pauses the video where it is', () => {
    const stage = watching(2, undefined, 30)
    stage.pass(5000)
    stage.accept(null, leave(ANA))
    expect(stage.room.playback.mode).toBe('playing')
    stage.accept(null, leave(BEN))
    stage.pass(60_000)
    expect(playbackIn(stage, 'paused')).toEqual({ mode: 'paused', positionS: 35, rate: 1, by: null })
  })

  it('RM12 as the last one pauses a live video near now when its edge is not found yet', () => {
    const stage = gathered(1)
    stage.accept(ANA, { type: 'video.watch', entryId: LIVE.entryId }, { video: LIVE })
    stage.accept(null, leave(ANA))
    expect(playbackIn(stage, 'paused').positionS).toBe(stage.nowMs / 1000)
  })
})

const ofMembersOnly: MemberCommand[] = [
  { type: 'video.watch', entryId: FILM.entryId },
  { type: 'video.clear' },
  { type: 'playback.play' },
  { type: 'playback.pause' },
  { type: 'playback.seek', positionS: 1 },
  { type: 'playback.seekToLiveEdge' },
  { type: 'playback.setRate', rate: 2 },
  { type: 'playback.ready', waitId: 'id-1', positionS: 0 },
  { type: 'playback.stalled', positionS: 0 },
  { type: 'playback.recovered' },
  { type: 'playback.continueWithout', waitId: 'id-1' },
]

it.each(ofMembersOnly)('RM8 takes $type from members alone', command => {
  const stage = watching(2)
  const before = stage.room
  expect(stage.run(CLEO, command)).toMatchObject({ ok: false, code: 'not_a_member' })
  expect(stage.run(null, command)).toMatchObject({ ok: false, code: 'not_a_member' })
  expect(stage.room).toBe(before)
})
