import { openRoom, type Playback, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import type { PlayerView } from '../../sync/playerView.ts'
import { nextSceneChangeMs, sceneOf } from './scene.ts'

const NOW = 1_000_000

const READY: PlayerView = {
  phase: 'ready',
  failure: null,
  picture: 'there',
  state: 'inStep',
  errorS: 0,
  positionS: 10,
  durationS: 100,
  buffered: [],
  live: null,
  soundBlocked: false,
  muted: false,
  volume: 1,
  captions: [],
  captionLines: [],
  captionsFailed: false,
  audioTracks: [],
  qualities: [],
  apart: null,
  offsetMs: 0,
}

function room(playback: Playback): Room {
  const video = { entryId: '0_a', name: 'A', kind: 'vod', durationS: 100, dvrWindowS: null } as const
  return { ...openRoom('r', 'i'), video, playback }
}

const playing = room({ mode: 'playing', positionS: 0, atMs: NOW, rate: 1, approachRate: 0, by: '1' })
const waitingSince = (sinceMs: number): Room =>
  room({
    mode: 'waiting',
    waitId: 'w',
    reason: 'stall',
    positionS: 10,
    rate: 1,
    waitingFor: ['2'],
    sinceMs,
    untilMs: sinceMs + 6_000,
    next: 'playing',
    by: null,
  })

describe('sceneOf', () => {
  it('has nothing to show without a video', () => {
    expect(sceneOf(null, READY, NOW).kind).toBe('idle')
    expect(sceneOf(openRoom('r', 'i'), READY, NOW).kind).toBe('idle')
  })

  it('shows what the room does', () => {
    expect(sceneOf(playing, READY, NOW).kind).toBe('playing')
    expect(sceneOf(room({ mode: 'paused', positionS: 1, rate: 1, by: '2' }), READY, NOW)).toEqual({
      kind: 'paused',
      byId: '2',
    })
    expect(sceneOf(room({ mode: 'ended', positionS: 100, rate: 1 }), READY, NOW).kind).toBe('ended')
  })

  it('puts own trouble first', () => {
    const failed = { ...READY, phase: 'failed', failure: { kind: 'cannotPlay' } } as const
    expect(sceneOf(waitingSince(NOW), failed, NOW)).toEqual({
      kind: 'failed',
      failure: { kind: 'cannotPlay' },
    })
    expect(sceneOf(playing, { ...READY, phase: 'loading' }, NOW).kind).toBe('loading')
    expect(sceneOf(playing, { ...READY, state: 'buffering' }, NOW).kind).toBe('buffering')
  })

  it.each([
    [0, 'nothing'],
    [299, 'nothing'],
    [300, 'spinner'],
    [1_000, 'names'],
    [2_000, 'offer'],
  ])('says more the longer a wait lasts: after %i ms %s', (elapsedMs, shown) => {
    expect(sceneOf(waitingSince(NOW - elapsedMs), READY, NOW)).toMatchObject({ kind: 'waiting', shown })
  })

  it('knows when a wait will say more', () => {
    expect(nextSceneChangeMs(waitingSince(NOW), NOW)).toBe(NOW + 300)
    expect(nextSceneChangeMs(waitingSince(NOW - 300), NOW)).toBe(NOW + 700)
    expect(nextSceneChangeMs(waitingSince(NOW - 2_000), NOW)).toBeNull()
    expect(nextSceneChangeMs(playing, NOW)).toBeNull()
  })
})
