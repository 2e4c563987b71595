import { hash, randomUUID } from 'node:crypto'
import { ERRORS, WireErrorSchema } from '@kaltura-discord/shared/protocol/errors.ts'
import * as z from 'zod'
import { fail, type Result } from '../result.ts'
import type { RoomClock } from '../roomClock.ts'
import type { TokenVault } from '../tokenVault.ts'
import type { IdempotencyStore } from './idempotencyStore.ts'

/** What a caller names one thing that it wants done once. */
export interface Attempt {
  readonly operation: string
  readonly caller: string
  readonly key: string
}

export interface Outcome<A> {
  readonly result: Result<A>
  /** It is the answer of an earlier attempt. */
  readonly replayed: boolean
}

export interface Idempotency {
  /** Acts unless this attempt has been made with the same input; then its answer is given again. */
  once<A>(attempt: Attempt, input: unknown, act: () => Promise<Result<A>>): Promise<Outcome<A>>
  /** Forgets what has been kept long enough. */
  removeExpired(): Promise<void>
}

/** How long an answer is given again, ms. */
export const KEPT_MS = 24 * 3_600_000
/** One that acts for longer has died, and the next one may act, ms. */
export const ACTING_MS = 60_000
const RETRY_AFTER_S = 1

const KeptSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: WireErrorSchema }),
])

interface IdempotencyOptions {
  readonly store: IdempotencyStore
  /** Answers can hold sessions and tokens, so they are sealed. */
  readonly vault: TokenVault
  readonly clock: RoomClock
}

export function createIdempotency({ store, vault, clock }: IdempotencyOptions): Idempotency {
  async function actAndKeep<A>(claim: { key: string; owner: string }, act: () => Promise<Result<A>>) {
    const result = await act().catch(async (error: unknown) => {
      await store.release(claim)
      throw error
    })
    const again = !result.ok && ERRORS[result.error.code].retryable
    if (again) await store.release(claim)
    else await store.keep(claim, vault.seal(JSON.stringify(result), boundTo(claim.key)))
    return { result, replayed: false }
  }

  /** Null when it was sealed under a key that is gone. */
  function open<A>(key: string, sealed: string): Outcome<A> | null {
    const text = vault.open(sealed, boundTo(key))
    if (text === null) return null
    // We have written and sealed it ourselves, under this operation's name.
    const result = KeptSchema.parse(JSON.parse(text)) as Result<A>
    return { result, replayed: true }
  }

  return {
    async once<A>(attempt: Attempt, input: unknown, act: () => Promise<Result<A>>): Promise<Outcome<A>> {
      const key = digest([attempt.operation, attempt.caller, attempt.key])
      const claim = { key, owner: randomUUID() }
      const nowMs = Math.floor(clock.nowMs())
      const times = { nowMs, actingUntilMs: nowMs + ACTING_MS, expiresAtMs: nowMs + KEPT_MS }
      const claimed = await store.claim({ ...claim, ...times, fingerprint: digest(input) })
      if (claimed.state === 'ours') return actAndKeep(claim, act)
      if (claimed.state === 'done') return open<A>(key, claimed.sealed) ?? UNREADABLE
      return claimed.state === 'acting' ? ACTING : REUSED
    },
    removeExpired: () => store.removeExpired(Math.floor(clock.nowMs())),
  }
}

/** A sealed answer opens in its own row only. */
const boundTo = (key: string) => `idempotency_keys/${key}/answer`

const digest = (value: unknown) => hash('sha256', JSON.stringify(value))

const notActing = (failure: Result<never>): Outcome<never> => ({ result: failure, replayed: false })
const field = 'Idempotency-Key'

const ACTING = notActing(
  fail(
    'conflict',
    'The first request with this Idempotency-Key is still being worked on. Try again shortly.',
    {
      field,
      retryAfterS: RETRY_AFTER_S,
    },
  ),
)
const REUSED = notActing(
  fail('idempotency_key_reused', 'This Idempotency-Key came with another request before. Take a new one.', {
    field,
  }),
)
const UNREADABLE = notActing(
  fail(
    'idempotency_key_reused',
    'The answer to the first request with this Idempotency-Key can not be read any more. Take a new one.',
    { field },
  ),
)
