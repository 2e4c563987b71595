import { openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OrientationLocks, ThermalState } from '../../host/host.ts'
import type { FrameCount } from '../../sync/playerView.ts'
import type { RoomView } from '../../sync/roomView.ts'
import { createStore } from '../../sync/store.ts'
import { careForDevice, type DeviceHost } from './careForDevice.ts'
import { keepAboveKeyboard } from './keepAboveKeyboard.ts'
import { watchFrames } from './watchFrames.ts'

const video: Room['video'] = { entryId: '0_a', name: 'a', kind: 'vod', durationS: 9, dvrWindowS: null }

function phone() {
  const thermal = createStore<ThermalState>('nominal')
  const room = openRoom('r', 'i')
  const view = createStore({ room } as RoomView)
  const locks: OrientationLocks[] = []
  const limits: number[] = []
  const hot: boolean[] = []
  let told = 0
  const host: DeviceHost = {
    platform: 'mobile',
    thermal,
    lockOrientation: async wanted => {
      locks.push(wanted)
      return { ok: false, error: { kind: 'unknownCommand', code: 4002, message: '' } }
    },
    keyboardResizesView: async () => null,
    encourageHardwareAcceleration: () => Promise.reject(new Error('not on a phone')),
  }
  const stop = careForDevice({
    host,
    room: { view },
    player: { limitQuality: steps => limits.push(steps), frames: () => null },
    onHot: () => {
      told += 1
    },
    hint: { wasShown: () => true, shown() {} },
    markHot: is => hot.push(is),
  })
  const putOn = (next: Room['video']): void => view.set({ room: { ...room, video: next } } as RoomView)
  return { thermal, locks, limits, hot, told: () => told, putOn, stop }
}

describe('a phone', () => {
  it('has little windows across while a video is on, and is held as people like', () => {
    const { locks, putOn, stop } = phone()
    putOn(video)
    putOn(video)
    putOn(null)
    stop()
    expect(locks).toEqual([
      { focused: 'free', pip: null, grid: null },
      { focused: 'free', pip: 'landscape', grid: 'landscape' },
      { focused: 'free', pip: null, grid: null },
    ])
  })

  it('DC4 that gets hot has a plainer picture until it has cooled down, and is told so once', () => {
    const { thermal, limits, hot, told, stop } = phone()
    for (const state of ['fair', 'serious', 'critical', 'nominal', 'serious'] as const) thermal.set(state)
    expect(limits).toEqual([0, 0, 1, 2, 0, 1])
    expect(hot.slice(2)).toEqual([true, true, false, true])
    expect(told()).toBe(1)
    stop()
    expect(hot.at(-1)).toBe(false)
  })
})

describe('a keyboard over the page', () => {
  function page(resizes: boolean | null) {
    const covers: number[] = []
    let revealed = 0
    const viewport = Object.assign(new EventTarget(), { height: 800, offsetTop: 0 })
    const host = { keyboardResizesView: async () => resizes }
    const stop = keepAboveKeyboard(host, {
      viewport,
      heightPx: () => 800,
      cover: px => covers.push(px),
      reveal: () => {
        revealed += 1
      },
    })
    const shrinkTo = (height: number): void => {
      viewport.height = height
      viewport.dispatchEvent(new Event('resize'))
    }
    return { covers, shrinkTo, stop, revealed: () => revealed }
  }

  it('makes the page smaller, and shows what is typed into', () => {
    const { covers, shrinkTo, revealed } = page(null)
    shrinkTo(500)
    expect([covers, revealed()]).toEqual([[300], 1])
    // A browser's bar is no keyboard.
    shrinkTo(760)
    expect([covers, revealed()]).toEqual([[300, 0], 1])
  })

  it('is left to Discord’s client where that makes room', async () => {
    const { covers, shrinkTo } = page(true)
    await Promise.resolve()
    await Promise.resolve()
    shrinkTo(500)
    expect(covers).toEqual([0])
  })
})

describe('a picture that jerks', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  function computer(kept: boolean) {
    let asked = 0
    const state = { total: 0, dropped: 0, hidden: false, kept, perLook: { total: 50, dropped: 0 } }
    const frames = (): FrameCount => {
      state.total += state.perLook.total
      state.dropped += state.perLook.dropped
      return { total: state.total, dropped: state.dropped }
    }
    const host = {
      encourageHardwareAcceleration: async () => {
        asked += 1
        return { ok: true, value: false } as const
      },
    }
    const hint = {
      wasShown: () => state.kept,
      shown: () => {
        state.kept = true
      },
    }
    const stop = watchFrames(host, { frames }, { hint, isHidden: () => state.hidden })
    return { state, stop, asked: () => asked }
  }

  it('is a reason to ask for the hardware’s help, once', async () => {
    const { state, asked } = computer(false)
    state.perLook.dropped = 20
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked()).toBe(0)
    await vi.advanceTimersByTimeAsync(120_000)
    expect([asked(), state.kept]).toEqual([1, true])
    const again = computer(state.kept)
    again.state.perLook.dropped = 20
    await vi.advanceTimersByTimeAsync(120_000)
    expect(again.asked()).toBe(0)
  })

  it.each([
    ['a few dropped frames', { perLook: { total: 50, dropped: 5 } }],
    ['a video that stands still', { perLook: { total: 2, dropped: 2 } }],
    ['a page nobody looks at', { perLook: { total: 50, dropped: 40 }, hidden: true }],
  ])('isn’t %s', async (_what, change) => {
    const { state, asked, stop } = computer(false)
    Object.assign(state, change)
    await vi.advanceTimersByTimeAsync(60_000)
    stop()
    expect(asked()).toBe(0)
  })
})
