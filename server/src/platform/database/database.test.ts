import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createMariaDatabase } from '../../testing/testDatabases.ts'
import { isDuplicateKey } from './duplicateKey.ts'
import type { Statement } from './guardedWriter.ts'
import { type Database, openDatabase } from './openDatabase.ts'

const beat = (node: string, at_ms: number) => ({ node, at_ms })
const insert = ({ query }: Database, node: string, atMs = 1) =>
  query.insertInto('heartbeats').values(beat(node, atMs)).execute()
const all = ({ query }: Database) =>
  query.selectFrom('heartbeats').selectAll().orderBy('node').orderBy('at_ms').execute()

const moveOn = (node: string, fromMs: number): Statement => ({
  sql: 'UPDATE heartbeats SET at_ms = ? WHERE node = ? AND at_ms = ?',
  values: [fromMs + 1, node, fromMs],
})
const add = (node: string): Statement => ({
  sql: 'INSERT INTO heartbeats (node, at_ms) VALUES (?, ?)',
  values: [node, 7],
})

eachDatabase('what is stored', open => {
  it('is there for every process, and after all have gone', async () => {
    const first = await open()
    await insert(first, 'a')
    const second = await open()
    expect(await all(second)).toEqual([beat('a', 1)])
    await insert(second, 'b')
    expect(await all(first)).toEqual([beat('a', 1), beat('b', 1)])
  })

  it('comes back as it went in: long, in any script, with large numbers', async () => {
    const { query } = await open()
    const row = {
      id: 'room-1',
      instance_id: 'i-1',
      seq: 2 ** 31 - 1,
      state: `${'\'"\\%_\0\n'.repeat(20_000)}🎬 Фильм 映画`,
      occupied: 0,
      updated_at_ms: 8_640_000_000_000_000,
      place: '1200000000000000001/1300000000000000001',
    }
    await query.insertInto('rooms').values(row).execute()
    expect(await query.selectFrom('rooms').selectAll().execute()).toEqual([row])
  })

  it('keeps ids apart that differ in case or accents alone', async () => {
    const database = await open()
    const nodes = ['0_AbC', '0_abc', '0_âbc']
    for (const node of nodes) await insert(database, node)
    expect((await all(database)).map(({ node }) => node)).toEqual(nodes)
    const found = await database.query
      .selectFrom('heartbeats')
      .select('node')
      .where('node', '=', '0_abc')
      .execute()
    expect(found).toEqual([{ node: '0_abc' }])
    const again = await insert(database, '0_abc').catch((error: unknown) => error)
    expect(isDuplicateKey(again)).toBe(true)
  })

  it('counts rows that were found, whether or not anything in them has changed', async () => {
    const database = await open()
    await insert(database, 'a')
    const update = () =>
      database.query
        .updateTable('heartbeats')
        .set({ at_ms: 5 })
        .where('node', '=', 'a')
        .executeTakeFirstOrThrow()
    expect((await update()).numUpdatedRows).toBe(1n)
    expect((await update()).numUpdatedRows).toBe(1n)
    const gone = await database.query
      .deleteFrom('heartbeats')
      .where('node', '=', 'b')
      .executeTakeFirstOrThrow()
    expect(gone.numDeletedRows).toBe(0n)
  })

  it('takes all of a transaction or nothing, and goes on after a failed one (ASVS 2.3.3)', async () => {
    const database = await open()
    await insert(database, 'a')
    const failing = database.query.transaction().execute(async transaction => {
      await transaction.insertInto('heartbeats').values(beat('b', 1)).execute()
      await transaction.insertInto('heartbeats').values(beat('a', 1)).execute()
    })
    expect(isDuplicateKey(await failing.catch((error: unknown) => error))).toBe(true)
    expect(await all(database)).toEqual([beat('a', 1)])
    await insert(database, 'c')
    expect(await all(await open())).toEqual([beat('a', 1), beat('c', 1)])
  })

  it('refuses what is no value', async () => {
    const { query } = await open()
    // What untyped input could have made of a name.
    const wrong = JSON.parse('{"node":{"at_ms":1}}')
    await expect(
      query.selectFrom('heartbeats').select('node').where('node', '=', wrong.node).execute(),
    ).rejects.toThrow(TypeError)
  })
})

eachDatabase('a guarded write', open => {
  it('is done as a whole when the guard finds its row, and else not at all', async () => {
    const database = await open()
    await insert(database, 'a')
    const write = { guard: moveOn('a', 1), rest: [add('b'), add('c')] }
    expect(await database.writer.write(write)).toBe(true)
    expect(await database.writer.write(write)).toBe(false)
    expect(await all(database)).toEqual([beat('a', 2), beat('b', 7), beat('c', 7)])
  })

  it('leaves nothing behind when a part of it fails', async () => {
    const database = await open()
    await insert(database, 'a')
    const failing = database.writer.write({ guard: moveOn('a', 1), rest: [add('b'), add('a')] })
    expect(isDuplicateKey(await failing.catch((error: unknown) => error))).toBe(true)
    expect(await all(await open())).toEqual([beat('a', 1)])
    expect(await database.writer.write({ guard: moveOn('a', 1), rest: [] })).toBe(true)
  })

  it('says no to all but one, and never yes to what is not there, when rows are taken crosswise', async () => {
    const databases = [await open(), await open()]
    const [first] = databases
    if (!first) throw new Error('no database')
    for (const node of ['a', 'b']) await insert(first, node, 0)
    const bump = (node: string): Statement => ({
      sql: 'UPDATE heartbeats SET at_ms = at_ms + 1 WHERE node = ?',
      values: [node],
    })
    const writes = [
      { guard: bump('a'), rest: [bump('b')] },
      { guard: bump('b'), rest: [bump('a')] },
    ]
    let kept = 0
    for (let round = 0; round < 100; round++) {
      const done = await Promise.all(
        databases.flatMap(({ writer }) => writes.map(write => writer.write(write))),
      )
      expect(done).toContain(true)
      kept += done.filter(Boolean).length
    }
    expect(await all(first)).toEqual([beat('a', kept), beat('b', kept)])
  })
})

describe('several processes that start at once', () => {
  const startTogether = async (config: Parameters<typeof openDatabase>[0]) => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => openDatabase(config)))
    for (const [index, database] of databases.entries()) await insert(database, String(index))
    const [first] = databases
    const stored = first ? await all(first) : []
    for (const database of databases) await database.close()
    return stored
  }

  it('all come up on SQLite, with tables made once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-database-'))
    expect(await startTogether({ kind: 'sqlite', path: join(folder, 'test.sqlite') })).toHaveLength(4)
    rmSync(folder, { recursive: true })
  })

  it('all come up on MariaDB, with tables made once', async () => {
    expect(await startTogether({ kind: 'mysql', url: await createMariaDatabase() })).toHaveLength(4)
  })
})
