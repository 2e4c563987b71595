import {
  BrowserSignInBegunSchema,
  BrowserSignInSchema,
  GuestSignedInSchema,
  JoinRoomSchema,
} from '@kaltura-discord/shared/protocol/http/guests.ts'
import type { Request } from 'express'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Access, Operation } from '../../platform/http/operation.ts'
import { anybodyBy, digestOf } from '../../platform/http/strangerAccess.ts'
import { fail, succeed } from '../../platform/result.ts'
import type { BrowserSignIn } from './browserSignIn.ts'
import type { GuestDoor, Person } from './guestDoor.ts'

/** Tries with one link, and with all: a full room that comes at once, and then some. */
const ROOM_JOINS = { points: 60, perS: 60, ofAll: 3_000 } as const
const SIGN_IN_BEGINNINGS = { points: 60, perS: 60, ofAll: 3_000 } as const

const NO_WAY_IN = ['guests_off', 'link_spent', 'link_used', 'link_expired', 'link_revoked'] as const

const OURS = 'For the page at `/join/…` of this server, and of no use to anybody else.'

interface Browser {
  readonly person: Person | null
  setCookie(cookie: string): void
}

/** Anybody, counted by the link they have, with what the browser knows of who they are. */
function byLink(signIn: BrowserSignIn): Access<Browser> {
  const stranger = anybodyBy(JoinRoomSchema.pick({ token: true }), ({ token }) => digestOf(token))
  return {
    scheme: 'none',
    scope: null,
    admit: async (request: Request) =>
      succeed({
        person: signIn.personOf(request),
        setCookie: cookie => void request.res?.append('Set-Cookie', cookie),
      }),
    keyOf: (_browser, request) => stranger.keyOf(null, request),
    countsAgainst: (_browser, request) => stranger.countsAgainst?.(null, request) ?? [],
  }
}

/** What the page behind a link into a room asks for. */
export function createDoorOperations(door: GuestDoor, signIn: BrowserSignIn): readonly Operation[] {
  const common = { method: 'post', tag: 'rooms', access: byLink(signIn) } as const
  return [
    defineOperation({
      ...common,
      id: 'auth.browser.begin',
      path: '/auth/discord/browser/begin',
      summary: 'Begin to sign in with Discord in a browser',
      description: `${OURS} What is under way is kept in a cookie of the browser.`,
      errors: [...NO_WAY_IN],
      limit: SIGN_IN_BEGINNINGS,
      body: BrowserSignInSchema,
      answer: BrowserSignInBegunSchema,
      async handle({ body: { token }, caller }) {
        const holds = await door.holds(token)
        if (!holds.ok) return holds
        const { url, cookie } = signIn.begin(token)
        caller.setCookie(cookie)
        return succeed({ url })
      },
    }),
    defineOperation({
      ...common,
      id: 'join.room',
      path: '/join/room',
      summary: 'Go into the room that a link leads to',
      description: `${OURS} It spends one use of the link.`,
      errors: ['unauthenticated', ...NO_WAY_IN, 'name_taken', 'room_empty', 'room_full'],
      limit: ROOM_JOINS,
      body: JoinRoomSchema,
      answer: GuestSignedInSchema,
      async handle({ body: { token, name }, caller }) {
        if (name !== undefined) return door.enter(token, { kind: 'name', name })
        if (caller.person === null) return NOBODY
        const entered = await door.enter(token, { kind: 'person', person: caller.person })
        // Good for going in once.
        if (entered.ok) caller.setCookie(signIn.forgetPerson)
        return entered
      },
    }),
  ]
}

const NOBODY = fail('unauthenticated', 'Continue with Discord first, so that the others know who you are.')
