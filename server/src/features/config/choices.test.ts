import {
  ConfigChoicesSchema,
  ConfigHistoryAnswerSchema,
} from '@kaltura-discord/shared/protocol/http/config.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GUILD, OTHER_GUILD } from '../../../../sandbox/src/discord/identities.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
const tokens = new Map<string, string>()

beforeAll(async () => {
  product = await startTestProduct()
  for (const name of ['ana', 'ben', 'cleo']) tokens.set(name, (await product.signIn(name)).accessToken)
})
afterAll(() => product.close())
afterEach(() => product.sandbox.faults.clear())

async function ask(path: string, as = 'ana', body?: unknown) {
  const response = await fetch(`${product.url}/api/v1/config/${path}`, {
    headers: { authorization: `Bearer ${tokens.get(as)}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'PATCH', body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as unknown }
}
const choices = async (as?: string) => ConfigChoicesSchema.parse((await ask(`${GUILD.id}/choices`, as)).body)

describe('what a configuration is chosen from', () => {
  it("is the server's roles and channels, and what comes back with a reset", async () => {
    const { roles, channels, defaults, may } = await choices()
    expect(roles.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Organiser', '__proto__', 'default']),
    )
    expect(roles.map(({ name }) => name)).not.toContain('@everyone')
    expect(channels?.map(({ name }) => name)).toEqual(['general', 'recordings', 'Movie night'])
    expect(defaults.notifications.channels.default).toBe('general')
    expect(may).toEqual({ update: true, reset: true })
  })

  it('is for those who may look at it, and says what else they may', async () => {
    const refused = await ask(`${GUILD.id}/choices`, 'ben')
    expect([refused.status, ProblemSchema.parse(refused.body).code]).toEqual([403, 'forbidden'])
    await ask(GUILD.id, 'ana', { commands: { permissions: { 'kaltura-config-view': ['moderator'] } } })
    expect((await choices('ben')).may).toEqual({ update: false, reset: false })
    expect((await ask(`${GUILD.id}/choices`, 'cleo')).status).toBe(403)
    expect((await ask(`${OTHER_GUILD.id}/choices`)).status).toBe(403)
  })

  it('does without the channels while Discord keeps them to itself', async () => {
    const silent = await startTestProduct()
    const { accessToken } = await silent.signIn('ana')
    silent.sandbox.faults.add({ service: 'discord', pathContains: '/channels', kind: 'fail', status: 500 })
    const response = await fetch(`${silent.url}/api/v1/config/${GUILD.id}/choices`, {
      headers: { authorization: `Bearer ${accessToken}` },
    })
    expect(ConfigChoicesSchema.parse(await response.json()).channels).toBeNull()
    await silent.close()
  })
})

describe('the history', () => {
  it('says who it was by the name that they have in the server', async () => {
    await ask(GUILD.id, 'ana', { roles: { mapping: { 'Lehrkräfte 🎓': 'admin' } } })
    await ask(GUILD.id, 'ben', { features: { embedding: false } })
    const { body } = await ask(`${GUILD.id}/history`)
    const { changes } = ConfigHistoryAnswerSchema.parse(body)
    expect(changes.slice(0, 2).map(({ by }) => by.name)).toEqual(['Ben', 'Ana'])
  })
})
