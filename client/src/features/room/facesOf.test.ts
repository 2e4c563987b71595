import { openRoom } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import type { RoomView } from '../../sync/roomView.ts'
import { comingIn, type FaceInfo, facesOf, foldFaces, ringOf } from './facesOf.ts'

const NOW = 100_000
const member = (id: string, joinedAtMs = 0) => ({
  id,
  displayName: `Person ${id}`,
  avatarUrl: null,
  joinedAtMs,
  stalled: false,
  ignoreWait: false,
  apart: false,
  waitedAtMs: [],
  guest: false,
  outside: false,
})

function view(ids: readonly string[], presence: RoomView['presence'] = {}): RoomView {
  const video = { entryId: '0_a', name: 'A', kind: 'vod', durationS: 100, dvrWindowS: null } as const
  return {
    connection: 'online',
    offlineSinceMs: null,
    closing: null,
    memberId: '1',
    room: { ...openRoom('r', 'i'), video, members: ids.map(id => member(id)) },
    presence,
    pendingCommands: 0,
  }
}

type OwnPlayer = Parameters<typeof facesOf>[1]
const own = { state: 'inStep', errorS: 0 } as OwnPlayer

const face = (id: string, state: FaceInfo['state']): FaceInfo => ({
  id,
  name: id,
  avatarUrl: null,
  isSelf: false,
  isHost: false,
  isGuest: false,
  canBeHost: true,
  state,
  behindS: null,
})

describe('facesOf', () => {
  it('takes oneself from the own player and the others from what they tell', () => {
    const faces = facesOf(view(['1', '2'], { '2': { state: 'catchingUp', errorS: 1.2 } }), own, NOW)
    expect(faces.map(({ isSelf, state, behindS }) => [isSelf, state, behindS])).toEqual([
      [true, 'inStep', null],
      [false, 'catchingUp', 1.2],
    ])
  })

  it('takes silence for a lost connection, but not a joiner’s', () => {
    const someone = view(['2'])
    expect(facesOf(someone, own, NOW)[0]?.state).toBe('away')
    expect(facesOf(someone, own, 2_000)[0]?.state).toBe('here')
  })

  it('judges nobody while nothing is on', () => {
    const idle = view(['1', '2'], { '2': { state: 'loading', errorS: null } })
    const faces = facesOf({ ...idle, room: idle.room && { ...idle.room, video: null } }, own, NOW)
    expect(faces.map(({ state }) => state)).toEqual(['here', 'here'])
  })
})

describe('comingIn', () => {
  it('are those who have it open and aren’t in yet', () => {
    const participants = ['1', '2', '3'].map(id => ({ id, displayName: id }))
    expect(comingIn(view(['1', '3']), participants).map(({ id }) => id)).toEqual(['2'])
  })
})

describe('foldFaces', () => {
  it('shows all where there is room', () => {
    const faces = [face('a', 'inStep'), face('b', 'away')]
    expect(foldFaces(faces, 2)).toEqual({ shown: faces, more: 0 })
  })

  it('keeps who falls behind and lets go of who is away, in the order they came', () => {
    const faces = [
      face('a', 'away'),
      face('b', 'inStep'),
      face('c', 'hidden'),
      face('d', 'buffering'),
      face('e', 'inStep'),
    ]
    const folded = foldFaces(faces, 4)
    expect(folded.shown.map(({ id }) => id)).toEqual(['b', 'd', 'e'])
    expect(folded.more).toBe(2)
  })

  it('never loses anybody', () => {
    const faces = Array.from({ length: 25 }, (_, index) => face(String(index), 'inStep'))
    const folded = foldFaces(faces, 5)
    expect(folded.shown.length + folded.more).toBe(25)
    expect(folded.shown).toHaveLength(4)
  })
})

describe('ringOf', () => {
  it('gives who is in step none', () => {
    expect(ringOf(face('a', 'inStep'))).toBe('calm')
    expect(ringOf(face('a', 'failed'))).toBe('trouble')
  })
})
