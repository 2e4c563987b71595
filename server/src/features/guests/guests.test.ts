import { randomBytes } from 'node:crypto'
import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import {
  GuestSignedInSchema,
  LinkOpenedSchema,
  RoomLinkCreatedSchema,
  RoomLinkListSchema,
} from '@kaltura-discord/shared/protocol/http/guests.ts'
import { ProblemSchema, type SignedIn } from '@kaltura-discord/shared/protocol/http.ts'
import { isGuestId } from '@kaltura-discord/shared/room/guestId.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { GUILD } from '../../../../sandbox/src/discord/identities.ts'
import { hello, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

const FILM = '0_testcard'
const OTHER_FILM = '0_silence'

let product: TestProduct
const people = new Map<string, SignedIn>()

const send = (
  path: string,
  more: { method?: string; body?: unknown; token?: string; cookie?: string } = {},
) =>
  fetch(`${product.url}/api/v1${path}`, {
    method: more.method ?? (more.body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(more.token === undefined ? {} : { authorization: `Bearer ${more.token}` }),
      ...(more.cookie === undefined ? {} : { cookie: more.cookie }),
    },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  })

async function answerOf<T>(schema: z.ZodType<T>, asked: Promise<Response>): Promise<T> {
  const response = await asked
  const text = await response.text()
  if (response.status !== 200) throw new Error(text)
  return schema.parse(JSON.parse(text))
}

const problemOf = async (asked: Promise<Response>) => ProblemSchema.parse(await (await asked).json())
const tokenOf = (name: string) => people.get(name)?.accessToken ?? ''

async function comeIn(name: string) {
  const signedIn = await product.signIn(name)
  people.set(name, signedIn)
  const socket = product.connect(signedIn.accessToken)
  const answer = await hello(socket)
  if (!answer.ok) throw new Error(answer.error.message)
  return socket
}

const makeLink = (name: string, wish: object = {}) =>
  answerOf(RoomLinkCreatedSchema, send('/rooms/links', { token: tokenOf(name), body: wish }))
const secretOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)
const linkOf = async (name: string, wish?: object) => secretOf((await makeLink(name, wish)).url)
const look = (token: string, cookie?: string) =>
  send('/join/open', { body: { token }, ...(cookie === undefined ? {} : { cookie }) })
const enter = (token: string, name?: string) =>
  send('/join/room', { body: { token, ...(name === undefined ? {} : { name }) } })
const setFeatures = (features: object) =>
  answerOf(
    RoomLinkListSchema.partial(),
    send(`/config/${GUILD.id}`, { method: 'PATCH', token: tokenOf('ana'), body: { features } }),
  )

beforeAll(async () => {
  product = await startTestProduct({ LOG_LEVEL: 'trace' }, { limitFactor: 1_000 })
  for (const name of ['ana', 'ben']) await comeIn(name)
  await setFeatures({ named_guests: true })
})
afterAll(() => product.close())
afterEach(() => send('/rooms/links', { method: 'DELETE', token: tokenOf('ana') }))

describe('a link into a room', () => {
  it('says where it leads, and spends nothing by that', async () => {
    const token = await linkOf('ben')
    const invite = {
      kind: 'room',
      invite: {
        inviterName: people.get('ben')?.user.displayName,
        serverName: 'Film Club',
        channelName: 'Movie night',
        watching: 2,
        byName: true,
        person: null,
      },
    }
    for (let time = 0; time < 3; time++) expect(await answerOf(LinkOpenedSchema, look(token))).toEqual(invite)
    const { links } = await answerOf(RoomLinkListSchema, send('/rooms/links', { token: tokenOf('ben') }))
    expect(links).toMatchObject([{ uses: 0, maxUses: 1, isOwn: true, mayRevoke: true }])
  })

  it('is needed for signing in with Discord, and must hold', async () => {
    const begin = (token: string) => send('/auth/discord/browser/begin', { body: { token } })
    const begun = await begin(await linkOf('ben'))
    expect(begun.headers.get('set-cookie')).toContain('kd_sign_in=')
    const nobodys = await begin(randomBytes(32).toString('base64url'))
    expect(nobodys.headers.get('set-cookie')).toBeNull()
    expect(await problemOf(Promise.resolve(nobodys))).toMatchObject({ status: 410, code: 'link_spent' })
  })

  it('lets somebody in by name, once, who is then in the room as a guest', async () => {
    const token = await linkOf('ben')
    const guest = await answerOf(GuestSignedInSchema, enter(token, ' Nora\u202e '))
    expect(guest.user.displayName).toBe('Nora')
    expect(isGuestId(guest.user.id)).toBe(true)
    const socket = product.connect(guest.accessToken)
    const welcome = await hello(socket)
    if (!welcome.ok || welcome.welcome.state.kind !== 'snapshot') throw new Error('no snapshot')
    expect(welcome.welcome.state.room.members.find(({ id }) => id === guest.user.id)).toMatchObject({
      displayName: 'Nora',
      guest: true,
    })
    expect(await problemOf(enter(token, 'Otto'))).toMatchObject({ status: 410, code: 'link_used' })
  })

  it.each(['Ana', 'аnа', '', '\u200b', 'x'.repeat(33)])(
    'lets nobody in who calls themselves %j',
    async name => {
      expect((await enter(await linkOf('ben'), name)).status).toBeGreaterThanOrEqual(400)
    },
  )

  it('shows out who came by it once it is taken back (ASVS 7.4.1)', async () => {
    const { link, url } = await makeLink('ben', { maxUses: 2 })
    const guest = await answerOf(GuestSignedInSchema, enter(secretOf(url), 'Nora'))
    const socket = product.connect(guest.accessToken)
    await hello(socket)
    const closing = new Promise(resolve => socket.once('closing', resolve))
    expect(await problemOf(send(`/rooms/links/${link.id}`, { method: 'DELETE' }))).toMatchObject({
      status: 401,
    })
    const revoked = send(`/rooms/links/${link.id}`, { method: 'DELETE', token: tokenOf('ana') })
    expect((await revoked).status).toBe(200)
    expect(await closing).toMatchObject({ reason: 'visitRevoked' })
    expect(await problemOf(enter(secretOf(url), 'Otto'))).toMatchObject({ code: 'link_revoked' })
    const body = { refreshToken: guest.refreshToken }
    expect(await problemOf(send('/auth/refresh', { body }))).toMatchObject({ status: 401 })
    expect((await send(`/videos/${FILM}/session`, { token: guest.accessToken, body: {} })).status).toBe(401)
  })

  it('is not for others to take back', async () => {
    const { link } = await makeLink('ana')
    const asBen = send(`/rooms/links/${link.id}`, { method: 'DELETE', token: tokenOf('ben') })
    expect(await problemOf(asBen)).toMatchObject({ status: 403, code: 'forbidden' })
    const { links } = await answerOf(RoomLinkListSchema, send('/rooms/links', { token: tokenOf('ben') }))
    expect(links).toMatchObject([{ id: link.id, mayRevoke: false }])
  })

  it('lets nobody in by name where the server doesn’t want that, and nobody at all where it wants no guests', async () => {
    const token = await linkOf('ben')
    await setFeatures({ named_guests: false })
    expect(await problemOf(enter(token, 'Nora'))).toMatchObject({ status: 403, code: 'guests_off' })
    await setFeatures({ browser_guests: false })
    expect(await problemOf(look(token))).toMatchObject({ status: 403, code: 'guests_off' })
    expect(await problemOf(send('/rooms/links', { token: tokenOf('ben'), body: {} }))).toMatchObject({
      code: 'guests_off',
    })
    await setFeatures({ browser_guests: true, named_guests: true })
  })
})

describe('a guest', () => {
  it('sees what is on and nothing else of the library (ASVS 8.2.1, 8.2.2)', async () => {
    const guest = await answerOf(GuestSignedInSchema, enter(await linkOf('ben'), 'Nora'))
    const socket = product.connect(guest.accessToken)
    await hello(socket)
    const ask = (command: object) =>
      socket.timeout(5_000).emitWithAck('command', { id: randomBytes(8).toString('hex'), command } as never)
    const token = guest.accessToken
    expect(await problemOf(send('/videos', { token }))).toMatchObject({ status: 403 })
    expect(await problemOf(send(`/videos/${FILM}/session`, { token, body: {} }))).toMatchObject({
      status: 403,
    })
    expect(await ask({ type: 'video.watch', entryId: FILM })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    })
    expect(await ask({ type: 'queue.add', entryIds: [FILM], where: 'last' })).toMatchObject({ ok: false })
    for (const type of ['queue.restore', 'queue.declineOffer'])
      expect(await ask({ type })).toMatchObject({ ok: false, error: { code: 'forbidden' } })

    const ana = product.connect(tokenOf('ana'))
    await hello(ana)
    await ana
      .timeout(5_000)
      .emitWithAck('command', { id: 'ana-watches', command: { type: 'video.watch', entryId: FILM } })
    const session = await (await send(`/videos/${FILM}/session`, { token, body: {} })).json()
    expect(session).toMatchObject({ userId: `guest_${guest.user.id}` })
    expect(await problemOf(send(`/videos/${OTHER_FILM}/session`, { token, body: {} }))).toMatchObject({
      status: 403,
    })
    expect(await ask({ type: 'playback.pause' })).toMatchObject({ ok: true })
  })

  it('finds their way in what is on, and in nothing else, not even in what waits (ASVS 8.2.2)', async () => {
    const { accessToken: token } = await answerOf(GuestSignedInSchema, enter(await linkOf('ben'), 'Nora'))
    const ana = product.connect(tokenOf('ana'))
    await hello(ana)
    const commands: MemberCommand[] = [
      { type: 'video.watch', entryId: FILM },
      { type: 'queue.add', entryIds: [OTHER_FILM], where: 'last' },
    ]
    for (const command of commands)
      await ana.timeout(5_000).emitWithAck('command', { id: randomBytes(8).toString('hex'), command })
    for (const path of ['moments', 'captions/search?q=frame']) {
      expect((await send(`/videos/${FILM}/${path}`, { token })).status).toBe(200)
      expect(await problemOf(send(`/videos/${OTHER_FILM}/${path}`, { token }))).toMatchObject({
        status: 403,
        code: 'forbidden',
      })
    }
    expect((await send(`/videos/${FILM}`, { token })).status).toBe(403)
  })

  it.each([
    ['/meetings', 'GET'],
    ['/rooms/links', 'GET'],
    ['/rooms/links', 'POST'],
    [`/config/${GUILD.id}`, 'GET'],
  ])('gets nothing from %s (%s)', async (path, method) => {
    const { accessToken: token } = await answerOf(GuestSignedInSchema, enter(await linkOf('ben'), 'Nora'))
    const asked = send(path, { token, method, ...(method === 'POST' ? { body: {} } : {}) })
    expect(await problemOf(asked)).toMatchObject({ status: 401, code: 'unauthenticated' })
  })
})

describe('the log', () => {
  it('holds no link (ASVS 16.2.5)', async () => {
    const token = await linkOf('ben')
    await look(token)
    const { accessToken, refreshToken } = await answerOf(GuestSignedInSchema, enter(token, 'Nora'))
    await fetch(`${product.url}/join/${token}`)
    const all = product.log.join('\n')
    for (const secret of [token, accessToken, refreshToken]) expect(all).not.toContain(secret)
  })
})
