import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createControlsVisibility } from './createControlsVisibility.ts'

describe('controls', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('go three seconds after the last movement', () => {
    const controls = createControlsVisibility()
    controls.stir()
    vi.advanceTimersByTime(2_000)
    controls.stir()
    vi.advanceTimersByTime(2_999)
    expect(controls.visible.get()).toBe(true)
    vi.advanceTimersByTime(1)
    expect(controls.visible.get()).toBe(false)
    controls.stir()
    expect(controls.visible.get()).toBe(true)
  })

  it.each(['notPlaying', 'focusInside', 'menuOpen', 'pointerOnControls'] as const)(
    'stay while %s',
    reason => {
      const controls = createControlsVisibility()
      controls.hold(reason, true)
      vi.advanceTimersByTime(60_000)
      expect(controls.visible.get()).toBe(true)
      controls.toggle()
      expect(controls.visible.get()).toBe(true)
      controls.hold(reason, false)
      vi.advanceTimersByTime(3_000)
      expect(controls.visible.get()).toBe(false)
    },
  )

  it('stay until the last reason is gone', () => {
    const controls = createControlsVisibility()
    controls.hold('menuOpen', true)
    controls.hold('focusInside', true)
    controls.hold('menuOpen', false)
    vi.advanceTimersByTime(10_000)
    expect(controls.visible.get()).toBe(true)
  })

  it('come and go with a tap', () => {
    const controls = createControlsVisibility()
    controls.toggle()
    expect(controls.visible.get()).toBe(false)
    controls.toggle()
    expect(controls.visible.get()).toBe(true)
  })
})
