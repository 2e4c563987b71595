import { openRoom, type Playback, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNotices } from './createNotices.ts'

const ben = {
  id: '2',
  displayName: 'Ben',
  avatarUrl: null,
  joinedAtMs: 0,
  stalled: false,
  ignoreWait: false,
  apart: false,
  waitedAtMs: [],
}
const video = { entryId: '0_a', name: 'A', kind: 'vod', durationS: 100, dvrWindowS: null } as const
const room: Room = { ...openRoom('r', 'i'), video, members: [ben] }
const at = (positionS: number): Playback => ({ mode: 'paused', positionS, rate: 1, by: '2' })
const seeked = (positionS: number) => ({ type: 'playback.seeked', playback: at(positionS), by: '2' }) as const

describe('notices', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('tell where somebody went, for two seconds', () => {
    const notices = createNotices()
    notices.onEvent(seeked(750), { room, selfId: '1' })
    expect(notices.current.get()).toMatchObject({
      kind: 'wentTo',
      positionS: 750,
      who: { displayName: 'Ben' },
    })
    expect(notices.trace.get()?.positionS).toBe(750)
    vi.advanceTimersByTime(2_000)
    expect(notices.current.get()).toBeNull()
    expect(notices.trace.get()).toBeNull()
  })

  it('tell nobody what they did themselves, and still trace it', () => {
    const notices = createNotices()
    notices.onEvent(seeked(750), { room, selfId: '2' })
    expect(notices.current.get()).toBeNull()
    expect(notices.trace.get()?.positionS).toBe(750)
  })

  it('let the newest have its full time', () => {
    const notices = createNotices()
    notices.onEvent(seeked(1), { room, selfId: '1' })
    vi.advanceTimersByTime(1_500)
    notices.onEvent(seeked(2), { room, selfId: '1' })
    vi.advanceTimersByTime(1_999)
    expect(notices.current.get()).toMatchObject({ positionS: 2 })
  })

  it('say nothing of what nobody did', () => {
    const notices = createNotices()
    notices.onEvent({ type: 'playback.seeked', playback: at(5), by: null }, { room, selfId: '1' })
    notices.onEvent({ type: 'member.stalled', memberId: '2' }, { room, selfId: '1' })
    expect(notices.current.get()).toBeNull()
  })

  it('name no time of day in a live video', () => {
    const notices = createNotices()
    const live: Room = { ...room, video: { ...video, kind: 'live', durationS: null } }
    notices.onEvent(seeked(1_790_000_000), { room: live, selfId: '1' })
    expect(notices.current.get()?.kind).toBe('wentBackInLive')
    expect(notices.trace.get()).toBeNull()
  })
})
