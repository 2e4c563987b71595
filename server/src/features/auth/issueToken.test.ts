import { TokenRequestSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { expect, it } from 'vitest'
import { createLogger } from '../../platform/logger.ts'
import { fail, succeed } from '../../platform/result.ts'
import { createServiceTokens } from './serviceTokens.ts'

const service = { id: 's', name: 'Test', scopes: ['videos:play'], kalturaRole: 'viewer' } as const
const request = TokenRequestSchema.parse({ discordId: '1400000000000000001', username: 'ana', roles: [] })
const session = { ks: 'ks', partnerId: 1, userId: 'u', expiry: 1, privileges: '' }
const tokens = { accessToken: 'a', expiresAt: '2027-01-01T00:00:00.000Z', refreshToken: 'r' }

/** What has been done to sign-ins, in order. */
function issuer(parts: { revoked: boolean; kalturaAway: boolean }) {
  const done: string[] = []
  const issueToken = createServiceTokens({
    signIns: {
      async open() {
        done.push('open')
        return { signInId: 'id', tokens }
      },
      async end(id) {
        done.push(`end ${id}`)
      },
    },
    startUserSession: async () =>
      parts.kalturaAway ? fail('kaltura_unavailable', 'Kaltura is away.') : succeed(session),
    roleOf: () => 'viewer',
    serviceHolds: async () => !parts.revoked,
    logger: createLogger({ level: 'silent', secrets: [] }),
  })
  return { issueToken, done }
}

it('a token that was asked for while its service was being revoked is not handed out (ID4)', async () => {
  const { issueToken, done } = issuer({ revoked: true, kalturaAway: false })
  expect(await issueToken(service, request)).toMatchObject({ ok: false, error: { code: 'unauthenticated' } })
  expect(done).toEqual(['open', 'end id'])
})

it('while Kaltura is away nothing is kept, and nothing is held back that needs no session', async () => {
  const { issueToken, done } = issuer({ revoked: false, kalturaAway: true })
  expect(await issueToken(service, request)).toMatchObject({
    ok: false,
    error: { code: 'kaltura_unavailable' },
  })
  expect(done).toEqual([])
  expect((await issueToken(service, { ...request, scopes: [] })).ok).toBe(true)
})
