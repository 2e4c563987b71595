import type { GuardedWrite, GuardedWriter, Statement } from './guardedWriter.ts'
import { isDeadlock } from './mysqlErrors.ts'
import type { MysqlLine } from './mysqlLine.ts'
import type { MysqlPool } from './mysqlPool.ts'

/**
 * The guard comes first, so that whoever changes the same row waits for nothing but its lock. Under READ COMMITTED
 * nothing between rows is locked.
 */
export class MysqlWriter implements GuardedWriter {
  readonly #pool: MysqlPool

  constructor(pool: MysqlPool) {
    this.#pool = pool
  }

  write(write: GuardedWrite): Promise<boolean> {
    return this.#pool.within(line => transact(line, write))
  }
}

async function transact(line: MysqlLine, { guard, rest }: GuardedWrite): Promise<boolean> {
  try {
    await line.run('START TRANSACTION')
    if ((await changedRows(line, guard)) !== 1) {
      await line.rollBack()
      return false
    }
    for (const { sql, values } of rest) await line.run(sql, values)
    await line.run('COMMIT')
    return true
  } catch (error) {
    await line.rollBack()
    if (isDeadlock(error)) return false
    throw error
  }
}

async function changedRows(line: MysqlLine, { sql, values }: Statement): Promise<number> {
  const answer = await line.run(sql, values)
  return Array.isArray(answer) ? 0 : answer.affectedRows
}
