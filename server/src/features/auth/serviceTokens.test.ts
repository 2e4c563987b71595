import { ACTIVITY_SCOPES } from '@kaltura-discord/shared/permissions/scopes.ts'
import {
  type IssuedToken,
  IssuedTokenSchema,
  ProblemSchema,
  TokensSchema,
  ValidationSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { decodeKs } from '../../../../sandbox/src/kaltura/ks.ts'
import { runAdmin } from '../../admin/runAdmin.ts'
import { openSocket, postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
let gate: Created
/** May list what there is, and make nobody more than a viewer. */
let small: Created

const CreatedSchema = z.object({ id: z.string(), credential: z.string() })
type Created = z.infer<typeof CreatedSchema>

const admin = async (line: string) => (await runAdmin(line.split(' '), product.environment)).output
const create = async (options: string) =>
  CreatedSchema.parse(JSON.parse(await admin(`service create --json --name Test ${options}`)))

beforeAll(async () => {
  product = await startTestProduct()
  gate = await create('--scope videos:read --scope videos:play --scope config:read --role moderator')
  small = await create('--scope videos:read')
})
afterAll(() => product.close())
afterEach(() => product.sandbox.faults.clear())

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  postJson(`${product.url}/api/v1/auth/${path}`, body, headers)
const videos = (token: string) => fetch(`${product.url}/api/v1/videos`, { headers: bearer(token) })
const problemOf = async (response: Response) => ProblemSchema.parse(await response.json())

const ANA = { discordId: '1400000000000000001', username: 'ana', roles: ['admin', 'moderator'] }

async function issue(more: object = {}, service = gate): Promise<IssuedToken> {
  const response = await post('token', { ...ANA, ...more }, bearer(service.credential))
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
  return IssuedTokenSchema.parse(await response.json())
}

describe('POST auth/token', () => {
  it('answers a service in the shape it is known for, with no more than the service has (ID4)', async () => {
    const before = Math.floor(Date.now() / 1000)
    const issued = await issue()
    expect(issued.user).toEqual({
      discordId: ANA.discordId,
      discordUsername: 'ana',
      kalturaUserId: 'discord_1400000000000000001',
      kalturaRole: 'moderator',
    })
    expect(issued.scopes).toEqual(['videos:read', 'videos:play', 'config:read'])
    expect(issued.kalturaSession).toMatchObject({
      partnerId: product.environment['KALTURA_PARTNER_ID'],
      userId: 'discord_1400000000000000001',
      privileges: 'setrole:PLAYBACK_BASE_ROLE',
    })
    expect(issued.kalturaSession?.expiry).toBeGreaterThan(before)
    const secret = product.environment['KALTURA_ADMIN_SECRET'] ?? ''
    const ks = decodeKs(issued.kalturaSession?.ks ?? '', secret)
    expect([ks?.type, ks?.userId, [...(ks?.privileges ?? [])]]).toEqual([
      0,
      'discord_1400000000000000001',
      [['setrole', 'PLAYBACK_BASE_ROLE']],
    ])
    expect((await videos(issued.token)).status).toBe(200)
  })

  it.each([
    [[], 'viewer'],
    [['viewer'], 'viewer'],
    [['moderator'], 'moderator'],
    [['viewer', 'moderator', 'viewer'], 'moderator'],
    [['admin'], 'moderator'],
    [['Admin', 'non-admin', 'administrator', 'admin '.repeat(2)], 'viewer'],
  ])('makes of the roles %j a %s, for a service that stops at moderator (ID4)', async (roles, role) => {
    expect((await issue({ roles })).user.kalturaRole).toBe(role)
  })

  it('gives a service that may do less, less: no session at Kaltura without the right to play', async () => {
    const issued = await issue({}, small)
    expect(issued.scopes).toEqual(['videos:read'])
    expect([issued.user.kalturaRole, issued.kalturaSession]).toEqual(['viewer', null])
    const narrowed = await issue({ scopes: ['config:read', 'config:read'] })
    expect([narrowed.scopes, narrowed.kalturaSession]).toEqual([['config:read'], null])
    expect((await issue({ scopes: [] })).scopes).toEqual([])
  })

  it('names the scope that the service lacks', async () => {
    const response = await post(
      'token',
      { ...ANA, scopes: ['videos:read', 'config:write'] },
      bearer(small.credential),
    )
    expect(response.status).toBe(403)
    const problem = await problemOf(response)
    expect(problem).toMatchObject({ code: 'forbidden', field: 'scopes.1' })
    expect(problem.detail).toContain('config:write')
  })

  it('makes a token for one surface (ID1)', async () => {
    const stream = await issue({ audience: 'stream' })
    expect((await videos(stream.token)).status).toBe(401)
    const { token } = await issue()
    const origin = `https://${product.environment['DISCORD_CLIENT_ID']}.discordsays.com`
    const socket = openSocket(product.url, origin, token)
    const refused = await new Promise(resolve => {
      socket.once('connect_error', () => resolve(true))
      socket.once('connect', () => resolve(false))
    })
    socket.disconnect()
    expect(refused).toBe(true)
  })

  it.each<[string, object]>([
    ['discordId', { discordId: undefined }],
    ['discordId', { discordId: 'ana' }],
    ['discordId', { discordId: '../../1' }],
    ['discordId', { discordId: 1_400_000_000_000_000 }],
    ['username', { username: undefined }],
    ['username', { username: '' }],
    ['username', { username: '  ' }],
    ['username', { username: 'x'.repeat(101) }],
    ['username', { username: 'half \ud83d a pair' }],
    ['username', { username: ['ana'] }],
    ['roles', { roles: undefined }],
    ['roles', { roles: 'admin' }],
    ['roles', { roles: Array.from({ length: 251 }, () => 'viewer') }],
    ['roles.1', { roles: ['admin', 7] }],
    ['roles.0', { roles: [''] }],
    ['audience', { audience: 'activity' }],
    ['audience', { audience: 'join' }],
    ['audience', { audience: null }],
    ['scopes', { scopes: 'videos:read' }],
    ['scopes.1', { scopes: ['videos:read', 'all'] }],
  ])('names %s when the body has %j', async (field, wrong) => {
    const response = await post('token', { ...ANA, ...wrong }, bearer(gate.credential))
    expect(response.status).toBe(400)
    expect(await problemOf(response)).toMatchObject({ code: 'invalid_request', field })
  })

  it('takes a credential as a bearer token or in the basic way, and nothing else', async () => {
    const secret = gate.credential.slice(-43)
    for (const good of [bearer(gate.credential), basic(gate.id, secret)])
      expect((await post('token', ANA, good)).status).toBe(200)
    const { token } = await issue()
    const { accessToken } = await product.signIn('ana')
    const other = `${gate.credential.slice(0, -1)}${gate.credential.endsWith('A') ? 'E' : 'A'}`
    const bad: Record<string, string>[] = [
      {},
      bearer(''),
      bearer(other),
      bearer(`${gate.credential} `.repeat(2).trim()),
      bearer(`${gate.credential}x`),
      bearer(gate.credential.toUpperCase()),
      bearer(gate.credential.replace(gate.id, small.id)),
      bearer(secret),
      bearer(token),
      bearer(accessToken),
      basic(gate.id, ''),
      basic('', secret),
      basic(small.id, secret),
      basic(gate.id, gate.credential),
      { authorization: gate.credential },
      { authorization: `Token ${gate.credential}` },
      { authorization: 'Basic %%%' },
    ]
    for (const headers of bad) {
      const response = await post('token', ANA, headers)
      expect([headers, response.status]).toEqual([headers, 401])
      expect(response.headers.get('www-authenticate')).toMatch(/Basic realm=.*Bearer realm=/)
      expect((await problemOf(response)).code).toBe('unauthenticated')
    }
  })

  it('leaves no credential and no token in the log (ASVS 16.2.5)', async () => {
    const issued = await issue()
    await post('refresh', { refreshToken: issued.refreshToken })
    await post('validate', { token: issued.token }, bearer(gate.credential))
    const log = product.log.join('')
    expect(log).toContain('auth.token.issued')
    for (const canary of [gate.credential.slice(-43), issued.token, issued.refreshToken])
      expect(log).not.toContain(canary)
  })
})

describe('POST auth/refresh', () => {
  it('gives whoever acts for somebody new tokens, of the same kind (ID2)', async () => {
    const issued = await issue({ scopes: ['videos:read'] })
    const response = await post('refresh', { refreshToken: issued.refreshToken })
    const next = TokensSchema.parse(await response.json())
    const seen = await validate(next.accessToken)
    expect(seen).toMatchObject({ valid: true, surface: 'api', scopes: ['videos:read'], user: issued.user })
    expect((await post('refresh', { refreshToken: issued.refreshToken })).status).toBe(401)
    expect((await post('refresh', { refreshToken: next.refreshToken })).status).toBe(401)
    expect((await videos(next.accessToken)).status).toBe(401)
  })
})

async function validate(token: string, headers = bearer(gate.credential)) {
  const response = await post('validate', { token }, headers)
  expect(response.status).toBe(200)
  return ValidationSchema.parse(await response.json())
}

describe('POST auth/validate', () => {
  it('tells a service about any token', async () => {
    const issued = await issue()
    expect(await validate(issued.token)).toEqual({
      valid: true,
      user: issued.user,
      surface: 'api',
      scopes: issued.scopes,
      expiresAt: issued.expiresAt,
    })
    const signedIn = await product.signIn('ben')
    expect(await validate(signedIn.accessToken)).toMatchObject({
      valid: true,
      surface: 'activity',
      scopes: ACTIVITY_SCOPES,
      user: { discordId: signedIn.user.id, kalturaRole: null },
    })
    for (const bad of ['x', issued.refreshToken, gate.credential, `${issued.token}x`])
      expect(await validate(bad)).toEqual({ valid: false, reason: 'unknown' })
    await post('refresh', { refreshToken: issued.refreshToken })
    await post('refresh', { refreshToken: issued.refreshToken })
    expect(await validate(issued.token)).toEqual({ valid: false, reason: 'ended' })
  })

  it('tells the bearer of a token about that one, and strangers nothing', async () => {
    const issued = await issue()
    expect(await validate(issued.token, bearer(issued.token))).toMatchObject({ valid: true })
    const other = await issue()
    const about = await post('validate', { token: other.token }, bearer(issued.token))
    expect([about.status, (await problemOf(about)).code]).toEqual([403, 'forbidden'])
    const stranger = await post('validate', { token: issued.token })
    expect(stranger.status).toBe(401)
    expect(stranger.headers.get('www-authenticate')).toContain('Basic')
    const empty = await post('validate', {}, bearer(gate.credential))
    expect(await problemOf(empty)).toMatchObject({ code: 'invalid_request', field: 'token' })
  })
})

describe('a service that is revoked', () => {
  it('gets nothing more, and neither do those it acted for (ID4, ASVS 7.4.2)', async () => {
    const brief = await create('--scope videos:read --scope videos:play')
    const issued = await issue({}, brief)
    expect((await videos(issued.token)).status).toBe(200)
    expect(await admin(`service revoke ${brief.id}`)).toContain('is revoked')
    expect((await post('token', ANA, bearer(brief.credential))).status).toBe(401)
    expect((await post('validate', { token: issued.token }, bearer(brief.credential))).status).toBe(401)
    expect((await post('refresh', { refreshToken: issued.refreshToken })).status).toBe(401)
    await vi.waitFor(async () => expect((await videos(issued.token)).status).toBe(401), { timeout: 5_000 })
    expect((await videos((await issue()).token)).status).toBe(200)
  })

  it('is known by when it was last used', async () => {
    const listed = z.array(z.object({ id: z.string(), lastUsedAt: z.string().nullable() }))
    const fresh = await create('--scope videos:read')
    const usedAt = async () =>
      listed.parse(JSON.parse(await admin('service list --json'))).find(each => each.id === fresh.id)
        ?.lastUsedAt
    expect(await usedAt()).toBeNull()
    await issue({}, fresh)
    expect(await usedAt()).toMatch(/^\d{4}-/)
  })
})
