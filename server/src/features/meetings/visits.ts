import type { Request } from 'express'
import { bearerOf } from '../../platform/http/bearer.ts'
import type { Access } from '../../platform/http/operation.ts'
import { digestOf } from '../../platform/http/strangerAccess.ts'
import { fail, succeed } from '../../platform/result.ts'

/** Whoever has opened a link, by what that was answered with: no token of a sign-in, and good for nothing else. */
export const VISIT: Access<string> = {
  scheme: 'visit',
  scope: null,
  async admit(request: Request) {
    const session = bearerOf(request)
    return session !== null && SESSION.test(session) ? succeed(session) : NO_VISIT
  },
  keyOf: digestOf,
  // All together first: whoever makes up sessions must not fill the memory with them.
  countsAgainst: session => [
    { by: 'everybody', key: 'all' },
    { by: 'session', key: digestOf(session) },
  ],
}

/** What doesn't look like one isn't looked for. */
const SESSION = /^[\w-]{20,100}$/

const NO_VISIT = fail(
  'unauthenticated',
  'Open a link of your own first. Discord gives you one: /kaltura-join.',
)
