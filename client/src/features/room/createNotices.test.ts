import type { RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
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
  guest: false,
  outside: false,
}
const video = { entryId: '0_a', name: 'A', kind: 'vod', durationS: 100, dvrWindowS: null } as const
const room: Room = { ...openRoom('r', 'i'), video, members: [ben] }
const at = (positionS: number): Playback => ({ mode: 'paused', positionS, rate: 1, by: '2' })
const seeked = (positionS: number) => ({ type: 'playback.seeked', playback: at(positionS), by: '2' }) as const

const queued: RoomEvent = {
  type: 'queue.added',
  items: [{ id: 'q', video, by: '2', byName: 'Ben' }],
  where: 'last',
  by: '2',
}

describe('notices', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('trace where somebody went for two seconds, whoever it was', () => {
    const notices = createNotices()
    for (const selfId of ['1', '2']) {
      notices.onEvent(seeked(750), { room, selfId })
      expect(notices.trace.get()).toMatchObject({ positionS: 750, who: { displayName: 'Ben' } })
      vi.advanceTimersByTime(2_000)
      expect(notices.trace.get()).toBeNull()
    }
  })

  it('leave what can be taken back to where it can be', () => {
    const notices = createNotices()
    notices.onEvent(seeked(750), { room, selfId: '1' })
    notices.onEvent({ type: 'queue.cleared', by: '2' }, { room, selfId: '1' })
    expect(notices.current.get()).toBeNull()
  })

  it('tell what was added, and nobody what they did themselves', () => {
    const notices = createNotices()
    notices.onEvent(queued, { room, selfId: '2' })
    expect(notices.current.get()).toBeNull()
    notices.onEvent(queued, { room, selfId: '1' })
    expect(notices.current.get()).toMatchObject({ kind: 'queued', who: { displayName: 'Ben' }, video: 'A' })
  })

  it('let the newest have its full time', () => {
    const notices = createNotices()
    notices.onEvent(queued, { room, selfId: '1' })
    vi.advanceTimersByTime(1_500)
    notices.show({ kind: 'suggestedByYou', video: 'B' })
    vi.advanceTimersByTime(1_999)
    expect(notices.current.get()?.kind).toBe('suggestedByYou')
    vi.advanceTimersByTime(1)
    expect(notices.current.get()).toBeNull()
  })

  it('say nothing of what nobody did', () => {
    const notices = createNotices()
    notices.onEvent({ type: 'playback.seeked', playback: at(5), by: null }, { room, selfId: '1' })
    notices.onEvent({ type: 'member.stalled', memberId: '2' }, { room, selfId: '1' })
    expect([notices.current.get(), notices.trace.get()]).toEqual([null, null])
  })

  it('place no time of day on a live video', () => {
    const notices = createNotices()
    const live: Room = { ...room, video: { ...video, kind: 'live', durationS: null } }
    notices.onEvent(seeked(1_790_000_000), { room: live, selfId: '1' })
    expect(notices.trace.get()).toBeNull()
  })
})
