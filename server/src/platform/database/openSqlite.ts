import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely } from 'kysely'
import { migrate } from './migrate.ts'
import type { Database } from './openDatabase.ts'
import { createSqliteDialect } from './sqliteDialect.ts'
import { whenFree } from './sqliteErrors.ts'
import { SqliteWriter, StatementCache } from './sqliteWriter.ts'
import type { Tables } from './tables.ts'

/** How long SQLite itself waits for another process that holds the file; then we do, without standing still, ms. */
const BUSY_TIMEOUT_MS = 5
/** The log is moved into the file this often, ms, or when it has this many pages. */
const CHECKPOINT_EVERY_MS = 5_000
const CHECKPOINT_PAGES = 4_000

/** NORMAL with a write-ahead log: a killed process loses nothing (docs/adr/0002). */
const PRAGMAS = `
  PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
`

/** A file, created where there is none. */
export async function openSqlite(path: string): Promise<Database> {
  const sqlite = await openFile(path)
  const statements = new StatementCache(sqlite)
  const query = new Kysely<Tables>({ dialect: createSqliteDialect(adapt(sqlite, statements)) })
  try {
    await migrate(query)
  } catch (cause) {
    await query.destroy()
    throw new Error(`The database at ${path} can't be migrated`, { cause })
  }
  const writer = new SqliteWriter(sqlite, statements)
  const timer = setInterval(() => writer.checkpoint(), CHECKPOINT_EVERY_MS).unref()
  return {
    query,
    writer,
    readClock: null,
    async close() {
      clearInterval(timer)
      await query.destroy()
    },
  }
}

async function openFile(path: string): Promise<DatabaseSync> {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    const sqlite = new DatabaseSync(path)
    await whenFree(() => sqlite.exec(PRAGMAS))
    return sqlite
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown'
    throw new Error(`The database at ${path} (DATABASE_PATH) can't be opened: ${reason}`, { cause })
  }
}

/** Node's own SQLite behind the interface the query builder knows. */
function adapt(sqlite: DatabaseSync, statements: StatementCache) {
  return {
    close: () => sqlite.close(),
    prepare(sql: string) {
      const statement = statements.prepare(sql)
      return {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => statement.all(...toInputs(values)),
        run: (values: readonly unknown[]) => statement.run(...toInputs(values)),
        iterate: (values: readonly unknown[]) => statement.iterate(...toInputs(values)),
      }
    },
  }
}

/** What SQLite can store; anything else is a bug of ours. */
function toInputs(values: readonly unknown[]): SQLInputValue[] {
  return values.map(value => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value
    throw new TypeError(`SQLite can't store a ${typeof value}`)
  })
}
