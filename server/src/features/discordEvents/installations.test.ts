import { beforeEach, expect, it } from 'vitest'
import { createForgetter } from '../../platform/database/forgetting.ts'
import { isDeadlock } from '../../platform/database/mysqlErrors.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createApplyEvent } from './applyEvent.ts'
import { guildChecksForgetting } from './guildCheckStore.ts'
import { installationsForgetting } from './installations.ts'
import { createEventStore } from './store.ts'
import type { AppEvent } from './webhookEvent.ts'

const ANA = '1400000000000000001'
const BEN = '1400000000000000002'
const GUILD = '1200000000000000001'
const NOW_MS = 1_800_000_000_000
const FIRST_CHECK_MS = NOW_MS + 1_000_000

let database: Database
let suspicions: number
let apply: (event: AppEvent) => Promise<void>

const added = (occurredAtMs: number, userId = ANA, scopes = ['bot', 'applications.commands']): AppEvent => ({
  type: 'authorized',
  guildId: GUILD,
  guildName: `Film Club at ${occurredAtMs}`,
  userId,
  scopes,
  occurredAtMs,
})
const left = (occurredAtMs: number, userId = ANA): AppEvent => ({
  type: 'deauthorized',
  userId,
  occurredAtMs,
})

/** As the endpoint and the worker do it. */
async function deliver(events: readonly AppEvent[]): Promise<void> {
  const store = createEventStore(database)
  for (const [index, event] of events.entries()) {
    await store.add(`event-${index}-${event.type}`, event, NOW_MS)
    await apply(event)
  }
}

/** Two that want the same rows crosswise are told so; the worker tries again. */
async function applyInTheEnd(event: AppEvent): Promise<void> {
  for (;;) {
    try {
      return await apply(event)
    } catch (error) {
      if (!isDeadlock(error)) throw error
    }
  }
}

const installations = () => database.query.selectFrom('installations').selectAll().execute()
const checks = () => database.query.selectFrom('guild_checks').selectAll().execute()

function everyOrder<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) =>
    everyOrder([...items.slice(0, at), ...items.slice(at + 1)]).map(rest => [item, ...rest]),
  )
}

async function clear(): Promise<void> {
  for (const table of ['discord_events', 'installations', 'guild_checks'] as const)
    await database.query.deleteFrom(table).execute()
}

eachDatabase('installations', open => {
  beforeEach(async () => {
    database = await open()
    suspicions = 0
    apply = createApplyEvent({
      database,
      forgetter: createForgetter(database, [guildChecksForgetting, installationsForgetting]),
      firstCheckMs: () => FIRST_CHECK_MS,
      onSuspicion: () => void suspicions++,
    })
  })

  it('are remembered, and looked at later', async () => {
    await deliver([added(1)])
    expect(await installations()).toEqual([
      {
        guild_id: GUILD,
        guild_name: 'Film Club at 1',
        installed_by: ANA,
        scopes: 'bot applications.commands',
        at_ms: 1,
      },
    ])
    expect(await checks()).toEqual([
      { guild_id: GUILD, next_check_at_ms: FIRST_CHECK_MS, removed_at_ms: null },
    ])
    expect(suspicions).toBe(0)
  })

  it.each([
    ['the latest wins', [added(1), added(2, BEN), added(3)], 'Film Club at 3', ANA],
    ['who has left since is not brought back', [added(1), left(2)], 'Film Club at 1', null],
    ['nor by an earlier one', [added(1), added(2), left(3)], 'Film Club at 2', null],
    ['who comes back is', [added(1), left(2), added(3)], 'Film Club at 3', ANA],
    ['others stay', [added(1), added(2, BEN), left(3)], 'Film Club at 2', BEN],
    ['leaving in the same moment counts', [added(2), left(2)], 'Film Club at 2', null],
  ] as const)('end the same in whatever order they come: %s', async (_rule, events, name, by) => {
    for (const order of everyOrder<AppEvent>(events)) {
      await clear()
      await deliver(order)
      expect(await installations(), JSON.stringify(order)).toMatchObject([
        { guild_name: name, installed_by: by },
      ])
    }
  })

  it('are looked at soon when who has made them leaves, in whatever order that comes', async () => {
    for (const order of everyOrder([added(1), left(2)])) {
      await clear()
      suspicions = 0
      await deliver(order)
      expect(await checks()).toMatchObject([{ next_check_at_ms: 0 }])
      expect(suspicions).toBeGreaterThan(0)
    }
  })

  it('are not looked at because of older news than they are', async () => {
    await deliver([added(3), left(2)])
    expect(await checks()).toMatchObject([{ next_check_at_ms: FIRST_CHECK_MS }])
  })

  it('of a server that was removed make us look again', async () => {
    await deliver([added(1)])
    await database.query.updateTable('guild_checks').set({ removed_at_ms: NOW_MS }).execute()
    await deliver([added(2, BEN)])
    expect(await checks()).toEqual([{ guild_id: GUILD, next_check_at_ms: 0, removed_at_ms: null }])
    expect(suspicions).toBe(1)
  })

  it('without a bot go with who has made them: nothing else would say that they are over', async () => {
    for (const order of everyOrder([added(1, ANA, ['applications.commands']), left(2)])) {
      await clear()
      await deliver(order)
      expect(await installations()).toEqual([])
      expect(await checks()).toEqual([])
    }
  })

  it('are the same when two processes do them at once', async () => {
    for (let round = 0; round < 5; round++) {
      await clear()
      const store = createEventStore(database)
      const events = [added(1), added(3, BEN), left(2)]
      for (const [index, event] of events.entries()) await store.add(`event-${index}`, event, NOW_MS)
      await Promise.all([...events, ...events].map(applyInTheEnd))
      expect(await installations()).toMatchObject([{ guild_name: 'Film Club at 3', installed_by: BEN }])
    }
  })
})
