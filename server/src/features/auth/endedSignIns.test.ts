import { type Closing, ClosingSchema } from '@kaltura-discord/shared/protocol/frames.ts'
import { TokensSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../platform/database/openDatabase.ts'
import {
  hello,
  postJson,
  startTestProduct,
  type TestProduct,
  type TestSocket,
} from '../../testing/startTestProduct.ts'
import { createSignInStore } from './store.ts'

let product: TestProduct

beforeAll(async () => {
  product = await startTestProduct()
})
afterAll(() => product.close())

const closing = (socket: TestSocket) =>
  new Promise<Closing>(resolve => socket.once('closing', frame => resolve(ClosingSchema.parse(frame))))
const disconnected = (socket: TestSocket) =>
  new Promise<void>(resolve => socket.once('disconnect', () => resolve()))
const refused = (socket: TestSocket) =>
  new Promise<boolean>(resolve => {
    socket.once('connect_error', () => resolve(true))
    socket.once('connect', () => resolve(false))
  })
const refresh = (refreshToken: string) => postJson(`${product.url}/api/v1/auth/refresh`, { refreshToken })
const videos = (token: string) =>
  fetch(`${product.url}/api/v1/videos`, { headers: { authorization: `Bearer ${token}` } })

async function enter(name: string) {
  const signedIn = await product.signIn(name)
  const socket = product.connect(signedIn.accessToken)
  expect((await hello(socket)).ok).toBe(true)
  return { ...signedIn, socket, told: closing(socket), gone: disconnected(socket) }
}

describe('when a sign-in ends (ASVS 7.4.1)', () => {
  it('because a refresh token was used twice, all that came of it ends, open sockets too (ID2)', async () => {
    const ana = await enter('ana')
    const bystander = await enter('ben')
    expect((await videos(ana.accessToken)).status).toBe(200)
    const next = TokensSchema.parse(await (await refresh(ana.refreshToken)).json())
    const second = product.connect(next.accessToken)
    expect(await ana.told).toEqual({ reason: 'replaced' })
    expect((await hello(second)).ok).toBe(true)
    const told = closing(second)
    const gone = disconnected(second)
    expect((await refresh(ana.refreshToken)).status).toBe(401)
    expect(await told).toEqual({ reason: 'removed' })
    await gone
    for (const token of [ana.accessToken, next.accessToken]) {
      expect((await videos(token)).status).toBe(401)
      expect(await refused(product.connect(token))).toBe(true)
    }
    expect((await refresh(next.refreshToken)).status).toBe(401)
    expect(bystander.socket.connected).toBe(true)
  })

  it('does nothing more that its sockets still ask for', async () => {
    const cleo = await enter('cleo')
    await refresh(cleo.refreshToken)
    expect((await refresh(cleo.refreshToken)).status).toBe(401)
    await cleo.told
    const answered = vi.fn()
    const command = { type: 'video.watch', entryId: '0_testcard' } as const
    cleo.socket.emit('command', { id: 'too-late', command }, answered)
    await cleo.gone
    expect(answered).not.toHaveBeenCalled()
  })

  it('by the hand of another process, its sockets close as well (ID3)', async () => {
    const dan = await enter('dan')
    const path = product.environment['DATABASE_PATH'] ?? ''
    const other = await openDatabase({ kind: 'sqlite', path })
    await createSignInStore(other).endAllOf({ userId: dan.user.id, instanceId: dan.instance.id }, Date.now())
    await other.close()
    expect(await dan.told).toEqual({ reason: 'removed' })
    await dan.gone
    expect((await videos(dan.accessToken)).status).toBe(401)
  })
})
