import * as z from 'zod'
import { DatabaseAway } from './databaseAway.ts'

/** The server has refused a statement: a duplicate key, for instance, or a bug of ours. */
export class MysqlError extends Error {
  override readonly name = 'MysqlError'
  readonly errno: number

  constructor(code: string, errno: number) {
    // The server's own words repeat what was to be stored.
    super(`The database has refused a statement: ${code} (${errno})`)
    this.errno = errno
  }
}

/**
 * Refusals that have nothing to do with the statement: too many connections, no access (any more), shutting down,
 * host blocked, network, lock held for too long or crosswise, interrupted, read-only, disk full, connection killed.
 */
const AWAY = new Set([
  1021, 1040, 1041, 1042, 1043, 1044, 1045, 1049, 1053, 1114, 1129, 1158, 1159, 1160, 1161, 1203, 1205, 1213,
  1226, 1290, 1317, 1698, 1792, 1836, 1927, 1969, 3024,
])
/** Two wanted the same rows crosswise, or in a cluster another node has committed first: undone as a whole. */
const DEADLOCK = 'ER_LOCK_DEADLOCK'

const RefusalSchema = z.object({ code: z.string(), errno: z.int().positive(), sqlState: z.string() })
const NamedSchema = z.object({ code: z.string() })

/** What to throw in place of what the driver has thrown: its errors name the address and what was sent. */
export function fromMysql(error: unknown): Error {
  if (error instanceof DatabaseAway || error instanceof MysqlError) return error
  // Not the driver's, but a bug of ours.
  if (error instanceof TypeError) return error
  const refusal = RefusalSchema.safeParse(error)
  if (!refusal.success) return new DatabaseAway(NamedSchema.safeParse(error).data?.code ?? 'connection lost')
  const { code, errno } = refusal.data
  return AWAY.has(errno) ? new DatabaseAway(code) : new MysqlError(code, errno)
}

/** Whether the database itself has let somebody else go first; nothing of ours is left then. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof DatabaseAway && error.reason === DEADLOCK
