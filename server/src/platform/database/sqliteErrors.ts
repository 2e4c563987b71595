import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import { DatabaseAway } from './databaseAway.ts'

/** How long a file that another process holds is waited for, and how often it is tried, ms. */
const BUSY_MS = 1_800
const TRY_EVERY_MS = 2

const BUSY = 'SQLITE_BUSY'

/** Held by another process, unreadable or full: no fault of what was asked. The low byte of the extended code. */
const AWAY: ReadonlyMap<number, string> = new Map([
  [5, BUSY],
  [6, 'SQLITE_LOCKED'],
  [10, 'SQLITE_IOERR'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
])
const PRIMARY_CODE = 0xff

const SqliteErrorSchema = z.object({ errcode: z.int() })

/** What to throw in place of what SQLite has thrown. */
function fromSqlite(error: unknown): unknown {
  const parsed = SqliteErrorSchema.safeParse(error)
  const reason = parsed.success ? AWAY.get(parsed.data.errcode & PRIMARY_CODE) : undefined
  return reason === undefined ? error : new DatabaseAway(reason)
}

/** Tries again while another process holds the file. SQLite itself would wait with everything else standing still. */
export async function whenFree<T>(work: () => T | Promise<T>): Promise<T> {
  const sinceMs = performance.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const problem = fromSqlite(error)
      const isBusy = problem instanceof DatabaseAway && problem.reason === BUSY
      if (!isBusy || performance.now() - sinceMs > BUSY_MS) throw problem
    }
    await setTimeout(TRY_EVERY_MS)
  }
}
