import type { AddressInfo } from 'node:net'
import type { Scope, Surface } from '@kaltura-discord/shared/permissions/scopes.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createTestGround } from '../../testing/testGround.ts'
import { createAccessTokens } from '../accessTokens.ts'
import { createKeyRing } from '../keyRing.ts'
import { succeed } from '../result.ts'
import { Secret } from '../secret.ts'
import { createBearerAccess } from './access.ts'
import { createBearer } from './bearer.ts'
import { defineOperation } from './defineOperation.ts'
import { createOperationRouter } from './operationRouter.ts'

const keys = createKeyRing({
  current: new Secret('a secret of at least thirty-two characters'),
  previous: [],
})
const tokens = createAccessTokens({ keys, clock: { nowMs: () => Date.now() }, newId: () => 'id' })
const ended = 'ended'
const access = createBearerAccess(createBearer(tokens, async ({ signInId }) => signInId !== ended))

let url: string
let close: () => Promise<void>

beforeAll(async () => {
  const operation = defineOperation({
    id: 'test.read',
    method: 'get',
    path: '/read',
    tag: 'videos',
    summary: 'Read',
    errors: [],
    limit: { points: 1_000, perS: 60 },
    access: access({ surfaces: ['api', 'stream'], scope: 'config:read' }),
    answer: z.unknown(),
    handle: async ({ caller }) => succeed({ userId: caller.userId }),
  })
  const test = await createTestGround()
  const server = express()
    .use(createOperationRouter([operation], { ...test.ground, maxBodyBytes: 1024 }))
    .listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/read`
  close = async () => {
    server.close()
    await test.close()
  }
})
afterAll(() => close())

async function tokenFor(surface: Surface, scopes: readonly Scope[], signInId = 'open'): Promise<string> {
  const who = {
    userId: '1400000000000000001',
    displayName: 'Ana',
    avatarUrl: null,
    kalturaRole: null,
  } as const
  const where = { guildId: null, instanceId: 'i-1', serviceId: null } as const
  return (await tokens.issue({ surface, scopes, signInId, ...who, ...where })).token
}
const read = (authorization: string) => fetch(url, { headers: { authorization } })

describe('an operation that needs a scope', () => {
  it('lets in who has it, on a surface it is meant for', async () => {
    for (const surface of ['api', 'stream'] as const) {
      const response = await read(`Bearer ${await tokenFor(surface, ['videos:read', 'config:read'])}`)
      expect([response.status, await response.json()]).toEqual([200, { userId: '1400000000000000001' }])
    }
  })

  it('turns away who comes from another surface, or whose sign-in has ended (ID1, ASVS 7.2.1)', async () => {
    const wrong = [
      await tokenFor('activity', ['config:read']),
      await tokenFor('join', ['config:read']),
      await tokenFor('api', ['config:read'], ended),
    ]
    for (const token of wrong) {
      const response = await read(`Bearer ${token}`)
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="kaltura-discord"',
      ])
    }
  })

  it('names the scope to who lacks it (ASVS 8.2.1)', async () => {
    const response = await read(`Bearer ${await tokenFor('api', ['config:write', 'videos:read'])}`)
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_scope", scope="config:read"',
    )
    expect(ProblemSchema.parse(await response.json())).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('config:read'),
    })
  })

  it('reads one token, and nothing around it', async () => {
    const token = await tokenFor('api', ['config:read'])
    for (const good of [`Bearer ${token}`, `bearer ${token}`, `BEARER  ${token}`])
      expect([good, (await read(good)).status]).toEqual([good, 200])
    const bad = ['', token, 'Bearer', `Basic ${token}`, `Bearer ${token} x`, `Bearer x ${token}`]
    for (const authorization of [...bad, `Bearer ${token},${token}`, `Bearer "${token}"`, `Bearer\t${token}`])
      expect([authorization, (await read(authorization)).status]).toEqual([authorization, 401])
  })
})
