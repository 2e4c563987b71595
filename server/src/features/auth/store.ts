import { hash } from 'node:crypto'
import { RoleSchema } from '@kaltura-discord/shared/permissions/roles.ts'
import { SurfaceSchema } from '@kaltura-discord/shared/permissions/scopes.ts'
import * as z from 'zod'
import { parseScopes } from '../../platform/accessTokens.ts'
import type { Database } from '../../platform/database/openDatabase.ts'

const SignInSchema = z.object({
  id: z.string(),
  surface: SurfaceSchema,
  userId: z.string(),
  guildId: z.string().nullable(),
  instanceId: z.string().nullable(),
  serviceId: z.string().nullable(),
  scopes: z.string().transform(parseScopes),
  kalturaRole: RoleSchema.nullable(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  expiresAtMs: z.number(),
  endedAtMs: z.number().nullable(),
})
/** One sign-in of one person on one surface, with all refresh tokens that came from it. */
export type SignIn = z.infer<typeof SignInSchema>

/** One that begins. */
export interface AddedSignIn extends SignIn {
  /** Where the Activity runs; left out where nobody has said so. */
  readonly channelId?: string | null
}

export interface SignInStore {
  add(signIn: AddedSignIn, refreshToken: string, nowMs: number): Promise<void>
  get(signInId: string): Promise<SignIn | null>
  /** The sign-in a refresh token belongs to, whether the token has been used or not. */
  ofToken(refreshToken: string): Promise<SignIn | null>
  /** Replaces a refresh token by its successor; false when it had been replaced before. */
  rotate(change: Rotation, nowMs: number): Promise<boolean>
  end(signInId: string, nowMs: number): Promise<void>
  /** Ends all of a member's in one Activity; gives their ids. */
  endAllOf(member: { userId: string; instanceId: string }, nowMs: number): Promise<string[]>
  /** Those of these that hold no longer. */
  endedOf(signInIds: readonly string[]): Promise<string[]>
  /** Server and channel of an Activity, as those in it have proved; null where nobody has. */
  placeOf(instanceId: string): Promise<string | null>
  removeExpired(nowMs: number): Promise<void>
}

export interface Rotation {
  readonly signInId: string
  readonly used: string
  readonly successor: string
}

export function createSignInStore({ query }: Database): SignInStore {
  const signIns = () =>
    query
      .selectFrom('sign_ins')
      .select([
        'sign_ins.id',
        'surface',
        'user_id as userId',
        'guild_id as guildId',
        'instance_id as instanceId',
        'service_id as serviceId',
        'scopes',
        'kaltura_role as kalturaRole',
        'display_name as displayName',
        'avatar_url as avatarUrl',
        'expires_at_ms as expiresAtMs',
        'ended_at_ms as endedAtMs',
      ])
  const read = (row: unknown): SignIn | null => (row === undefined ? null : SignInSchema.parse(row))

  return {
    async add(signIn, refreshToken, nowMs) {
      await query.transaction().execute(async transaction => {
        await transaction.insertInto('sign_ins').values(rowOf(signIn, nowMs)).execute()
        await transaction.insertInto('refresh_tokens').values(freshToken(refreshToken, signIn.id)).execute()
      })
    },
    async get(signInId) {
      return read(await signIns().where('sign_ins.id', '=', signInId).executeTakeFirst())
    },
    async ofToken(refreshToken) {
      const row = await signIns()
        .innerJoin('refresh_tokens', 'refresh_tokens.sign_in_id', 'sign_ins.id')
        .where('refresh_tokens.hash', '=', hashOf(refreshToken))
        .executeTakeFirst()
      return read(row)
    },
    rotate: ({ signInId, used, successor }, nowMs) =>
      query.transaction().execute(async transaction => {
        const { numUpdatedRows } = await transaction
          .updateTable('refresh_tokens')
          .set({ used_at_ms: Math.round(nowMs) })
          .where('hash', '=', hashOf(used))
          .where('used_at_ms', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows !== 1n) return false
        await transaction.insertInto('refresh_tokens').values(freshToken(successor, signInId)).execute()
        return true
      }),
    async end(signInId, nowMs) {
      await query
        .updateTable('sign_ins')
        .set({ ended_at_ms: Math.round(nowMs) })
        .where('id', '=', signInId)
        .where('ended_at_ms', 'is', null)
        .execute()
    },
    async endAllOf({ userId, instanceId }, nowMs) {
      const open = await query
        .selectFrom('sign_ins')
        .select('id')
        .where('user_id', '=', userId)
        .where('instance_id', '=', instanceId)
        .where('ended_at_ms', 'is', null)
        .execute()
      await query
        .updateTable('sign_ins')
        .set({ ended_at_ms: Math.round(nowMs) })
        .where('user_id', '=', userId)
        .where('instance_id', '=', instanceId)
        .where('ended_at_ms', 'is', null)
        .execute()
      return open.map(({ id }) => id)
    },
    async endedOf(signInIds) {
      if (signInIds.length === 0) return []
      const holding = await query
        .selectFrom('sign_ins')
        .select('id')
        .where('id', 'in', signInIds)
        .where('ended_at_ms', 'is', null)
        .execute()
      const ids = new Set(holding.map(({ id }) => id))
      return signInIds.filter(id => !ids.has(id))
    },
    async placeOf(instanceId) {
      const row = await query
        .selectFrom('sign_ins')
        .select(['guild_id', 'channel_id'])
        .where('instance_id', '=', instanceId)
        .where('channel_id', 'is not', null)
        .orderBy('created_at_ms', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row ? `${row.guild_id ?? 'call'}/${row.channel_id}` : null
    },
    async removeExpired(nowMs) {
      await query.transaction().execute(async transaction => {
        const expired = transaction.selectFrom('sign_ins').select('id').where('expires_at_ms', '<', nowMs)
        await transaction.deleteFrom('refresh_tokens').where('sign_in_id', 'in', expired).execute()
        await transaction.deleteFrom('sign_ins').where('expires_at_ms', '<', nowMs).execute()
      })
    },
  }
}

const rowOf = (signIn: AddedSignIn, nowMs: number) => ({
  id: signIn.id,
  surface: signIn.surface,
  user_id: signIn.userId,
  guild_id: signIn.guildId,
  instance_id: signIn.instanceId,
  channel_id: signIn.channelId ?? null,
  service_id: signIn.serviceId,
  scopes: signIn.scopes.join(' '),
  kaltura_role: signIn.kalturaRole,
  display_name: signIn.displayName,
  avatar_url: signIn.avatarUrl,
  created_at_ms: Math.round(nowMs),
  expires_at_ms: Math.round(signIn.expiresAtMs),
  ended_at_ms: null,
})

/** Tokens are random, so a plain hash is enough to make a copy of the database worthless. */
const hashOf = (token: string) => hash('sha256', token)
const freshToken = (token: string, signInId: string) => ({
  hash: hashOf(token),
  sign_in_id: signInId,
  used_at_ms: null,
})
