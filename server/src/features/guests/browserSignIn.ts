import { hash, randomBytes } from 'node:crypto'
import { JoinTokenSchema } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import type { Request } from 'express'
import * as z from 'zod'
import type { DiscordApi } from '../../discord/discordApi.ts'
import { cookieOf, setCookie } from '../../platform/http/cookies.ts'
import { parseJson } from '../../platform/parseJson.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { TokenBucket } from '../../platform/tokenBucket.ts'
import type { TokenVault } from '../../platform/tokenVault.ts'
import type { Person } from './guestDoor.ts'
import { BROWSER_SIGN_IN_MS, PERSON_MS } from './guestLimits.ts'

/** People who come back from Discord to a sign-in that they began, all together: each costs two questions there. */
const RETURNS = { burst: 100, perS: 10 } as const
/** Who somebody is, and nothing else. */
const SCOPE = 'identify'
const RANDOM_BYTES = 32
const MAX_NAME_LENGTH = 100

/** Where Discord sends people back to; stands in the portal as a redirect. */
export const BROWSER_REDIRECT_PATH = '/api/v1/auth/discord/browser'

const FlowSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  token: JoinTokenSchema,
  untilMs: z.number(),
})
const PersonSchema = z.object({
  userId: SnowflakeSchema,
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  untilMs: z.number(),
})
/** What Discord sends back; anything more is left unread. */
const ReturnSchema = z.object({
  code: z.string().min(1).max(512).optional(),
  state: z.string().min(1).max(512),
  error: z.string().max(100).optional(),
})

export interface Begun {
  readonly url: string
  readonly cookie: string
}

export interface Finished {
  /** A path of our own. */
  readonly location: string
  readonly cookies: readonly string[]
}

/**
 * Signing in with Discord in a full page: the code flow with PKCE. What is under way is kept in the browser that began
 * it, sealed, so that any node can finish it and nobody else's browser can. Discord's tokens stay in here, and are let
 * go as soon as they have said who somebody is.
 */
export interface BrowserSignIn {
  begin(token: string): Begun
  finish(request: Pick<Request, 'headers' | 'query'>): Promise<Finished>
  /** Who has just signed in, in the browser that asks. */
  personOf(request: Pick<Request, 'headers'>): Person | null
  /** Takes that back. */
  readonly forgetPerson: string
}

interface BrowserSignInOptions {
  readonly discord: Pick<DiscordApi, 'exchangeCode' | 'currentUser'>
  readonly vault: TokenVault
  readonly clock: RoomClock
  readonly clientId: string
  /** `https://discord.com/oauth2/authorize` */
  readonly authorizeUrl: string
  readonly publicUrl: string
}

export function createBrowserSignIn(options: BrowserSignInOptions): BrowserSignIn {
  const { discord, vault, clock, clientId, authorizeUrl, publicUrl } = options
  const redirectUri = `${publicUrl}${BROWSER_REDIRECT_PATH}`
  // Browsers take cookies of that name only over TLS and for this very host.
  const prefix = publicUrl.startsWith('https:') ? '__Host-' : ''
  const flowCookie = `${prefix}kd_sign_in`
  const personCookie = `${prefix}kd_person`
  const forgetFlow = setCookie({ name: flowCookie, value: '', lifeMs: 0 })

  function opened<T extends { untilMs: number }>(schema: z.ZodType<T>, sealed: string | null, name: string) {
    const text = sealed === null ? null : vault.open(sealed, name)
    const read = schema.safeParse(text === null ? null : parseJson(text))
    return read.success && read.data.untilMs > clock.nowMs() ? read.data : null
  }

  const returns = new TokenBucket(RETURNS, clock)

  async function identify(code: string, verifier: string): Promise<Person | null> {
    const grant = await discord.exchangeCode(code, verifier, redirectUri)
    const user = grant.ok ? await discord.currentUser(grant.value) : grant
    if (!user.ok) return null
    const { id, global_name, username, avatar } = user.value
    return {
      userId: id,
      displayName: (global_name ?? username).slice(0, MAX_NAME_LENGTH),
      avatarUrl: avatar ? `/api/v1/avatars/${id}/${avatar}` : null,
    }
  }

  function remember(person: Person): string {
    const sealed = vault.seal(JSON.stringify({ ...person, untilMs: clock.nowMs() + PERSON_MS }), personCookie)
    return setCookie({ name: personCookie, value: sealed, lifeMs: PERSON_MS })
  }

  return {
    begin(token) {
      const state = randomText()
      const verifier = randomText()
      const flow = { state, verifier, token, untilMs: clock.nowMs() + BROWSER_SIGN_IN_MS }
      const url = new URL(authorizeUrl)
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        scope: SCOPE,
        state,
        redirect_uri: redirectUri,
        code_challenge: hash('sha256', verifier, 'base64url'),
        code_challenge_method: 'S256',
      }).toString()
      const sealed = vault.seal(JSON.stringify(flow), flowCookie)
      const cookie = setCookie({ name: flowCookie, value: sealed, lifeMs: BROWSER_SIGN_IN_MS })
      return { url: url.toString(), cookie }
    },
    async finish(request) {
      const flow = opened(FlowSchema, cookieOf(request, flowCookie), flowCookie)
      const answer = ReturnSchema.safeParse(request.query)
      // Another browser's, or one that nobody here has begun: then there is no link to go back to either.
      if (flow === null || !answer.success || answer.data.state !== flow.state)
        return { location: '/join/?discord=failed', cookies: [forgetFlow] }
      const back = (how: string) => `/join/${flow.token}?discord=${how}`
      const { code } = answer.data
      if (code === undefined) return { location: back('refused'), cookies: [forgetFlow] }
      const person = returns.take() ? await identify(code, flow.verifier) : null
      if (person === null) return { location: back('failed'), cookies: [forgetFlow] }
      return { location: back('done'), cookies: [forgetFlow, remember(person)] }
    },
    personOf(request) {
      const person = opened(PersonSchema, cookieOf(request, personCookie), personCookie)
      if (person === null) return null
      const { untilMs: _, ...known } = person
      return known
    },
    forgetPerson: setCookie({ name: personCookie, value: '', lifeMs: 0 }),
  }
}

const randomText = () => randomBytes(RANDOM_BYTES).toString('base64url')
