import { RoleSchema } from '@kaltura-discord/shared/permissions/roles.ts'
import * as z from 'zod'
import { parseScopes } from '../../platform/accessTokens.ts'
import type { Database } from '../../platform/database/openDatabase.ts'

const ServiceSchema = z.object({
  id: z.string(),
  name: z.string(),
  secretHash: z.string(),
  scopes: z.string().transform(parseScopes),
  kalturaRole: RoleSchema,
  createdAtMs: z.number(),
  revokedAtMs: z.number().nullable(),
  lastUsedAtMs: z.number().nullable(),
})
/** A machine that may hand out tokens. */
export type Service = z.infer<typeof ServiceSchema>

export interface ServiceStore {
  add(service: Service): Promise<void>
  get(id: string): Promise<Service | null>
  /** The oldest first. */
  list(): Promise<Service[]>
  /** Its sign-ins end with it. Saying it again does no harm and ends what was left open. */
  revoke(id: string, nowMs: number): Promise<void>
  used(id: string, nowMs: number): Promise<void>
}

export function createServiceStore({ query }: Database): ServiceStore {
  const services = () =>
    query
      .selectFrom('services')
      .select([
        'id',
        'name',
        'secret_hash as secretHash',
        'scopes',
        'kaltura_role as kalturaRole',
        'created_at_ms as createdAtMs',
        'revoked_at_ms as revokedAtMs',
        'last_used_at_ms as lastUsedAtMs',
      ])

  return {
    async add(service) {
      const row = {
        id: service.id,
        name: service.name,
        secret_hash: service.secretHash,
        scopes: service.scopes.join(' '),
        kaltura_role: service.kalturaRole,
        created_at_ms: Math.round(service.createdAtMs),
        revoked_at_ms: null,
        last_used_at_ms: null,
      }
      await query.insertInto('services').values(row).execute()
    },
    async get(id) {
      const row = await services().where('id', '=', id).executeTakeFirst()
      return row ? ServiceSchema.parse(row) : null
    },
    async list() {
      const rows = await services().orderBy('created_at_ms').orderBy('id').execute()
      return rows.map(row => ServiceSchema.parse(row))
    },
    /** Not in one transaction: who signs in meanwhile and looks once more must find it revoked. */
    async revoke(id, nowMs) {
      await query
        .updateTable('services')
        .set({ revoked_at_ms: Math.round(nowMs) })
        .where('id', '=', id)
        .where('revoked_at_ms', 'is', null)
        .execute()
      await query
        .updateTable('sign_ins')
        .set({ ended_at_ms: Math.round(nowMs) })
        .where('service_id', '=', id)
        .where('ended_at_ms', 'is', null)
        .execute()
    },
    async used(id, nowMs) {
      await query
        .updateTable('services')
        .set({ last_used_at_ms: Math.round(nowMs) })
        .where('id', '=', id)
        .execute()
    },
  }
}
