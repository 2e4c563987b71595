import type { Fault, FaultService } from './faultSchema.ts'

export interface ActiveFault {
  readonly id: string
  readonly fault: Fault
  /** How many requests it has hit. */
  readonly hits: number
}

export interface FaultedRequest {
  readonly service: FaultService
  readonly method: string
  readonly pathAndQuery: string
  /** The person whose Activity sent it; null for the product's server. */
  readonly user: string | null
}

export interface FaultList {
  add(fault: Fault): string
  list(): readonly ActiveFault[]
  remove(id: string): boolean
  clear(): void
  /** The faults that hit this request, each now counted once. */
  take(request: FaultedRequest): readonly ActiveFault[]
}

export function createFaultList(): FaultList {
  const active = new Map<string, ActiveFault>()
  let lastId = 0
  function hit(entry: ActiveFault): ActiveFault {
    const counted = { ...entry, hits: entry.hits + 1 }
    const isSpent = entry.fault.times !== undefined && counted.hits >= entry.fault.times
    if (isSpent) active.delete(entry.id)
    else active.set(entry.id, counted)
    return counted
  }
  return {
    add(fault) {
      const id = `f${++lastId}`
      active.set(id, { id, fault, hits: 0 })
      return id
    },
    list: () => [...active.values()],
    remove: id => active.delete(id),
    clear: () => active.clear(),
    take: request => [...active.values()].filter(entry => matches(entry.fault, request)).map(hit),
  }
}

function matches(fault: Fault, request: FaultedRequest): boolean {
  if (fault.service !== request.service) return false
  if (fault.user !== undefined && fault.user !== request.user) return false
  if (fault.method !== undefined && fault.method !== request.method) return false
  return fault.pathContains === undefined || request.pathAndQuery.includes(fault.pathContains)
}
