import type { Role } from '@kaltura-discord/shared/permissions/roles.ts'
import type { Scope } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { ServiceIdentity } from '../../platform/http/serviceAccess.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { createCredential, hashCredential, isSameHash, serviceIdOf } from './credential.ts'
import type { Service, ServiceStore } from './store.ts'

/** How exactly it is known when a service was last used, ms: not every request is worth a write. */
const USED_WITHIN_MS = 60_000

export interface NewService {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly kalturaRole: Role
}

export interface Services {
  /** The credential is given here and never again. */
  create(service: NewService): Promise<{ service: Service; credential: string }>
  list(): Promise<Service[]>
  /** The service as it was before; null when there is none of that id. */
  revoke(id: string): Promise<Service | null>
  authenticate(credential: string): Promise<ServiceIdentity | null>
  /** Whether it hasn't been revoked. */
  holds(id: string): Promise<boolean>
}

export function createServices(store: ServiceStore, clock: RoomClock): Services {
  return {
    async create({ name, scopes, kalturaRole }) {
      const { id, credential } = createCredential()
      const service = {
        id,
        name,
        secretHash: hashCredential(credential),
        scopes: [...new Set(scopes)],
        kalturaRole,
        createdAtMs: Math.round(clock.nowMs()),
        revokedAtMs: null,
        lastUsedAtMs: null,
      }
      await store.add(service)
      return { service, credential }
    },

    list: () => store.list(),

    async revoke(id) {
      const service = await store.get(id)
      if (service) await store.revoke(id, clock.nowMs())
      return service
    },

    async authenticate(credential) {
      const id = serviceIdOf(credential)
      const service = id === null ? null : await store.get(id)
      if (!service || service.revokedAtMs !== null) return null
      if (!isSameHash(service.secretHash, hashCredential(credential))) return null
      const nowMs = clock.nowMs()
      if (nowMs - (service.lastUsedAtMs ?? 0) > USED_WITHIN_MS) await store.used(service.id, nowMs)
      return service
    },

    async holds(id) {
      const service = await store.get(id)
      return service !== null && service.revokedAtMs === null
    },
  }
}
