import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import { CommentPageSchema } from '@kaltura-discord/shared/protocol/http/comments.ts'
import type { SignedIn } from '@kaltura-discord/shared/protocol/http.ts'
import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fail } from '../../platform/result.ts'
import { hello, startTestProduct, type TestProduct, type TestSocket } from '../../testing/startTestProduct.ts'
import { pageOf } from './operations.ts'

const FILM = '0_testcard'
const NOBODY_ASKED = () => Promise.reject(new Error('asked'))

describe('GET videos/{id}/comments', () => {
  let product: TestProduct
  let ana: SignedIn
  let socket: TestSocket
  beforeAll(async () => {
    product = await startTestProduct()
    ana = await product.signIn('ana')
    socket = product.connect(ana.accessToken)
    await hello(socket)
    await send('watching', { type: 'video.watch', entryId: FILM })
  })
  afterAll(() => product.close())

  const send = (id: string, command: MemberCommand) =>
    socket.timeout(5_000).emitWithAck('command', { id: `command-${id}`, command })
  const pin = (text: string, positionS: number) =>
    send(text, { type: 'comment.pin', entryId: FILM, positionS, text })
  const get = async (path: string, token = ana.accessToken) => {
    const url = `${product.url}/api/v1/videos/${path}`
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    return { status: response.status, body: await response.json() }
  }

  it('CM8 gives what was pinned, by its moments, to whoever is in the server, and says what they may do', async () => {
    expect(await pin('second', 20)).toMatchObject({ ok: true })
    expect(await pin('first', 10)).toMatchObject({ ok: true })
    const ofAna = CommentPageSchema.parse((await get(`${FILM}/comments`)).body)
    expect(ofAna).toMatchObject({ offered: true, nextCursor: null, mayPin: true, mayRemoveAll: true })
    expect(ofAna.comments.map(({ text }) => text)).toEqual(['first', 'second'])
    const { accessToken } = await product.signIn('cleo')
    const ofCleo = CommentPageSchema.parse((await get(`${FILM}/comments`, accessToken)).body)
    expect(ofCleo).toEqual({ ...ofAna, mayRemoveAll: false })
    expect(CommentPageSchema.parse((await get('0_other/comments')).body).comments).toEqual([])
  })

  it('refuses a cursor that is none, and says so', async () => {
    for (const cursor of ['junk', '1', "1:'--", '-1:a'])
      expect(await get(`${FILM}/comments?cursor=${encodeURIComponent(cursor)}`)).toMatchObject({
        status: 400,
        body: { field: 'cursor' },
      })
  })
})

describe('who reads comments', () => {
  const comment = { positionS: 1, id: 'c', text: 'Look' } as const
  const comments = Array.from({ length: 251 }, (_, index) => ({ ...comment, id: `c${index}` }))
  const options = {
    store: {
      list: async () => comments.map(each => ({ ...WHOLE, ...each })),
      count: NOBODY_ASKED,
      find: NOBODY_ASKED,
      pinnedAtMs: NOBODY_ASKED,
      isDone: NOBODY_ASKED,
      dropRemovedBefore: NOBODY_ASKED,
    },
    permissions: { require: async () => fail('discord_unavailable', 'Away.') },
    isShownIn: async (_instance: string, entryId: string) => entryId === FILM,
  }
  const guest = {
    surface: 'guest',
    scopes: ['videos:play'],
    guildId: '1',
    instanceId: 'i',
    userId: '0123456789',
  } as const
  const query = {}

  it('CM2 guests with only a name do, of what is on, and may do nothing else', async () => {
    expect(await pageOf(options, { entryId: FILM, query, caller: guest })).toMatchObject({
      value: { offered: true, mayPin: false, mayRemoveAll: false, nextCursor: '1000:c249' },
    })
    expect(await pageOf(options, { entryId: '0_other', query, caller: guest })).toMatchObject({
      error: { code: 'forbidden' },
    })
  })

  it('CM8 everybody does while Discord is away, and nobody moderates then', async () => {
    const caller = { ...guest, surface: 'activity', userId: '1400000000000000001' } as const
    expect(await pageOf(options, { entryId: FILM, query, caller })).toMatchObject({
      value: { mayPin: true, mayRemoveAll: false },
    })
  })

  it('CM2 nobody does in a call, where none are kept', async () => {
    const caller = { ...guest, guildId: null }
    expect(await pageOf(options, { entryId: FILM, query, caller })).toMatchObject({
      value: { offered: false, comments: [] },
    })
  })
})

const WHOLE: Comment = {
  id: 'c',
  entryId: FILM,
  guildId: '1',
  userId: '1400000000000000001',
  displayName: 'Ana',
  avatarUrl: null,
  positionS: 1,
  text: 'Look',
  createdAtMs: 1,
}
