import { isIPv6 } from 'node:net'
import type { Request } from 'express'
import type { LimitKey } from './requestLimits.ts'

interface Caller {
  readonly userId?: string | null
  readonly signInId?: string | null
  readonly instanceId?: string | null
  readonly serviceId?: string | null
}

/** What the requests of somebody who has signed in count against: the user, the session, the Activity. */
export function keysOfCaller({ userId, signInId, instanceId, serviceId }: Caller): LimitKey[] {
  return [
    ...(userId ? [{ by: 'user' as const, key: userId }] : []),
    ...(!userId && serviceId ? [{ by: 'service' as const, key: serviceId }] : []),
    ...(signInId ? [{ by: 'session' as const, key: signInId }] : []),
    ...(instanceId ? [{ by: 'instance' as const, key: instanceId }] : []),
  ]
}

/**
 * Where a request comes from, for operations that the Activity never asks for. Discord's proxy hides everybody behind
 * a few addresses of its own, and nothing in a request proves that it came through there; so it is the operation that
 * decides, and what a request says about itself (`X-Forwarded-For`, `CF-Worker` …) counts for nothing.
 */
export function keyOfAddress({ socket }: Pick<Request, 'socket'>): LimitKey {
  return { by: 'address', key: networkOf(socket.remoteAddress ?? '') }
}

/** Of IPv6 the first 64 bits: whoever has one address there has them all. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const first = groups(head)
  const last = tail === undefined ? [] : groups(tail)
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return `${[...first, ...(tail === undefined ? [] : zeros), ...last].slice(0, 4).join(':')}::/64`
}

const groups = (text: string) => (text === '' ? [] : text.split(':'))
