import { randomBytes } from 'node:crypto'
import type { Tokens } from '@kaltura-discord/shared/protocol/http.ts'
import { LRUCache } from 'lru-cache'
import type { AccessTokens, Identity } from '../../platform/accessTokens.ts'
import type { Logger } from '../../platform/logger.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { SignInWatch } from './signInWatch.ts'
import type { MayGoOn } from './staysInActivity.ts'
import type { AddedSignIn, SignIn, SignInStore } from './store.ts'

/** How long somebody can stay signed in without being asked again, ms. */
const SIGN_IN_MS = 12 * 3_600_000
const REFRESH_TOKEN_BYTES = 32
/** A sign-in that was found to hold is taken to hold for so long, ms: most requests ask about the same few. */
const KNOWN_TO_HOLD_MS = 1_000
const KNOWN_TO_HOLD = 10_000

export type NewSignIn = Omit<AddedSignIn, 'id' | 'expiresAtMs' | 'endedAtMs'>

export interface SignIns {
  /** `untilMs`: sooner than usual, epoch ms. */
  open(who: NewSignIn, untilMs?: number): Promise<{ signInId: string; tokens: Tokens }>
  refresh(refreshToken: string): Promise<Result<Tokens>>
  /** Whether it still holds; asked at every request and before a socket opens. */
  holds(identity: Pick<Identity, 'signInId'>): Promise<boolean>
  end(signInId: string): Promise<void>
  /** No token of this member's sign-ins gets anybody in any more. */
  endAllOf(member: { userId: string; instanceId: string }): Promise<void>
  /** The database holds these no longer. */
  ended(signInIds: readonly string[]): void
  /** Calls back once when a sign-in has ended. Returns how to stop. */
  watch(signInId: string, onEnded: () => void): () => void
  close(): void
}

interface SignInsOptions {
  readonly store: SignInStore
  readonly tokens: AccessTokens
  /** Asked before each refresh. */
  readonly mayGoOn: MayGoOn
  readonly clock: RoomClock
  readonly newId: () => string
  readonly logger: Logger
}

const signInAgain = () => fail('unauthenticated', 'This sign-in has ended. Sign in again.')

/** Sign-ins of all surfaces: what came of one ends with it. */
export function createSignIns(options: SignInsOptions): SignIns {
  const { store, tokens, mayGoOn, clock, newId, logger } = options
  const held = new LRUCache<string, SignIn>({ max: KNOWN_TO_HOLD, ttl: KNOWN_TO_HOLD_MS })
  const watch = new SignInWatch({ store, logger, onEnded: id => held.delete(id) })

  async function issue(signIn: SignIn, refreshToken: string): Promise<Tokens> {
    const access = await tokens.issue({ ...signIn, signInId: signIn.id })
    const expiresAt = new Date(access.expiresAtMs).toISOString()
    return { accessToken: access.token, expiresAt, refreshToken }
  }

  const isOpen = (signIn: SignIn) => signIn.endedAtMs === null && signIn.expiresAtMs > clock.nowMs()

  async function end(signInId: string): Promise<void> {
    await store.end(signInId, clock.nowMs())
    watch.ended([signInId])
  }

  return {
    async open(who, untilMs = Number.POSITIVE_INFINITY) {
      const nowMs = clock.nowMs()
      const expiresAtMs = Math.min(untilMs, nowMs + SIGN_IN_MS)
      const signIn = { ...who, id: newId(), expiresAtMs, endedAtMs: null }
      const refreshToken = newRefreshToken()
      await store.add(signIn, refreshToken, nowMs)
      return { signInId: signIn.id, tokens: await issue(signIn, refreshToken) }
    },

    async refresh(refreshToken) {
      const signIn = await store.ofToken(refreshToken)
      if (!signIn || !isOpen(signIn)) return signInAgain()
      // Not ended yet: Discord's list may lag behind, and they may come back.
      const goesOn = await mayGoOn(signIn)
      if (!goesOn.ok) return goesOn
      const rotation = { signInId: signIn.id, used: refreshToken, successor: newRefreshToken() }
      if (!(await store.rotate(rotation, clock.nowMs()))) {
        // Used twice: one of the two users is a thief, and we can't tell which.
        await end(signIn.id)
        logger.warn('auth.refresh.reused', { userId: signIn.userId, signInId: signIn.id })
        return signInAgain()
      }
      return succeed(await issue(signIn, rotation.successor))
    },

    async holds({ signInId }) {
      const known = held.get(signInId)
      if (known) return isOpen(known)
      const signIn = await store.get(signInId)
      if (!signIn || !isOpen(signIn)) return false
      held.set(signInId, signIn)
      return true
    },

    end,

    async endAllOf(member) {
      watch.ended(await store.endAllOf(member, clock.nowMs()))
    },

    ended: signInIds => watch.ended(signInIds),
    watch: (signInId, onEnded) => watch.watch(signInId, onEnded),
    close: () => watch.close(),
  }
}

const newRefreshToken = () => randomBytes(REFRESH_TOKEN_BYTES).toString('base64url')
