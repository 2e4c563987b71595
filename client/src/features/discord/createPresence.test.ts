import { MemberSchema, openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HostResult, Presence } from '../../host/host.ts'
import { createPresence, PRESENCE_EVERY_MS, presenceOf } from './createPresence.ts'

const words = () => ({
  presenceInStep: (others: number) => `in step with ${others}`,
  presenceAlone: 'alone',
  presencePaused: 'paused',
})
/** This device's clock is wrong by a minute. */
const WRONG_BY_MS = 60_000

const member = (id: string) =>
  MemberSchema.parse({
    id,
    displayName: id,
    avatarUrl: null,
    joinedAtMs: 0,
    stalled: false,
    ignoreWait: false,
    waitedAtMs: [],
  })

function roomWith(change: Partial<Room>): Room {
  return {
    ...openRoom('room', 'i-1'),
    video: { entryId: '0_a', name: 'The film', kind: 'vod', durationS: 100, dvrWindowS: null },
    members: ['1', '2', '3'].map(member),
    ...change,
  }
}

const playingFrom = (positionS: number, atMs: number, rate = 1): Room['playback'] => ({
  mode: 'playing',
  positionS,
  atMs,
  rate,
  approachRate: 0,
  by: null,
})

describe('DC3 presence', () => {
  let sent: (Presence | null)[]
  let answer: HostResult<void>
  let refused: number

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 })
    sent = []
    answer = { ok: true, value: undefined }
    refused = 0
  })
  afterEach(() => vi.useRealTimers())

  const roomNowMs = () => Date.now() - WRONG_BY_MS
  const clocks = { words, nowMs: () => Date.now(), roomNowMs }
  const keeper = () =>
    createPresence({
      host: {
        showPresence: async presence => {
          sent.push(presence)
          return answer
        },
      },
      ...clocks,
      onRefused: () => {
        refused += 1
      },
    })

  it('tells title, company, and when it began and ends by this device’s clock', () => {
    const room = roomWith({ playback: playingFrom(20, roomNowMs() - 10_000) })
    expect(presenceOf(room, clocks)).toEqual({
      details: 'The film',
      state: 'in step with 2',
      runs: { startMs: Date.now() - 30_000, endMs: Date.now() + 70_000 },
      party: { id: 'room', size: 3, max: 99 },
    })
  })

  it('reckons with the rate, and with a video that stands still', () => {
    const fast = roomWith({ playback: playingFrom(20, roomNowMs(), 2) })
    expect(presenceOf(fast, clocks)?.runs).toEqual({
      startMs: Date.now() - 10_000,
      endMs: Date.now() + 40_000,
    })
    const still = roomWith({ playback: { mode: 'paused', positionS: 5, rate: 1, by: null } })
    expect(presenceOf(still, clocks)).toMatchObject({ state: 'paused', runs: null })
    expect(presenceOf(roomWith({ video: null }), clocks)).toBeNull()
  })

  it('keeps to the length of a line', () => {
    const named = (name: string) => {
      const { video } = roomWith({})
      return presenceOf(roomWith({ video: video && { ...video, name } }), clocks)?.details ?? ''
    }
    expect(named('x'.repeat(1_000))).toHaveLength(128)
    expect(named('X').length).toBeGreaterThanOrEqual(2)
  })

  it('sends what has changed, once in five seconds, and the last state always', async () => {
    const presence = keeper()
    const first = roomWith({ playback: playingFrom(0, roomNowMs()) })
    presence.follow(first)
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(1)
    for (let second = 0; second < 10; second += 1)
      presence.follow({ ...first, members: first.members.slice(0, 1 + (second % 3)) })
    presence.follow({ ...first, video: first.video && { ...first.video, name: 'Another' } })
    await vi.advanceTimersByTimeAsync(PRESENCE_EVERY_MS - 1)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toHaveLength(2)
    expect(sent[1]?.details).toBe('Another')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(2)
  })

  it('says nothing while the video merely goes on', async () => {
    const presence = keeper()
    const room = roomWith({ playback: playingFrom(0, roomNowMs()) })
    presence.follow(room)
    await vi.advanceTimersByTimeAsync(30_000)
    presence.follow(room)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(sent).toHaveLength(1)
  })

  it('is off for good once Discord refuses it', async () => {
    answer = { ok: false, error: { kind: 'failed', code: 4006, message: 'no' } }
    const presence = keeper()
    presence.follow(roomWith({}))
    await vi.advanceTimersByTimeAsync(0)
    presence.follow(roomWith({ members: [] }))
    await vi.advanceTimersByTimeAsync(60_000)
    presence.close()
    expect(sent).toHaveLength(1)
    expect(refused).toBe(1)
  })

  it('goes with the person', async () => {
    const presence = keeper()
    presence.follow(roomWith({}))
    await vi.advanceTimersByTimeAsync(0)
    presence.close()
    expect(sent.at(-1)).toBeNull()
  })
})
