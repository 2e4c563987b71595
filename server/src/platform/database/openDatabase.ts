import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations.ts'
import { SqliteWriter, StatementCache } from './sqliteWriter.ts'
import type { Tables } from './tables.ts'

export interface Database {
  readonly query: Kysely<Tables>
  readonly writer: SqliteWriter
  close(): Promise<void>
}

/** How long a writer waits for another process that holds the file, ms. */
const BUSY_TIMEOUT_MS = 2_000
/** The log is moved into the file this often, ms, or when it has this many pages. */
const CHECKPOINT_EVERY_MS = 5_000
const CHECKPOINT_PAGES = 4_000

/** NORMAL with a write-ahead log: a killed process loses nothing (docs/adr/0002). */
const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
  PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
`

/** Opens the file, creating it where there is none, and brings its tables up to date. */
export async function openDatabase(path: string): Promise<Database> {
  const sqlite = openFile(path)
  const statements = new StatementCache(sqlite)
  const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(sqlite, statements) }) })
  await migrate(query, path)
  const writer = new SqliteWriter(sqlite, statements)
  const timer = setInterval(() => writer.checkpoint(), CHECKPOINT_EVERY_MS).unref()
  return {
    query,
    writer,
    async close() {
      clearInterval(timer)
      await query.destroy()
    },
  }
}

function openFile(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    const sqlite = new DatabaseSync(path)
    sqlite.exec(PRAGMAS)
    return sqlite
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown'
    throw new Error(`The database at ${path} (DATABASE_PATH) can't be opened: ${reason}`, { cause })
  }
}

async function migrate(db: Kysely<Tables>, path: string): Promise<void> {
  const provider = { getMigrations: async () => migrations }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error !== undefined) throw new Error(`The database at ${path} can't be migrated`, { cause: error })
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
