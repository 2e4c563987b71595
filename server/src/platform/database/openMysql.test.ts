import { rmSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createDataFolder, type MariaDbServer, startMariaDb } from '../../testing/mariaDb.ts'
import { openSlowLine } from '../../testing/slowLine.ts'
import { createMariaDatabase } from '../../testing/testDatabases.ts'
import { Secret } from '../secret.ts'
import { DatabaseAway } from './databaseAway.ts'
import { type Database, openDatabase } from './openDatabase.ts'

const opened: Database[] = []
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})
async function open(url: Secret): Promise<Database> {
  const database = await openDatabase({ kind: 'mysql', url })
  opened.push(database)
  return database
}

const insert = ({ query }: Database, node: string) =>
  query.insertInto('heartbeats').values({ node, at_ms: 1 }).execute()
const moveOn = { sql: 'UPDATE heartbeats SET at_ms = at_ms + 1 WHERE node = ?', values: ['a'] }
const write = ({ writer }: Database) => writer.write({ guard: moveOn, rest: [] })
const stored = async ({ query }: Database) =>
  (await query.selectFrom('heartbeats').select('at_ms').where('node', '=', 'a').executeTakeFirst())?.at_ms

/** Tries again and again; the test's own time-out is the end of it. */
async function untilWritten(database: Database): Promise<void> {
  for (;;) {
    try {
      if (await write(database)) return
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error
    }
    // A refusal comes at once, and what it waits for has to get its turn.
    await setImmediate()
  }
}

describe('an address', () => {
  const problem = async (change: (url: URL) => void) => {
    const url = new URL((await createMariaDatabase()).reveal())
    change(url)
    const error = await openDatabase({ kind: 'mysql', url: new Secret(url.href) }).catch(
      (caught: unknown) => caught,
    )
    if (!(error instanceof Error)) throw new Error('It was opened')
    const said = `${error.message}\n${error.stack}\n${JSON.stringify(error)}\n${String(error.cause)}`
    // Not even a part of it.
    for (const part of [url.password, url.username, url.port, '127.0.0.1'])
      expect(part === '' ? '' : said.split('\n    at ')[0]).not.toContain(part || 'nothing to look for')
    return error.message
  }

  it('that leads nowhere or not in is named by its variable, with what to do, and never shown', async () => {
    expect(
      await problem(url => {
        url.port = '1'
      }),
    ).toMatch(/DATABASE_URL.*\(ECONNREFUSED\)\. Start it, or correct/)
    expect(
      await problem(url => {
        url.password = 'wrong-password'
      }),
    ).toMatch(/DATABASE_URL.*ER_ACCESS_DENIED_ERROR/)
    expect(
      await problem(url => {
        url.pathname = '/elsewhere'
      }),
    ).toMatch(/DATABASE_URL.*ER_(?:DBACCESS_DENIED|BAD_DB)_ERROR/)
    expect(
      await problem(url => {
        url.pathname = ''
      }),
    ).toMatch(/DATABASE_URL does not fit/)
    expect(
      await problem(url => {
        url.search = '?tls=perhaps'
      }),
    ).toMatch(/DATABASE_URL does not fit/)
    expect(
      await problem(url => {
        url.search = '?ssl=true'
      }),
    ).toMatch(/DATABASE_URL does not fit/)
    expect(
      await problem(url => {
        url.search = '?tls=verify&ca=/nowhere'
      }),
    ).toMatch(/DATABASE_URL.*ca can't be read/)
  })

  it('that asks for encryption gets it or nothing (ASVS 12.3.2)', async () => {
    expect(
      await problem(url => {
        url.search = '?tls=verify'
      }),
    ).toMatch(/DATABASE_URL.*can't be reached/)
    expect(
      await problem(url => {
        url.search = '?tls=unverified'
      }),
    ).toMatch(/DATABASE_URL.*can't be reached/)
  })
})

describe('a MariaDB with settings of its own', () => {
  it('refuses what does not fit instead of cutting it off, and does not repeat it', async () => {
    const database = await open(await createMariaDatabase())
    const error = await insert(database, 'canary'.repeat(20)).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ name: 'MysqlError', errno: 1406 })
    expect(String(error)).not.toContain('canary')
    expect(await database.query.selectFrom('heartbeats').selectAll().execute()).toEqual([])
  })

  it('tells its time in the epoch, whatever zone it is in', async () => {
    const { readClock } = await open(await createMariaDatabase())
    const before = Date.now()
    const atMs = (await readClock?.()) ?? 0
    // The same machine: its clock is ours.
    expect(atMs).toBeGreaterThanOrEqual(before - 1)
    expect(atMs).toBeLessThanOrEqual(Date.now() + 1)
  })

  it('that has closed every connection is asked on new ones', async () => {
    const url = await createMariaDatabase()
    const database = await open(url)
    await insert(database, 'a')
    await Promise.all(Array.from({ length: 5 }, () => stored(database)))
    const root = await createConnection({
      host: '127.0.0.1',
      port: Number(new URL(url.reveal()).port),
      user: 'root',
    })
    await root.query(`KILL USER '${new URL(url.reveal()).username}'@'127.0.0.1'`)
    await root.end()
    await untilWritten(database)
    expect(await stored(database)).toBe(2)
  })

  it('whose row somebody holds makes nobody wait for long, and says that it is not written', async () => {
    const url = await createMariaDatabase()
    const database = await open(url)
    await insert(database, 'a')
    const other = await createConnection(url.reveal())
    await other.query('START TRANSACTION')
    await other.query(moveOn.sql, moveOn.values)
    await expect(write(database)).rejects.toThrow(DatabaseAway)
    // Only that row: everything else goes on.
    await insert(database, 'b')
    await other.query('ROLLBACK')
    await untilWritten(database)
    expect(await stored(database)).toBe(2)
    await other.end()
  })
})

describe('a node that freezes in the middle of a write', () => {
  it('holds nobody up for long, and writes nothing when it goes on', async () => {
    const url = await createMariaDatabase()
    const [frozen, other] = [await open(url), await open(url)]
    await insert(other, 'a')
    const { promise: held, resolve: hold } = Promise.withResolvers<void>()
    const { promise: thawed, resolve: thaw } = Promise.withResolvers<void>()
    const late = frozen.query.transaction().execute(async transaction => {
      await transaction.updateTable('heartbeats').set({ at_ms: 99 }).where('node', '=', 'a').execute()
      hold()
      await thawed
    })
    const refused = expect(late).rejects.toThrow(DatabaseAway)
    await held
    await untilWritten(other)
    thaw()
    await refused
    expect(await stored(frozen)).toBe(2)
  })
})

describe('a MariaDB far away', () => {
  it('is slow, and nothing worse', async () => {
    const url = new URL((await createMariaDatabase()).reveal())
    const near = await open(new Secret(url.href))
    const nodes = Array.from({ length: 20 }, (_, index) => String(index))
    for (const node of nodes) await insert(near, node)
    const line = await openSlowLine(Number(url.port))
    line.delayMs = 200
    url.port = String(line.port)
    const far = await open(new Secret(url.href))
    const writes = nodes.map(node => far.writer.write({ guard: { ...moveOn, values: [node] }, rest: [] }))
    expect(await Promise.all(writes)).toEqual(nodes.map(() => true))
    await opened.pop()?.close()
    line.close()
  })
})

describe('a MariaDB that goes away', () => {
  let folder: string
  let server: MariaDbServer
  beforeAll(async () => {
    folder = await createDataFolder()
    server = await startMariaDb({ folder })
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is refused at once once it is known to be away, and used again when it answers (ASVS 13.1.3, 16.5.2)', async () => {
    const database = await open(await createMariaDatabase(server.port))
    await insert(database, 'a')
    const count = { acknowledged: 0, unclear: 0, refused: 0 }
    const press = async (whenAway: 'unclear' | 'refused') => {
      try {
        if (await write(database)) count.acknowledged += 1
      } catch (error) {
        if (!(error instanceof DatabaseAway)) throw error
        count[whenAway] += 1
      }
    }
    for (let round = 0; round < 2; round++) {
      await Promise.all(Array.from({ length: 30 }, () => press('unclear')))
      process.kill(server.pid, 'SIGSTOP')
      // More than there are connections.
      await Promise.all(Array.from({ length: 30 }, () => press('unclear')))
      // Each by itself would wait in vain; a thousand in a row would outlast the test.
      for (let each = 0; each < 1_000; each++) await press('refused')
      process.kill(server.pid, 'SIGCONT')
      await untilWritten(database)
      count.acknowledged += 1
    }
    expect(count.refused).toBe(2_000)
    const written = ((await stored(database)) ?? 0) - 1
    expect(written).toBeGreaterThanOrEqual(count.acknowledged)
    expect(written).toBeLessThanOrEqual(count.acknowledged + count.unclear)
  })

  it('and is killed has kept all that was acknowledged, and is found again where it was', async () => {
    const database = await open(await createMariaDatabase(server.port))
    await insert(database, 'a')
    let acknowledged = 0
    const pressing = (async () => {
      for (;;) if (await write(database)) acknowledged += 1
    })()
    while (acknowledged < 50) await stored(database)
    process.kill(server.pid, 'SIGKILL')
    await expect(pressing).rejects.toThrow(DatabaseAway)
    await expect(stored(database)).rejects.toThrow(DatabaseAway)
    await server.close()
    server = await startMariaDb({ folder, port: server.port })
    await untilWritten(database)
    const written = ((await stored(database)) ?? 0) - 1
    // The one that was under way may have been written without anybody having been told.
    expect([acknowledged + 1, acknowledged + 2]).toContain(written)
  })
})
