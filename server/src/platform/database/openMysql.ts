import { Kysely } from 'kysely'
import type { PoolOptions } from 'mysql2'
import * as z from 'zod'
import type { Secret } from '../secret.ts'
import { DatabaseAway } from './databaseAway.ts'
import { migrate } from './migrate.ts'
import { readAddress } from './mysqlAddress.ts'
import { createMysqlDialect } from './mysqlDriver.ts'
import { MysqlError } from './mysqlErrors.ts'
import { MysqlPool } from './mysqlPool.ts'
import { mysqlSchema } from './mysqlSchema.ts'
import { MysqlWriter } from './mysqlWriter.ts'
import type { Database } from './openDatabase.ts'
import type { Tables } from './tables.ts'

/** Tables of a long history change slowly, and another process may be at it, ms. */
const MIGRATION_PATIENCE_MS = 600_000

const ClockSchema = z.tuple([z.object({ nowMs: z.coerce.number() })])

/** A MySQL or MariaDB that several processes share. */
export async function openMysql(url: Secret): Promise<Database> {
  const address = readAddress(url)
  await bringUpToDate(address)
  const pool = new MysqlPool({ address })
  const query = new Kysely<Tables>({ dialect: createMysqlDialect(pool) })
  return {
    query,
    writer: new MysqlWriter(pool),
    readClock: async () => {
      const answer = await pool.within(line => line.run('SELECT UNIX_TIMESTAMP(NOW(6)) * 1000 AS nowMs'))
      return ClockSchema.parse(answer)[0].nowMs
    },
    async close() {
      await query.destroy()
      // The query builder leaves it open where it has never been used.
      await pool.close()
    },
  }
}

async function bringUpToDate(address: PoolOptions): Promise<void> {
  const pool = new MysqlPool({ address, patienceMs: MIGRATION_PATIENCE_MS })
  const dialect = createMysqlDialect(pool)
  try {
    await migrate(new Kysely({ dialect, plugins: [mysqlSchema] }))
  } catch (error) {
    throw new Error(explain(error))
  } finally {
    await pool.close()
  }
}

/** Nothing of the cause goes on: it may repeat the address. */
function explain(error: unknown): string {
  const nameless = `leave DATABASE_URL out to keep everything in a file`
  if (error instanceof DatabaseAway)
    return `The database that DATABASE_URL names can't be reached (${error.reason}). Start it, or correct the address, the user or the password; or ${nameless}.`
  const reason = error instanceof MysqlError ? error.message : 'unknown'
  return `The database that DATABASE_URL names can't be migrated: ${reason}. Its user needs the rights to create and change tables there.`
}
