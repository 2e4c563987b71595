import type { Kysely } from 'kysely'
import type { Config } from '../../config.ts'
import type { GuardedWriter } from './guardedWriter.ts'
import { openMysql } from './openMysql.ts'
import { openSqlite } from './openSqlite.ts'
import type { Tables } from './tables.ts'

export interface Database {
  readonly query: Kysely<Tables>
  readonly writer: GuardedWriter
  /** Epoch ms by the database's own clock; null where that is this machine's. */
  readonly readClock: (() => Promise<number>) | null
  close(): Promise<void>
}

/** Opens the database and brings its tables up to date. */
export async function openDatabase(config: Config['database']): Promise<Database> {
  return config.kind === 'sqlite' ? openSqlite(config.path) : openMysql(config.url)
}
