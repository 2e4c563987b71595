import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../features/api/apiClient.ts'
import { type ApiError, apiError } from '../features/api/apiResult.ts'
import type { Host, HostError } from '../host/host.ts'
import type { RoomView } from '../sync/roomView.ts'
import { createStore } from '../sync/store.ts'
import { createActivity } from './createActivity.ts'
import type { Session } from './openSession.ts'

const hostError = (kind: HostError['kind']) =>
  ({ ok: false, error: { kind, code: 5000, message: 'no' } }) as const

/** Discord, our server and the room as the test wants them; everything succeeds unless it says otherwise. */
function surroundings() {
  const room = createStore<Pick<RoomView, 'connection' | 'closing' | 'room'>>({
    connection: 'connecting',
    closing: null,
    room: null,
  })
  const world = {
    room,
    customId: null as string | null,
    ready: async (): Promise<Awaited<ReturnType<Host['ready']>>> => ({ ok: true, value: undefined }),
    authorize: async (): Promise<Awaited<ReturnType<Host['authorize']>>> => ({
      ok: true,
      value: { code: 'code', codeVerifier: 'v'.repeat(43) },
    }),
    signInError: null as ApiError['code'] | null,
    signIns: 0,
    hosts: 0,
    closed: [] as string[],
    watched: [] as unknown[],
    offered: [] as unknown[],
    locale: 'de' as string | null,
    told: [] as string[],
  }
  const host = {
    instanceId: 'i-1',
    get customId() {
      return world.customId
    },
    ready: () => world.ready(),
    authorize: () => world.authorize(),
    authenticate: async () => ({ ok: true, value: undefined }) as const,
    locale: async () => world.locale,
    close: () => void world.closed.push('host'),
  } as unknown as Host
  const session = {
    host,
    room: { view: room },
    model: { watch: async (...wish: unknown[]) => void world.watched.push(wish) },
    discord: { link: { set: (link: unknown) => void world.offered.push(link) } },
    close: () => void world.closed.push('session'),
  } as unknown as Session
  const api = {
    signIn: async () => {
      world.signIns += 1
      if (world.signInError !== null) return apiError(world.signInError, { requestId: 'req_1' })
      return { ok: true, value: { discordAccessToken: 'discord', instance: { guildId: '1' } } }
    },
  } as unknown as ApiClient
  const activity = createActivity({
    api,
    loadHost: async () => {
      world.hosts += 1
      return host
    },
    openSession: () => session,
    onLocale: tag => void world.told.push(tag),
    now: () => 0,
  })
  return { activity, world }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
const welcome = { connection: 'online', closing: null, room: { video: null } as RoomView['room'] } as const

describe('activity', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('goes straight in, and speaks the language Discord does', async () => {
    const { activity, world } = surroundings()
    activity.start()
    await settle()
    expect(activity.view.get()).toEqual({ stage: 'starting', step: 'room' })
    world.room.set(welcome)
    expect(activity.view.get().stage).toBe('inRoom')
    expect(world.told).toEqual(['de'])
    expect(world.watched).toEqual([])
  })

  it('puts on what the link asked for, once, and only in an idle room', async () => {
    const { activity, world } = surroundings()
    world.customId = 'watch:0_testcard'
    activity.start()
    await settle()
    world.room.set({ ...welcome, room: null })
    expect(activity.view.get().stage).toBe('starting')
    world.room.set(welcome)
    world.room.set({ ...welcome })
    expect(world.watched).toEqual([['0_testcard', { onlyIfIdle: true }]])
  })

  it('DC1 follows the link once, not again where the session has to begin anew', async () => {
    const { activity, world } = surroundings()
    world.customId = 'watch:0_testcard'
    for (const _ of ['first', 'again']) {
      world.room.set({ connection: 'connecting', closing: null, room: null })
      activity.start()
      await settle()
      world.room.set(welcome)
      expect(activity.view.get().stage).toBe('inRoom')
    }
    expect(world.watched).toHaveLength(1)
  })

  it('DC1 begins where the link says, and asks first where something is on', async () => {
    const idle = surroundings()
    idle.world.customId = 'moment1:0_testcard:75'
    idle.activity.start()
    await settle()
    idle.world.room.set(welcome)
    expect(idle.world.watched).toEqual([['0_testcard', { onlyIfIdle: true, startS: 75 }]])
    const busy = surroundings()
    busy.world.customId = 'moment1:0_testcard:75'
    busy.activity.start()
    await settle()
    busy.world.room.set({ ...welcome, room: { video: {} } as RoomView['room'] })
    expect(busy.world.watched).toEqual([])
    expect(busy.world.offered).toEqual([{ entryId: '0_testcard', startS: 75 }])
  })

  it.each([
    ['refused', { stage: 'refused' }],
    ['unknownCommand', { stage: 'trouble', trouble: 'clientTooOld' }],
    ['timedOut', { stage: 'trouble', trouble: 'discordSilent' }],
    ['failed', { stage: 'trouble', trouble: 'unexpected', reference: '5000 no' }],
  ] as const)('says so when Discord’s answer is: %s', async (kind, view) => {
    const { activity, world } = surroundings()
    world.authorize = async () => hostError(kind)
    activity.start()
    await settle()
    expect(activity.view.get()).toMatchObject(view)
  })

  it('asks again from the beginning after a refusal', async () => {
    const { activity, world } = surroundings()
    const agree = world.authorize
    world.authorize = async () => hostError('refused')
    activity.start()
    await settle()
    world.authorize = agree
    activity.start()
    await settle()
    expect(activity.view.get()).toEqual({ stage: 'starting', step: 'room' })
    expect(world.hosts).toBe(1)
  })

  it('keeps trying a server that is down, ever more patiently, and comes in when it is back', async () => {
    const { activity, world } = surroundings()
    world.signInError = 'serverDown'
    activity.start()
    await settle()
    expect(activity.view.get()).toMatchObject({ trouble: 'serverDown', retryAtMs: 2_000 })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(activity.view.get()).toMatchObject({ trouble: 'serverDown', retryAtMs: 4_000 })
    world.signInError = null
    await vi.advanceTimersByTimeAsync(4_000)
    expect(activity.view.get()).toEqual({ stage: 'starting', step: 'room' })
    expect(world.signIns).toBe(3)
  })

  it('keeps trying while Discord doesn’t answer the server', async () => {
    const { activity, world } = surroundings()
    world.signInError = 'discord_unavailable'
    activity.start()
    await settle()
    expect(activity.view.get()).toMatchObject({ trouble: 'discordDown', retryAtMs: 2_000 })
    world.signInError = null
    await vi.advanceTimersByTimeAsync(2_000)
    expect(activity.view.get()).toEqual({ stage: 'starting', step: 'room' })
  })

  it('asks for another code where one wasn’t taken, but not for ever', async () => {
    const { activity, world } = surroundings()
    world.signInError = 'invalid_code'
    activity.start()
    await settle()
    expect(world.signIns).toBe(2)
    expect(activity.view.get()).toMatchObject({ trouble: 'unexpected', reference: 'req_1' })
  })

  it.each([
    ['not_in_activity', 'notInActivity'],
    ['protocol_unsupported', 'protocol'],
    ['internal', 'unexpected'],
  ] as const)('knows what %s means', async (code, trouble) => {
    const { activity, world } = surroundings()
    world.signInError = code
    activity.start()
    await settle()
    expect(activity.view.get()).toMatchObject({ stage: 'trouble', trouble, retryAtMs: null })
  })

  it.each(['replaced', 'removed', 'protocol'] as const)('tells why the room is over: %s', async closing => {
    const { activity, world } = surroundings()
    activity.start()
    await settle()
    world.room.set(welcome)
    world.room.set({ ...welcome, connection: 'closed', closing })
    expect(activity.view.get()).toMatchObject({ stage: 'trouble', trouble: closing })
    expect(world.closed).toEqual(['session'])
  })

  it('leaves quietly, and comes back through a new line to Discord', async () => {
    const { activity, world } = surroundings()
    activity.start()
    await settle()
    world.room.set(welcome)
    activity.leave()
    world.room.set({ ...welcome, connection: 'closed' })
    expect(activity.view.get()).toEqual({ stage: 'left' })
    expect(world.closed).toEqual(['session', 'host'])
    world.room.set(welcome)
    activity.start()
    await settle()
    expect(activity.view.get().stage).toBe('inRoom')
    expect(world.hosts).toBe(2)
  })

  it('forgets an attempt that a newer one has overtaken', async () => {
    const { activity, world } = surroundings()
    let answerLate: (() => void) | undefined
    world.ready = () => new Promise(resolve => (answerLate = () => resolve(hostError('timedOut'))))
    activity.start()
    await settle()
    world.ready = async () => ({ ok: true, value: undefined })
    activity.start()
    await settle()
    answerLate?.()
    await settle()
    expect(activity.view.get()).toEqual({ stage: 'starting', step: 'room' })
  })
})
