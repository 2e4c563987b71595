import { createDatabaseProbe } from '../features/health/databaseProbe.ts'
import { createHealthOperations } from '../features/health/operations.ts'
import type { Operation } from '../platform/http/operation.ts'
import type { EventLoopDelay } from '../platform/metrics/eventLoopDelay.ts'
import type { Metrics } from '../platform/metrics/metrics.ts'
import { PACKAGE_VERSION } from '../platform/packageVersion.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Ground } from './ground.ts'

interface HealthParts {
  readonly ground: Ground
  readonly rooms: Rooms
  readonly metrics: Metrics
  readonly eventLoop: EventLoopDelay
  readonly draining: () => boolean
  readonly openSockets: () => number
}

export function assembleHealthOperations(parts: HealthParts): readonly Operation[] {
  const { ground, rooms, metrics, eventLoop, draining, openSockets } = parts
  const { config, clock, database } = ground
  const { connections } = rooms
  const ask = () => database.query.selectFrom('heartbeats').select('node').limit(1).execute()
  return createHealthOperations({
    version: PACKAGE_VERSION,
    environment: config.environment,
    draining,
    databaseAnswers: createDatabaseProbe(ask, clock),
    connections: () => ({ total: openSockets(), discord: 0, activity: connections.all().length }),
    rooms: () => connections.instances().map(id => ({ id, members: connections.of(id).length })),
    outside: () => outsideStates(metrics),
    eventLoopDelay: () => eventLoop.read(),
  })
}

const outsideStates = (metrics: Metrics) =>
  Object.fromEntries(
    Object.entries(metrics.circuits()).map(([target, state]) => [
      target,
      state === 'open' ? ('resting' as const) : ('up' as const),
    ]),
  )
