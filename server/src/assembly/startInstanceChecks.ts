import type { SignIns } from '../features/auth/signIns.ts'
import type { Outside } from '../outside.ts'
import { succeed } from '../platform/result.ts'
import { InstanceChecks } from '../rooms/instanceChecks.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Ground } from './ground.ts'

interface CheckParts {
  readonly ground: Ground
  readonly rooms: Rooms
  readonly outside: Outside
  readonly signIns: SignIns
}

/** Whoever Discord no longer lists in the Activity is shown out, and stays out until the next sign-in. */
export function startInstanceChecks({ ground, rooms, outside, signIns }: CheckParts): InstanceChecks {
  const { logger, checkEveryMs: everyMs } = ground
  const checks = new InstanceChecks({
    connections: rooms.connections,
    everyMs,
    logger,
    participants: async instanceId => {
      const instance = await outside.discord.activityInstance(instanceId)
      return instance.ok ? succeed(instance.value?.users ?? []) : instance
    },
    remove: connection => {
      rooms.membership.removed(connection)
      const member = { userId: connection.memberId, instanceId: connection.instanceId }
      signIns.endAllOf(member).catch((error: unknown) => logger.error('auth.end.failed', error))
    },
  })
  checks.start()
  return checks
}
