import {
  CompiledQuery,
  type Dialect,
  type Driver,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import { MysqlLine } from './mysqlLine.ts'
import type { MysqlPool } from './mysqlPool.ts'

/** The query builder's MySQL over connections that have an end to every wait. */
export const createMysqlDialect = (pool: MysqlPool): Dialect => ({
  createAdapter: () => new MysqlAdapter(),
  createDriver: () => createDriver(pool),
  createIntrospector: db => new MysqlIntrospector(db),
  createQueryCompiler: () => new MysqlQueryCompiler(),
})

function createDriver(pool: MysqlPool): Driver {
  return {
    async init() {},
    acquireConnection: () => pool.acquire(),
    async beginTransaction(connection, { isolationLevel }: TransactionSettings) {
      if (isolationLevel)
        await connection.executeQuery(CompiledQuery.raw(`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`))
      await connection.executeQuery(CompiledQuery.raw('START TRANSACTION'))
    },
    async commitTransaction(connection) {
      await connection.executeQuery(CompiledQuery.raw('COMMIT'))
    },
    async rollbackTransaction(connection) {
      if (connection instanceof MysqlLine) await connection.rollBack()
    },
    async releaseConnection(connection) {
      if (connection instanceof MysqlLine) connection.release()
    },
    destroy: () => pool.close(),
  }
}
