import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { postJson, startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'

const VOICE = '1300000000000000001'
const CREATE_INSTANT_INVITE = 1n << 0n
const VIEW_CHANNEL = 1n << 10n
const SEND_MESSAGES = 1n << 11n
const CONNECT = 1n << 20n
/** More refusals than are sent to Discord before it is left alone about that channel. */
const MANY = 6

const SaidSchema = z.object({
  problem: z.null(),
  messages: z.tuple([z.object({ content: z.string(), onlyFor: z.literal('ana') })]),
})

let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())

const host = (path: string, body: object) => postJson(`${product.sandbox.urls.host}${path}`, body)

const NO_INVITES = `in <#${VOICE}> from here, because it lacks the permission “Create Invite” there.`
const HIDDEN =
  'cannot see which voice channel you are in, because it lacks the permission “View Channel” or “Connect” there.'

it.each([
  ['CREATE_INSTANT_INVITE', VIEW_CHANNEL | SEND_MESSAGES | CONNECT, NO_INVITES],
  ['CONNECT', VIEW_CHANNEL | SEND_MESSAGES | CREATE_INSTANT_INVITE, HIDDEN],
  ['VIEW_CHANNEL', SEND_MESSAGES | CREATE_INSTANT_INVITE | CONNECT, HIDDEN],
])('without %s it says so, however often, and keeps no wish', async (_lacking, permissions, sentence) => {
  await host('/host/voice/join', { user: 'ana' })
  await host('/host/bot/permissions', { permissions: String(permissions) })
  for (let n = 0; n < MANY; n++) {
    const wish = { user: 'ana', command: 'kaltura-watch', options: { video: '0_testcard' } }
    const { messages } = SaidSchema.parse(await (await host('/sandbox/interactions', wish)).json())
    expect(messages[0].content).toContain(sentence)
  }
  const { accessToken } = await product.signIn('ana')
  const socket = product.connect(accessToken)
  const welcome = await socket.timeout(5_000).emitWithAck('hello', { protocol: PROTOCOL_VERSION })
  expect(welcome).toMatchObject({ ok: true, welcome: { state: { room: { video: null } } } })
  socket.emit('leave')
  await vi.waitUntil(() => !socket.connected)
})
