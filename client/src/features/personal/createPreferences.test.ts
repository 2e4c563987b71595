import type { Preferences } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryStorage } from '../../player/provideStorage.ts'
import { FIRST_CHOICES, type PersonalChoices } from '../../sync/personalSettings.ts'
import { createStore } from '../../sync/store.ts'
import type { ApiClient, RequestMore } from '../api/apiClient.ts'
import { type ApiResult, apiError } from '../api/apiResult.ts'
import { panelPreference } from '../room/panelPreference.ts'
import { createPreferences } from './createPreferences.ts'
import { localPreferences } from './localPreferences.ts'

const ANA = '1400000000000000001'
const GUEST = '0400000000000000001'
const NOW_MS = 1_795_000_000_000

const remembered = (some: Partial<Preferences>): Preferences => ({
  version: 1,
  changedAtMs: NOW_MS - 1000,
  ...FIRST_CHOICES,
  hints: [],
  ...some,
})

/** A device, its player, and a server that remembers what it is given, or doesn't answer. */
function device(userId = ANA, kept: Preferences | null = null) {
  const choices = createStore<PersonalChoices>(FIRST_CHOICES)
  const server = { kept, away: false, puts: [] as unknown[] }
  const api: Pick<ApiClient, 'request'> = {
    request: async <T>(
      _path: string,
      schema: { parse(value: unknown): T },
      more: RequestMore = {},
    ): Promise<ApiResult<T>> => {
      if (server.away) return apiError('serverDown')
      if (more.method !== 'PUT') return { ok: true, value: schema.parse({ preferences: server.kept }) }
      server.puts.push(more.body)
      return { ok: true, value: schema.parse({ preferences: more.body }) }
    },
  }
  const start = () =>
    createPreferences({
      api,
      player: { choices, takeChoices: taken => choices.set(taken) },
      userId,
      local: localPreferences.read(userId),
      now: () => NOW_MS,
    })
  return { choices, server, start }
}

describe('what somebody has chosen for themselves', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('localStorage', createMemoryStorage())
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is kept here at once, and on the server once they have stopped changing it', async () => {
    const { choices, server, start } = device()
    start()
    for (const volume of [0.9, 0.5, 0.2]) choices.set({ ...FIRST_CHOICES, volume })
    expect(localPreferences.read(ANA)).toMatchObject({ volume: 0.2, changedAtMs: NOW_MS })
    expect(server.puts).toEqual([])
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.puts).toEqual([expect.objectContaining({ volume: 0.2 })])
  })

  it('is taken from the server where that is later', async () => {
    const { choices, server, start } = device(ANA, remembered({ volume: 0.3, panel: 'queue' }))
    localPreferences.write(ANA, remembered({ volume: 0.7, changedAtMs: NOW_MS - 9000 }))
    start()
    await vi.advanceTimersByTimeAsync(5000)
    expect(choices.get().volume).toBe(0.3)
    expect(localPreferences.read(ANA)?.volume).toBe(0.3)
    expect(panelPreference.kept()).toBe('queue')
    expect(server.puts).toEqual([])
  })

  it('is brought to the server where this device is later, and again when that was away', async () => {
    const { choices, server, start } = device(ANA, remembered({ changedAtMs: 5 }))
    localPreferences.write(ANA, remembered({ offsetMs: 200 }))
    start()
    await vi.advanceTimersByTimeAsync(100)
    expect(server.puts).toEqual([expect.objectContaining({ offsetMs: 200 })])
    server.away = true
    choices.set({ ...FIRST_CHOICES, offsetMs: 100 })
    await vi.advanceTimersByTimeAsync(10_000)
    server.away = false
    await vi.advanceTimersByTimeAsync(30_000)
    expect(server.puts.at(-1)).toMatchObject({ offsetMs: 100 })
  })

  it('stays on the device of a guest', async () => {
    const { choices, server, start } = device(GUEST)
    start()
    choices.set({ ...FIRST_CHOICES, muted: true })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.puts).toEqual([])
    expect(localPreferences.read(GUEST)?.muted).toBe(true)
  })

  it('includes what is shown beside the video, and each person’s own', async () => {
    const { server, start } = device()
    start()
    panelPreference.write('people')
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.puts).toEqual([expect.objectContaining({ panel: 'people' })])
    expect(localPreferences.read('1400000000000000002')).toBeNull()
  })

  it('includes whether friends may see what they watch, and the hints they have had, on each device', async () => {
    const { choices, server, start } = device()
    const here = start()
    await vi.advanceTimersByTimeAsync(0)
    expect([here.presence.read(), here.hardwareHint.wasShown()]).toEqual([null, false])
    here.presence.write('no')
    here.hardwareHint.shown()
    choices.set({ ...FIRST_CHOICES, volume: 0.1 })
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.puts).toEqual([
      expect.objectContaining({ presence: 'no', hints: ['hardware'], volume: 0.1 }),
    ])
    localStorage.clear()
    const elsewhere = device(ANA, remembered({ presence: 'no', hints: ['hardware'] })).start()
    // Until the server has answered, nobody is asked what they may have been asked before.
    expect([elsewhere.presence.read(), elsewhere.hardwareHint.wasShown()]).toEqual(['no', true])
    await vi.advanceTimersByTimeAsync(0)
    expect([elsewhere.presence.read(), elsewhere.hardwareHint.wasShown()]).toEqual(['no', true])
    expect(localPreferences.read(ANA)?.presence).toBe('no')
  })

  it.each([
    ['at once', 0],
    ['after it was away', 30_000],
  ])('is one with what is changed on a new device before the server answers, %s', async (_when, awayMs) => {
    const style = { size: 'large', position: 'top', background: 'solid' } as const
    const theirs = { offsetMs: 200, captions: { on: true, track: null, style }, presence: 'no' as const }
    const { choices, server, start } = device(ANA, remembered({ ...theirs, hints: ['hardware'] }))
    server.away = awayMs > 0
    const here = start()
    choices.set({ ...FIRST_CHOICES, volume: 0.2 })
    await vi.advanceTimersByTimeAsync(awayMs)
    server.away = false
    await vi.advanceTimersByTimeAsync(30_000)
    expect(choices.get()).toMatchObject({ volume: 0.2, offsetMs: 200, captions: theirs.captions })
    expect([here.presence.read(), here.hardwareHint.wasShown()]).toEqual(['no', true])
    expect(server.puts).toEqual([
      expect.objectContaining({ ...theirs, hints: ['hardware'], volume: 0.2, changedAtMs: NOW_MS }),
    ])
  })

  it('asks nobody where nothing is known of them, and remembers for a guest here alone', async () => {
    const { server, start } = device()
    server.away = true
    const ana = start()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([ana.presence.read(), ana.hardwareHint.wasShown()]).toEqual(['no', true])
    const guest = device(GUEST)
    const visit = guest.start()
    expect(visit.hardwareHint.wasShown()).toBe(false)
    visit.hardwareHint.shown()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([localPreferences.read(GUEST)?.hints, guest.server.puts]).toEqual([['hardware'], []])
  })

  it('is nothing where storage is refused or holds rubbish', async () => {
    localStorage.setItem(`preferences:${ANA}`, '{"version":1')
    expect(localPreferences.read(ANA)).toBeNull()
    localStorage.setItem(`preferences:${ANA}`, '{"version":7}')
    expect(localPreferences.read(ANA)).toBeNull()
    vi.stubGlobal('localStorage', undefined)
    const { choices, server, start } = device()
    start()
    choices.set({ ...FIRST_CHOICES, volume: 0.1 })
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.puts).toHaveLength(1)
  })
})
