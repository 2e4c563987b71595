import { randomBytes } from 'node:crypto'
import { openDatabase } from '../platform/database/openDatabase.ts'
import { createIdempotency } from '../platform/http/idempotency.ts'
import { createIdempotencyStore } from '../platform/http/idempotencyStore.ts'
import type { OperationGround } from '../platform/http/operation.ts'
import { createRequestLimits } from '../platform/http/requestLimits.ts'
import { createMetrics, type Metrics } from '../platform/metrics/metrics.ts'
import { createRoomClock, type RoomClock } from '../platform/roomClock.ts'
import { Secret } from '../platform/secret.ts'
import { createTokenVault } from '../platform/tokenVault.ts'

export interface TestGround {
  readonly ground: OperationGround
  readonly metrics: Metrics
  close(): Promise<void>
}

/** What operations stand on, with a database in memory. */
export async function createTestGround(clock: RoomClock = createRoomClock()): Promise<TestGround> {
  const database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  const current = new Secret(randomBytes(32).toString('hex'))
  const vault = createTokenVault({ current, previous: [], purpose: 'test' })
  const metrics = createMetrics({ sockets: () => 0, members: () => 0, rooms: () => 0 })
  return {
    ground: {
      limits: createRequestLimits({ onRefused: metrics.rateLimited }),
      idempotency: createIdempotency({ store: createIdempotencyStore(database), vault, clock }),
    },
    metrics,
    close: () => database.close(),
  }
}
