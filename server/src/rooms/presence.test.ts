import type { Presence as PresenceFrame, Telemetry } from '@kaltura-discord/shared/protocol/frames.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Connections } from './connections.ts'
import { LEAD_MS, leadFor } from './lead.ts'
import { Presence } from './presence.ts'

const instanceId = 'instance-1'
const telemetry = (state: Telemetry['state'], oneWayP95Ms = 20): Telemetry => ({
  state,
  errorS: 0.01,
  bufferedS: 10,
  oneWayP95Ms,
})

let presence: Presence
let sent: PresenceFrame[]

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  const connections = new Connections()
  connections.add({
    instanceId,
    memberId: '1',
    guildId: null,
    close() {},
    sendPresence: frame => void sent.push(frame),
  })
  presence = new Presence({ clock: { nowMs: () => Date.now() }, connections })
})
afterEach(() => {
  presence.close()
  vi.useRealTimers()
})

describe('presence', () => {
  it('goes out at most once a second while nothing changes', () => {
    presence.update(instanceId, '1', telemetry('inStep'))
    vi.advanceTimersByTime(0)
    sent = []
    for (let i = 0; i < 40; i++) {
      presence.update(instanceId, '1', telemetry('inStep'))
      vi.advanceTimersByTime(100)
    }
    expect(sent).toHaveLength(4)
    expect(sent[0]).toEqual({ members: { 1: { state: 'inStep', errorS: 0.01 } } })
  })

  it('tells a change soon, and several at once', () => {
    presence.update(instanceId, '1', telemetry('inStep'))
    vi.advanceTimersByTime(500)
    sent = []
    presence.update(instanceId, '1', telemetry('buffering'))
    presence.came(instanceId, '2')
    vi.advanceTimersByTime(0)
    expect(sent.map(frame => Object.keys(frame.members))).toEqual([['1', '2']])
    presence.went(instanceId, '2')
    vi.advanceTimersByTime(99)
    expect(sent).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(sent).toHaveLength(2)
    expect(Object.keys(sent[1]?.members ?? {})).toEqual(['1'])
  })

  it('knows how long the way to the members is, until the last has gone', () => {
    presence.update(instanceId, '1', telemetry('inStep', 40))
    presence.update(instanceId, '2', telemetry('inStep', 80))
    expect(presence.oneWayP95sMs(instanceId)).toEqual([40, 80])
    presence.went(instanceId, '1')
    presence.went(instanceId, '2')
    expect(presence.oneWayP95sMs(instanceId)).toEqual([])
  })
})

describe('the lead', () => {
  it.each([
    [[], LEAD_MS.min],
    [[10, 20], LEAD_MS.min],
    [[10, 200], 300],
    [[599], LEAD_MS.max],
    [[600], LEAD_MS.max],
    [[601, 100], 150],
    [[60_000], LEAD_MS.min],
  ])('for one-way delays of %j is %d ms', (delays, leadMs) => {
    expect(leadFor(delays)).toBe(leadMs)
  })
})
