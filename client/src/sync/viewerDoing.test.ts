import type { Playback } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import { type DoingContext, viewerDoing } from './viewerDoing.ts'

const PLAYING: Playback = { mode: 'playing', positionS: 0, atMs: 0, rate: 1, approachRate: 0, by: null }
const PAUSED: Playback = { mode: 'paused', positionS: 0, rate: 1, by: null }

const context = (parts: Partial<DoingContext> = {}): DoingContext => ({
  playback: PLAYING,
  live: false,
  ended: false,
  lastPositionS: 60,
  unmutedAgoMs: Number.POSITIVE_INFINITY,
  mayBeRefused: false,
  ...parts,
})

describe('what a viewer meant', () => {
  it('pauses with a pause, but not at the end nor while the room stands anyhow', () => {
    expect(viewerDoing({ kind: 'pause' }, context())).toEqual({ do: 'pause' })
    expect(viewerDoing({ kind: 'pause' }, context({ ended: true }))).toBeNull()
    expect(viewerDoing({ kind: 'pause' }, context({ playback: PAUSED }))).toBeNull()
  })

  it('is nothing when the browser stops a video whose sound it refuses', () => {
    expect(viewerDoing({ kind: 'pause' }, context({ unmutedAgoMs: 100 }))).toEqual({ do: 'refuseSound' })
    expect(viewerDoing({ kind: 'pause' }, context({ mayBeRefused: true }))).toBeNull()
  })

  it('plays only what is paused', () => {
    expect(viewerDoing({ kind: 'play' }, context({ playback: PAUSED }))).toEqual({ do: 'play' })
    expect(viewerDoing({ kind: 'play' }, context())).toBeNull()
  })

  it('seeks from two seconds on, and never in a live video', () => {
    expect(viewerDoing({ kind: 'seek', positionS: 62 }, context())).toEqual({ do: 'seek', positionS: 62 })
    expect(viewerDoing({ kind: 'seek', positionS: 61.5 }, context())).toBeNull()
    expect(viewerDoing({ kind: 'seek', positionS: 90 }, context({ live: true }))).toBeNull()
    expect(viewerDoing({ kind: 'seek', positionS: 90 }, context({ lastPositionS: null }))).toBeNull()
  })

  it('sets a speed that differs plainly and that a room may have', () => {
    expect(viewerDoing({ kind: 'rate', rate: 1.5 }, context())).toEqual({ do: 'setRate', rate: 1.5 })
    expect(viewerDoing({ kind: 'rate', rate: 1.04 }, context())).toBeNull()
    expect(viewerDoing({ kind: 'rate', rate: 16 }, context())).toBeNull()
  })
})
