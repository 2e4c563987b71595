import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '../../../platform/database/openDatabase.ts'
import { createLogger } from '../../../platform/logger.ts'
import { fail } from '../../../platform/result.ts'
import { createLaunches, type Launches, type WatchRequest, WISH_MS } from './launches.ts'
import { createLaunchStore, type LaunchStore, type Wish } from './store.ts'

const START_MS = 1_800_000_000_000
const WISH: Wish = {
  interactionId: '1500000000000000001',
  userId: '1400000000000000001',
  guildId: '1200000000000000001',
  entryId: '0_video',
  place: 'next',
}
const ARRIVAL = { userId: WISH.userId, guildId: WISH.guildId, instanceId: 'i-1' }
const ON: CommandAck = { ok: true, seq: 1 }
const GONE = fail('video_not_found', 'This video is gone.')
const NOT_IN = fail('not_a_member', 'You are not in this room.')

let nowMs: number
let database: Database
let launches: Launches
let watched: WatchRequest[]
let told: [string, string][]
/** What the room answers next; the last one again and again. */
let acks: (() => Promise<CommandAck>)[]

beforeEach(async () => {
  nowMs = START_MS
  watched = []
  told = []
  acks = [async () => ON]
  database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  launches = createWith(createLaunchStore(database))
})

const createWith = (store: LaunchStore): Launches =>
  createLaunches({
    store,
    clock: { nowMs: () => nowMs },
    logger: createLogger({ level: 'silent', secrets: [] }),
    watch: request => {
      watched.push(request)
      const [next = async () => ON] = acks.length > 1 ? acks.splice(0, 1) : acks
      return next()
    },
    tellRefused: async (interactionId, { code }) => void told.push([interactionId, code]),
  })

afterEach(async () => {
  vi.useRealTimers()
  await launches.close()
  await database.close()
})

describe('a wish', () => {
  it('comes true when its member arrives, once, under an id of its own', async () => {
    await launches.wish(WISH)
    await launches.onArrived(ARRIVAL)
    await launches.onArrived(ARRIVAL)
    expect(watched).toEqual([
      {
        instanceId: 'i-1',
        actorId: WISH.userId,
        commandId: 'interaction-1500000000000000001',
        entryId: '0_video',
        place: 'next',
      },
    ])
  })

  it('is left alone by others', async () => {
    await launches.wish(WISH)
    await launches.onArrived({ ...ARRIVAL, userId: '1400000000000000002' })
    await launches.onArrived({ ...ARRIVAL, guildId: '1200000000000000002' })
    expect(watched).toEqual([])
  })

  it('comes true in the Activity that the member was sent into, and in no other', async () => {
    await launches.wish(WISH)
    await launches.pin(WISH.interactionId, 'i-2')
    await launches.onArrived(ARRIVAL)
    expect(watched).toEqual([])
    await launches.onArrived({ ...ARRIVAL, instanceId: 'i-2' })
    expect(watched).toHaveLength(1)
  })

  it('holds for three minutes', async () => {
    await launches.wish(WISH)
    nowMs += WISH_MS - 1
    await launches.removeExpired()
    await launches.onArrived(ARRIVAL)
    expect(watched).toHaveLength(1)
    await launches.wish({ ...WISH, interactionId: '1500000000000000002' })
    nowMs += WISH_MS
    await launches.onArrived(ARRIVAL)
    expect(watched).toHaveLength(1)
    await launches.removeExpired()
    nowMs += 1
    await launches.removeExpired()
    expect(await database.query.selectFrom('launch_wishes').selectAll().execute()).toEqual([])
  })

  it('goes on waiting for a member whom the room does not know yet', async () => {
    acks = [async () => NOT_IN, async () => ON]
    expect(await launches.putOn(WISH, 'i-1')).toEqual({ inTime: true, value: { kind: 'waiting' } })
    await launches.onArrived(ARRIVAL)
    expect(watched).toHaveLength(2)
    expect(told).toEqual([])
  })

  it('goes on waiting when the database was away while it came true', async () => {
    acks = [() => Promise.reject(new Error('away')), async () => ON]
    await launches.wish(WISH)
    await launches.onArrived(ARRIVAL)
    await launches.onArrived(ARRIVAL)
    expect(watched.map(({ commandId }) => commandId)).toEqual([
      'interaction-1500000000000000001',
      'interaction-1500000000000000001',
    ])
  })
})

describe('a video that can not be put on', () => {
  it('is said to whoever waits for the answer', async () => {
    acks = [async () => GONE]
    const outcome = { kind: 'refused', wish: WISH, error: GONE.error }
    expect(await launches.putOn(WISH, 'i-1')).toEqual({ inTime: true, value: outcome })
    expect(told).toEqual([])
    await launches.onArrived(ARRIVAL)
    expect(watched).toHaveLength(1)
  })

  it('is told to whoever comes in', async () => {
    acks = [async () => GONE]
    await launches.wish(WISH)
    await launches.onArrived(ARRIVAL)
    expect(told).toEqual([[WISH.interactionId, 'video_not_found']])
  })
})

const WAYS = {
  onArrived: () => launches.onArrived(ARRIVAL),
  putOn: () => launches.putOn(WISH, ARRIVAL.instanceId),
}

describe('a library that is slow', () => {
  it.each([
    ['lets a member in who has come for a video', 'onArrived', 1_000],
    ['lets a member go on who is in the room', 'putOn', 250],
  ] as const)('%s, and tells them in the end', async (_title, way, limitMs) => {
    const slow = Promise.withResolvers<CommandAck>()
    acks = [() => slow.promise]
    await launches.wish(WISH)
    vi.useFakeTimers()
    let isBack = false
    const back = WAYS[way]().then(outcome => {
      isBack = true
      return outcome
    })
    await vi.advanceTimersByTimeAsync(limitMs - 1)
    expect([watched.length, isBack]).toEqual([1, false])
    await vi.advanceTimersByTimeAsync(1)
    expect(await back).toEqual(way === 'putOn' ? { inTime: false } : undefined)
    slow.resolve(fail('kaltura_unavailable', 'Kaltura is away.'))
    await launches.close()
    expect(told).toEqual([[WISH.interactionId, 'kaltura_unavailable']])
  })
})

describe('a database that is slow', () => {
  /** From now on it keeps nothing until it is let go on. */
  function slowDatabase() {
    const kept = Promise.withResolvers<void>()
    const store = createLaunchStore(database)
    const slow = createWith({
      ...store,
      async add(wish, ms) {
        await kept.promise
        await store.add(wish, ms)
      },
    })
    return { kept, slow }
  }

  it.each([
    ['put on once it answers', () => {}, [], 1],
    ['told of when it is away after all', () => new Error('away'), [[WISH.interactionId, 'internal']], 0],
  ] as const)('keeps nobody in the room waiting: the video is %s', async (_what, fault, toldOf, times) => {
    const { kept, slow } = slowDatabase()
    vi.useFakeTimers()
    const back = slow.putOn(WISH, ARRIVAL.instanceId)
    await vi.advanceTimersByTimeAsync(250)
    expect(await back).toEqual({ inTime: false })
    const error = fault()
    if (error) kept.reject(error)
    else kept.resolve()
    await slow.close()
    expect([told, watched.length]).toEqual([toldOf, times])
  })
})
