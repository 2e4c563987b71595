import { isDuplicateKey } from '../database/duplicateKey.ts'
import type { Database } from '../database/openDatabase.ts'

export interface Claim {
  readonly key: string
  /** Tells this attempt from every other. */
  readonly owner: string
}

export interface ClaimRequest extends Claim {
  readonly fingerprint: string
  readonly nowMs: number
  readonly actingUntilMs: number
  readonly expiresAtMs: number
}

export type Claimed =
  | { readonly state: 'ours' }
  | { readonly state: 'done'; readonly sealed: string }
  /** Somebody is at it. */
  | { readonly state: 'acting' }
  /** The key was used for something else. */
  | { readonly state: 'other' }

export interface IdempotencyStore {
  claim(request: ClaimRequest): Promise<Claimed>
  /** Keeps the answer, unless somebody else has taken over meanwhile. */
  keep(claim: Claim, sealed: string): Promise<void>
  /** As if there had been no attempt. */
  release(claim: Claim): Promise<void>
  removeExpired(nowMs: number): Promise<void>
}

/** Rows that vanish between two looks at them make us look again, and no more often than this. */
const MAX_LOOKS = 5

export function createIdempotencyStore({ query }: Pick<Database, 'query'>): IdempotencyStore {
  async function insert({ key, owner, fingerprint, actingUntilMs, expiresAtMs }: ClaimRequest) {
    const row = {
      key_hash: key,
      owner,
      fingerprint,
      acting_until_ms: actingUntilMs,
      expires_at_ms: expiresAtMs,
    }
    try {
      await query
        .insertInto('idempotency_keys')
        .values({ ...row, answer: null })
        .execute()
      return true
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }

  const find = (key: string) =>
    query.selectFrom('idempotency_keys').selectAll().where('key_hash', '=', key).executeTakeFirst()

  const remove = (key: string, owner: string) =>
    query.deleteFrom('idempotency_keys').where('key_hash', '=', key).where('owner', '=', owner).execute()

  /** True for the one of all who try that comes first. */
  async function takeOver({ key, owner, actingUntilMs }: ClaimRequest, from: string): Promise<boolean> {
    const { numUpdatedRows } = await query
      .updateTable('idempotency_keys')
      .set({ owner, acting_until_ms: actingUntilMs })
      .where('key_hash', '=', key)
      .where('owner', '=', from)
      .where('answer', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  /** Null where there is nothing any more, so that an insert can be tried again. */
  async function look(request: ClaimRequest): Promise<Claimed | null> {
    const row = await find(request.key)
    if (!row) return null
    if (Number(row.expires_at_ms) <= request.nowMs) {
      await remove(request.key, row.owner)
      return null
    }
    if (row.fingerprint !== request.fingerprint) return { state: 'other' }
    if (row.answer !== null) return { state: 'done', sealed: row.answer }
    const isDead = Number(row.acting_until_ms) <= request.nowMs
    return isDead && (await takeOver(request, row.owner)) ? { state: 'ours' } : { state: 'acting' }
  }

  return {
    async claim(request) {
      for (let looks = 0; looks < MAX_LOOKS; looks++) {
        if (await insert(request)) return { state: 'ours' }
        const found = await look(request)
        if (found) return found
      }
      return { state: 'acting' }
    },

    async keep({ key, owner }, sealed) {
      await query
        .updateTable('idempotency_keys')
        .set({ answer: sealed })
        .where('key_hash', '=', key)
        .where('owner', '=', owner)
        .execute()
    },

    async release({ key, owner }) {
      await remove(key, owner)
    },

    async removeExpired(nowMs) {
      await query.deleteFrom('idempotency_keys').where('expires_at_ms', '<=', nowMs).execute()
    },
  }
}
