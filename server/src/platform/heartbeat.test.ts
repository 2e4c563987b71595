import { expect, it } from 'vitest'
import { eachDatabase } from '../testing/eachDatabase.ts'
import type { Database } from './database/openDatabase.ts'
import { Heartbeat } from './heartbeat.ts'

eachDatabase('heartbeats', open => {
  const of = (database: Database, node: string, nowMs: () => number) =>
    new Heartbeat({
      database,
      node,
      clock: { nowMs },
      onError: error => {
        throw error
      },
    })

  it('say when a node last lived, to itself after a restart and to nobody else', async () => {
    let nowMs = 1_795_000_000_000.4
    const database = await open()
    const heartbeat = of(database, 'one', () => nowMs)
    expect(await heartbeat.lastMs()).toBeNull()
    await heartbeat.beat()
    await heartbeat.beat()
    expect(await heartbeat.lastMs()).toBe(1_795_000_000_000)
    nowMs += 5_000
    await heartbeat.beat()
    const later = await open()
    expect(await of(later, 'one', () => 0).lastMs()).toBe(1_795_000_005_000)
    expect(await of(later, 'two', () => 0).lastMs()).toBeNull()
  })

  it('that come at once for the first time are one', async () => {
    const databases = [await open(), await open()]
    const heartbeats = databases.map((database, index) => of(database, 'one', () => 1_000 + index))
    await Promise.all(heartbeats.map(heartbeat => heartbeat.beat()))
    expect(await databases[0]?.query.selectFrom('heartbeats').select('node').execute()).toEqual([
      { node: 'one' },
    ])
  })
})
