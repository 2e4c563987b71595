import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDiscordSigner } from '../../testing/discordSigner.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

const signer = createDiscordSigner()
let product: TestProduct

beforeAll(async () => {
  product = await startTestProduct({ DISCORD_PUBLIC_KEY: signer.publicKey })
})
afterAll(() => product.close())

const APPLICATION = '1100000000000000001'
let lastId = 1_400_000_000_000_000_000n

const interactionOf = (more: object) => ({
  id: String(++lastId),
  application_id: APPLICATION,
  token: 'interaction-token',
  guild_id: '1200000000000000001',
  channel_id: '1300000000000000001',
  member: { user: { id: '1000000000000000001' } },
  locale: 'en-US',
  ...more,
})

const send = (interaction: unknown, path = '/api/v1/discord/interactions') => {
  const body = typeof interaction === 'string' ? interaction : JSON.stringify(interaction)
  return fetch(`${product.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signer.sign(body) },
    body,
  })
}

describe('where Discord sends interactions', () => {
  it.each(['/api/v1/discord/interactions', '/api/discord/interactions'])(
    'answers a ping at %s',
    async path => {
      const response = await send({ type: 1, id: '1', application_id: APPLICATION }, path)
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({ type: 1 })
    },
  )

  it('tells of a command that there is not', async () => {
    const response = await send(interactionOf({ type: 2, data: { id: '1', name: 'gone', type: 1 } }))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      type: 4,
      data: {
        flags: 64,
        allowed_mentions: { parse: [] },
        content: expect.stringContaining('Restart Discord'),
      },
    })
  })

  it('says so where the app has commands and no bot', async () => {
    const data = { id: '1', name: 'launch', type: 4 }
    const response = await send(interactionOf({ type: 2, data, guild_id: '1200000000000000002' }))
    expect(await response.json()).toMatchObject({
      type: 4,
      data: { flags: 64, content: expect.stringContaining('The bot of this app is not in this server.') },
    })
  })

  it('takes each interaction once', async () => {
    const interaction = interactionOf({ type: 2, data: { id: '1', name: 'gone', type: 1 } })
    expect((await send(interaction)).status).toBe(200)
    const again = await send(interaction)
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({ code: 'conflict' })
  })

  it('says which field of an interaction does not fit', async () => {
    const response = await send(interactionOf({ type: 3, data: {} }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request', field: 'data.custom_id' })
  })

  it('takes none of another application', async () => {
    const response = await send({ ...interactionOf({ type: 1 }), application_id: '1100000000000000002' })
    expect(response.status).toBe(401)
  })
})
