import type { Scope } from '@kaltura-discord/shared/permissions/scopes.ts'
import { type Tokens, TokensSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { LRUCache } from 'lru-cache'
import * as z from 'zod'
import type { Logger } from '../platform/logger.ts'
import { type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import type { Secret } from '../platform/secret.ts'
import { isRefusal, readFailure, refusedHere } from './gatewayFailure.ts'
import type { SendToGateway } from './sendToGateway.ts'

/** For whom the other deployment is asked. */
export interface GatewayIdentity {
  readonly discordId: string
  readonly username: string
  readonly scopes: readonly Scope[]
}

/** Access tokens of the other deployment, one for each identity. */
export interface GatewayTokens {
  get(identity: GatewayIdentity): Promise<Result<string>>
  /** Another one, after this one was refused. */
  replace(identity: GatewayIdentity, refused: string): Promise<Result<string>>
}

interface GatewayTokensOptions {
  readonly send: SendToGateway
  readonly credential: Secret
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Members whose tokens are kept. */
const CAPACITY = 5_000
/** A token is replaced this long before it ends, ms. */
const RENEW_BEFORE_MS = 60_000
/** A credential that was refused is not tried again for this long, ms. */
const REFUSED_REST_MS = 30_000
/** Within what the call has that needs the token, ms. */
const DEADLINE_MS = 1_500

/** `POST auth/token`, as far as it matters here. */
const IssuedSchema = z.object({ token: z.string(), expiresAt: z.iso.datetime(), refreshToken: z.string() })

interface Held {
  readonly token: string
  readonly refreshToken: string
  readonly expiresAtMs: number
}

export function createGatewayTokens(options: GatewayTokensOptions): GatewayTokens {
  const { send, credential, clock, logger } = options
  const held = new LRUCache<string, Held>({ max: CAPACITY })
  const asking = new Map<string, Promise<Result<string>>>()
  let refusedUntilMs = 0

  /** At the same time one renewal of an identity's token is enough: a refresh token works once. */
  function renewOnce(identity: GatewayIdentity): Promise<Result<string>> {
    const key = keyOf(identity)
    const running = asking.get(key) ?? renew(identity, key).finally(() => asking.delete(key))
    asking.set(key, running)
    return running
  }

  async function renew(identity: GatewayIdentity, key: string): Promise<Result<string>> {
    const old = held.get(key)
    // Whatever comes of it, its refresh token may have been used up.
    held.delete(key)
    const renewed = (old && (await refresh(old.refreshToken))) ?? (await signIn(identity))
    if (!renewed.ok) return renewed
    held.set(key, renewed.value)
    return succeed(renewed.value.token)
  }

  /** Null where a new sign-in is what is left. */
  async function refresh(refreshToken: string): Promise<Result<Held> | null> {
    const answer = await send({
      operation: 'auth.refresh',
      path: '/auth/refresh',
      body: { refreshToken },
      // Sent twice it would look like a theft.
      idempotent: false,
      deadlineMs: DEADLINE_MS,
    })
    if (!answer.ok) return answer
    const tokens = answer.value.status === 200 ? TokensSchema.safeParse(answer.value.json) : null
    return tokens?.success ? succeed(fromTokens(tokens.data)) : null
  }

  async function signIn({ discordId, username, scopes }: GatewayIdentity): Promise<Result<Held>> {
    if (clock.nowMs() < refusedUntilMs) return refusedHere()
    const answer = await send({
      operation: 'auth.token',
      path: '/auth/token',
      token: credential.reveal(),
      body: { discordId, username, roles: [], audience: 'api', scopes },
      idempotent: true,
      deadlineMs: DEADLINE_MS,
    })
    if (!answer.ok) return answer
    if (isRefusal(answer.value)) return refuse(answer.value.status)
    const issued = answer.value.status === 200 ? IssuedSchema.safeParse(answer.value.json) : null
    if (!issued?.success) return readFailure(answer.value)
    const { token, expiresAt, refreshToken } = issued.data
    return succeed({ token, refreshToken, expiresAtMs: Date.parse(expiresAt) })
  }

  function refuse(status: number): Result<Held> {
    refusedUntilMs = clock.nowMs() + REFUSED_REST_MS
    logger.error('gateway.credential.refused', new Error(CREDENTIAL_REFUSED), { status })
    return refusedHere()
  }

  return {
    async get(identity) {
      const known = held.get(keyOf(identity))
      if (known && known.expiresAtMs - RENEW_BEFORE_MS > clock.nowMs()) return succeed(known.token)
      return renewOnce(identity)
    },
    async replace(identity, refused) {
      const known = held.get(keyOf(identity))
      return known && known.token !== refused ? succeed(known.token) : renewOnce(identity)
    },
  }
}

const CREDENTIAL_REFUSED =
  'The other deployment refuses API_GATEWAY_TOKEN. Create a service there that may read and play videos ' +
  '(pnpm admin service create --scope videos:read --scope videos:play), and set its credential here.'

const keyOf = ({ discordId, scopes }: GatewayIdentity) => `${discordId} ${scopes.join(' ')}`

const fromTokens = ({ accessToken, expiresAt, refreshToken }: Tokens): Held => ({
  token: accessToken,
  refreshToken,
  expiresAtMs: Date.parse(expiresAt),
})
