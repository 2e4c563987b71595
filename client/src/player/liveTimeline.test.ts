import { describe, expect, it } from 'vitest'
import { createLiveTimeline, type HlsInstance } from './liveTimeline.ts'

const EPOCH_S = 1_795_000_000

/** A sliding window whose own time starts at `originS` for this viewer; a hole of a minute after the third fragment. */
function stream(originS: number): HlsInstance {
  const dates = [0, 4, 8, 72, 76]
  const fragments = dates.map((dateS, index) => ({
    start: originS + index * 4,
    duration: 4,
    programDateTime: (EPOCH_S + dateS) * 1000,
  }))
  return {
    currentLevel: 0,
    loadLevel: 0,
    levels: [{ details: { fragments, targetduration: 4, edge: originS + 20 } }],
    on: () => {},
    trigger: () => {},
  }
}

describe('the time that is the same for everybody', () => {
  it('is the same on players that count from different origins', () => {
    const ana = createLiveTimeline(() => stream(0))
    const ben = createLiveTimeline(() => stream(321.5))
    expect(ana.toPositionS(5.5)).toBe(EPOCH_S + 5.5)
    expect(ben.toPositionS(327)).toBe(EPOCH_S + 5.5)
    expect(ben.toMediaS(EPOCH_S + 5.5)).toBeCloseTo(327, 6)
  })

  it('reaches across a hole in the dates', () => {
    const timeline = createLiveTimeline(() => stream(0))
    expect(timeline.toPositionS(13)).toBe(EPOCH_S + 73)
    expect(timeline.toMediaS(EPOCH_S + 73)).toBe(13)
  })

  it('reckons on beyond what the playlist holds', () => {
    const timeline = createLiveTimeline(() => stream(0))
    expect(timeline.toPositionS(22)).toBe(EPOCH_S + 82)
    expect(timeline.toMediaS(EPOCH_S - 3)).toBe(-3)
  })

  it('offers what can be sought to, and a safe place three fragments behind the edge', () => {
    const live = createLiveTimeline(() => stream(0)).window()
    expect(live?.seekable).toEqual({ startS: EPOCH_S, endS: EPOCH_S + 80 })
    expect(live?.safeEdgeS).toBe(EPOCH_S + 68)
  })

  it('can tell nothing before the first playlist, or of one without dates', () => {
    expect(createLiveTimeline(() => null).toPositionS(1)).toBeNull()
    const { levels, ...rest } = stream(0)
    const details = levels?.[0]?.details
    const undated = details && {
      ...details,
      fragments: details.fragments.map(fragment => ({ ...fragment, programDateTime: null })),
    }
    const timeline = createLiveTimeline(() => ({ ...rest, levels: [{ details: undated }] }))
    expect(timeline.toPositionS(1)).toBeNull()
    expect(timeline.window()).toBeNull()
  })
})
