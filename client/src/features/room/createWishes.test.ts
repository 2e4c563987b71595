import type { Playback } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWishes } from './createWishes.ts'

const paused: Playback = { mode: 'paused', positionS: 10, rate: 1, by: '1' }
const playing: Playback = { mode: 'playing', positionS: 10, atMs: 0, rate: 1, approachRate: 0, by: '1' }

describe('wishes', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('show at once, and the room is right as soon as it has spoken', () => {
    const wishes = createWishes()
    wishes.pause()
    expect(wishes.wantsToPlay(playing)).toBe(false)
    wishes.onEvent({ type: 'playback.started', playback: playing, by: '2' })
    expect(wishes.wantsToPlay(playing)).toBe(true)
  })

  it('are dropped when nothing comes of them', () => {
    const wishes = createWishes()
    const heard = vi.fn()
    wishes.changed.subscribe(heard)
    wishes.play()
    wishes.seek(50)
    vi.advanceTimersByTime(2_500)
    expect(wishes.wantsToPlay(paused)).toBe(false)
    expect(wishes.positionS(10)).toBe(10)
    expect(heard).toHaveBeenCalledTimes(3)
  })

  it('keep the scrubber where it was put until the player is there', () => {
    const wishes = createWishes()
    wishes.seek(50)
    wishes.onEvent({ type: 'playback.seeked', playback: { ...paused, positionS: 50 }, by: '1' })
    expect(wishes.positionS(10)).toBe(50)
    expect(wishes.positionS(49.5)).toBe(49.5)
    expect(wishes.positionS(10)).toBe(10)
  })

  it('count a wait that will play as playing', () => {
    const wait = {
      mode: 'waiting',
      waitId: 'w',
      reason: 'seek',
      positionS: 1,
      rate: 1,
      waitingFor: [],
      sinceMs: 0,
    }
    const wishes = createWishes()
    expect(wishes.wantsToPlay({ ...wait, untilMs: 1, by: null, next: 'playing' } as Playback)).toBe(true)
    expect(wishes.wantsToPlay({ ...wait, untilMs: 1, by: null, next: 'paused' } as Playback)).toBe(false)
  })
})
