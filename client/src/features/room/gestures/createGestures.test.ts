import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGestures, DOUBLE_TAP_MS, HOLD_MS, SERIES_MS } from './createGestures.ts'

const LEFT = 10
const MIDDLE = 150
const RIGHT = 290

describe('gestures on the video', () => {
  let told: string[]
  const gestures = () =>
    createGestures(
      {
        onTap: () => told.push('tap'),
        onDoubleTap: side => told.push(side),
        onHold: () => told.push('hold'),
        onRelease: () => told.push('release'),
      },
      () => 300,
    )
  const at = (xPx: number, { id = 1, yPx = 50 } = {}) => ({ id, xPx, yPx, atMs: Date.now() })
  const tap = (on: ReturnType<typeof gestures>, xPx: number): void => {
    on.down(at(xPx))
    vi.advanceTimersByTime(40)
    on.up(at(xPx))
  }

  beforeEach(() => {
    vi.useFakeTimers()
    told = []
  })
  afterEach(() => vi.useRealTimers())

  it('a tap is told at once', () => {
    tap(gestures(), MIDDLE)
    expect(told).toEqual(['tap'])
  })

  it('the second tap on a side seeks, and so does each that follows', () => {
    const on = gestures()
    tap(on, RIGHT)
    tap(on, RIGHT)
    vi.advanceTimersByTime(DOUBLE_TAP_MS + 50)
    tap(on, RIGHT)
    expect(told).toEqual(['tap', 'onward', 'onward'])
    vi.advanceTimersByTime(SERIES_MS + 1)
    tap(on, LEFT)
    tap(on, LEFT)
    expect(told).toEqual(['tap', 'onward', 'onward', 'tap', 'back'])
  })

  it.each([
    ['in the middle', [MIDDLE, MIDDLE]],
    ['on two sides', [LEFT, RIGHT]],
  ])('two taps %s are two taps', (_where, [first = 0, second = 0]) => {
    const on = gestures()
    tap(on, first)
    tap(on, second)
    expect(told).toEqual(['tap', 'tap'])
  })

  it('a slow second tap is a first one', () => {
    const on = gestures()
    tap(on, LEFT)
    vi.advanceTimersByTime(DOUBLE_TAP_MS + 1)
    tap(on, LEFT)
    expect(told).toEqual(['tap', 'tap'])
  })

  it('a finger that stays holds until it goes, however it moves meanwhile', () => {
    const on = gestures()
    on.down(at(MIDDLE))
    vi.advanceTimersByTime(HOLD_MS)
    expect(told).toEqual(['hold'])
    on.move(at(RIGHT))
    expect(told).toEqual(['hold'])
    on.up(at(RIGHT))
    expect(told).toEqual(['hold', 'release'])
  })

  it('lets go when the system takes the finger away, once', () => {
    const on = gestures()
    on.down(at(MIDDLE))
    vi.advanceTimersByTime(HOLD_MS)
    on.cancel()
    on.cancel()
    on.up(at(MIDDLE))
    expect(told).toEqual(['hold', 'release'])
  })

  it('a swipe is nothing', () => {
    const on = gestures()
    on.down(at(LEFT))
    on.move(at(LEFT + 40))
    vi.advanceTimersByTime(HOLD_MS)
    on.up(at(LEFT + 40))
    expect(told).toEqual([])
  })

  it('two fingers are nothing, and let go of what one held', () => {
    const on = gestures()
    on.down(at(MIDDLE))
    on.down(at(RIGHT, { id: 2 }))
    vi.advanceTimersByTime(HOLD_MS)
    on.up(at(MIDDLE))
    on.up(at(RIGHT, { id: 2 }))
    expect(told).toEqual([])
    on.down(at(MIDDLE))
    vi.advanceTimersByTime(HOLD_MS)
    on.down(at(RIGHT, { id: 2 }))
    expect(told).toEqual(['hold', 'release'])
  })
})
