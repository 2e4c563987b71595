import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Database } from '../../platform/database/openDatabase.ts'

const SignInSchema = z.object({
  id: z.string(),
  userId: z.string(),
  instanceId: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  expiresAtMs: z.number(),
  endedAtMs: z.number().nullable(),
})
/** One sign-in of one person in one Activity, with all refresh tokens that came from it. */
export type SignIn = z.infer<typeof SignInSchema>

export interface SignInStore {
  add(signIn: SignIn, refreshToken: string, nowMs: number): Promise<void>
  get(signInId: string): Promise<SignIn | null>
  /** The sign-in a refresh token belongs to, whether the token has been used or not. */
  ofToken(refreshToken: string): Promise<SignIn | null>
  /** Replaces a refresh token by its successor; false when it had been replaced before. */
  rotate(used: string, successor: string, nowMs: number): Promise<boolean>
  end(signInId: string, nowMs: number): Promise<void>
  endAllOf(member: { userId: string; instanceId: string }, nowMs: number): Promise<void>
  removeExpired(nowMs: number): Promise<void>
}

export function createSignInStore({ query }: Database): SignInStore {
  const signIns = () =>
    query
      .selectFrom('sign_ins')
      .select([
        'sign_ins.id',
        'user_id as userId',
        'instance_id as instanceId',
        'display_name as displayName',
        'avatar_url as avatarUrl',
        'expires_at_ms as expiresAtMs',
        'ended_at_ms as endedAtMs',
      ])
  const read = (row: unknown): SignIn | null => (row === undefined ? null : SignInSchema.parse(row))

  return {
    async add(signIn, refreshToken, nowMs) {
      await query.transaction().execute(async transaction => {
        await transaction
          .insertInto('sign_ins')
          .values({
            id: signIn.id,
            user_id: signIn.userId,
            instance_id: signIn.instanceId,
            display_name: signIn.displayName,
            avatar_url: signIn.avatarUrl,
            created_at_ms: Math.round(nowMs),
            expires_at_ms: Math.round(signIn.expiresAtMs),
            ended_at_ms: null,
          })
          .execute()
        await transaction.insertInto('refresh_tokens').values(freshToken(refreshToken, signIn.id)).execute()
      })
    },
    async get(signInId) {
      return read(await signIns().where('sign_ins.id', '=', signInId).executeTakeFirst())
    },
    async ofToken(refreshToken) {
      const row = await signIns()
        .innerJoin('refresh_tokens', 'refresh_tokens.sign_in_id', 'sign_ins.id')
        .where('refresh_tokens.hash', '=', hash(refreshToken))
        .executeTakeFirst()
      return read(row)
    },
    rotate: (used, successor, nowMs) =>
      query.transaction().execute(async transaction => {
        const token = await transaction
          .updateTable('refresh_tokens')
          .set({ used_at_ms: Math.round(nowMs) })
          .where('hash', '=', hash(used))
          .where('used_at_ms', 'is', null)
          .returning('sign_in_id')
          .executeTakeFirst()
        if (!token) return false
        await transaction
          .insertInto('refresh_tokens')
          .values(freshToken(successor, token.sign_in_id))
          .execute()
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
      await query
        .updateTable('sign_ins')
        .set({ ended_at_ms: Math.round(nowMs) })
        .where('instance_id', '=', instanceId)
        .where('user_id', '=', userId)
        .where('ended_at_ms', 'is', null)
        .execute()
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

/** Tokens are random, so a plain hash is enough to make a copy of the database worthless. */
const hash = (token: string) => createHash('sha256').update(token).digest('hex')
const freshToken = (token: string, signInId: string) => ({
  hash: hash(token),
  sign_in_id: signInId,
  used_at_ms: null,
})
