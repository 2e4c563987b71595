import { randomBytes } from 'node:crypto'
import {
  JoinEnteredSchema,
  JoinOpenedSchema,
  type JoinView,
  JoinViewSchema,
  MeetingJoinSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GUILD } from '../../../../sandbox/src/discord/identities.ts'
import { LINK_MS } from '../../meetings/joinLinks.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { answerOf, createMeetingCalls, type MeetingCalls, problemOf } from './testing/meetingCalls.ts'

let product: TestProduct
let calls: MeetingCalls
const tokens = new Map<string, string>()
/** How far the product's clock is ahead, ms. */
let aheadMs = 0

beforeAll(async () => {
  const clock = { nowMs: () => Date.now() + aheadMs }
  product = await startTestProduct({ LOG_LEVEL: 'trace' }, { limitFactor: 1_000, clock })
  calls = createMeetingCalls(product)
  for (const name of ['ana', 'ben', 'cleo', 'iris'])
    tokens.set(name, (await product.signIn(name)).accessToken)
})
afterAll(() => product.close())
afterEach(async () => {
  aheadMs = 0
  for (const { id, mayEnd } of await calls.list(tokenOf('ana')))
    if (mayEnd) await calls.send(`/meetings/${id}`, tokenOf('ana'), { method: 'DELETE' })
})

const tokenOf = (name: string) => tokens.get(name) ?? ''

/** A personal link into a meeting, of that person. */
const linkOf = async (name: string, meetingId: string) =>
  (
    await answerOf(
      MeetingJoinSchema,
      calls.send(`/meetings/${meetingId}/join`, tokenOf(name), { method: 'POST' }),
    )
  ).joinUrl
const secretOf = (joinUrl: string) => joinUrl.slice(joinUrl.lastIndexOf('/') + 1)
/** Sent as a browser would that has followed the link. */
const open = (joinUrl: string) =>
  calls.send('/join/open', null, { method: 'POST', body: { token: secretOf(joinUrl) } })
const opened = (joinUrl: string) => answerOf(JoinOpenedSchema, open(joinUrl))
const enter = (session: string) => calls.send('/join/enter', session, { method: 'POST' })
const view = (session: string) => calls.send('/join', session)

/** Somebody in front of the page, whose link has been opened. */
const visit = async (name: string, meetingId: string) => opened(await linkOf(name, meetingId))

describe('going into a meeting', () => {
  it('lets the host in, and those who wait for them after that', async () => {
    const { meeting, joinUrl } = await calls.start(tokenOf('cleo'))
    const iris = await visit('iris', meeting.id)
    const waiting: JoinView = {
      title: 'Weekly',
      type: 'meeting',
      ownerName: 'Cleo (projector)',
      displayName: 'Iris 🍿',
      isHost: false,
      isOwner: false,
      status: 'active',
      startsAt: null,
      isWaiting: true,
      discordUrl: expect.stringMatching(new RegExp(`^https://discord\\.com/channels/${GUILD.id}/\\d+$`)),
    }
    expect(iris.view).toEqual(waiting)
    expect(await problemOf(enter(iris.session))).toMatchObject({ status: 409, code: 'waiting_for_host' })
    expect((await enter(iris.session)).headers.get('retry-after')).toMatch(/^\d+$/)

    const cleo = await opened(joinUrl)
    expect(cleo.view).toMatchObject({
      displayName: 'Cleo (projector)',
      isHost: true,
      isOwner: true,
      isWaiting: false,
    })
    const hosted = await answerOf(JoinEnteredSchema, enter(cleo.session))
    expect(new URL(hosted.launchUrl).origin).toBe(product.sandbox.urls.kaf)

    expect(await answerOf(JoinViewSchema, view(iris.session))).toEqual({ ...waiting, isWaiting: false })
    const joined = await answerOf(JoinEnteredSchema, enter(iris.session))
    expect(joined.launchUrl).not.toBe(hosted.launchUrl)
    const [seen] = await calls.list(tokenOf('ben'))
    expect(seen).toMatchObject({ isOpen: true, joined: 2 })
    expect([...(seen?.names ?? [])].sort()).toEqual(['Cleo (projector)', 'Iris 🍿'])
  })

  it('waits for nobody where it need not', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'), { waitForHost: false })
    const { session, view: seen } = await visit('iris', meeting.id)
    expect(seen.isWaiting).toBe(false)
    await answerOf(JoinEnteredSchema, enter(session))
  })

  it('takes moderators of the server for hosts', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const { session, view: seen } = await visit('ben', meeting.id)
    expect(seen).toMatchObject({ isHost: true, isOwner: false, isWaiting: false })
    await answerOf(JoinEnteredSchema, enter(session))
  })

  it('lets the same browser back in, and counts nobody twice', async () => {
    const { meeting, joinUrl } = await calls.start(tokenOf('cleo'))
    const { session } = await opened(joinUrl)
    await answerOf(JoinEnteredSchema, enter(session))
    await answerOf(JoinEnteredSchema, enter(session))
    const again = await visit('cleo', meeting.id)
    await answerOf(JoinEnteredSchema, enter(again.session))
    expect((await calls.list(tokenOf('ana')))[0]).toMatchObject({ joined: 1, names: ['Cleo (projector)'] })
  })

  it('is over for everybody once the meeting is', async () => {
    const { meeting, joinUrl } = await calls.start(tokenOf('cleo'))
    const inside = await opened(joinUrl)
    await answerOf(JoinEnteredSchema, enter(inside.session))
    const unopened = await linkOf('iris', meeting.id)
    await calls.send(`/meetings/${meeting.id}`, tokenOf('cleo'), { method: 'DELETE' })
    expect((await problemOf(open(unopened))).code).toBe('link_spent')
    for (const ask of [enter, view]) expect((await problemOf(ask(inside.session))).status).toBe(401)
  })
})

describe('a personal link', () => {
  it('opens once, whoever opens it, however many try at the same time (ASVS 2.3.4)', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    for (let round = 0; round < 5; round++) {
      const link = await linkOf('iris', meeting.id)
      const tries = await Promise.all(Array.from({ length: 40 }, () => open(link)))
      const statuses = tries.map(({ status }) => status).sort()
      expect(statuses).toEqual([200, ...Array(39).fill(410)])
      expect((await problemOf(open(link))).code).toBe('link_spent')
    }
  })

  it('opens for a minute', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const sent = await answerOf(
      MeetingJoinSchema,
      calls.send(`/meetings/${meeting.id}/join`, tokenOf('iris'), { method: 'POST' }),
    )
    expect(Date.parse(sent.expiresAt) - Date.now()).toBeLessThanOrEqual(LINK_MS)
    aheadMs = LINK_MS
    expect(await problemOf(open(sent.joinUrl))).toMatchObject({ status: 410, code: 'link_spent' })
  })

  it('is not to be guessed', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const link = secretOf(await linkOf('iris', meeting.id))
    const other = (index: number) => (link[index] === 'A' ? 'B' : 'A')
    const near = Array.from(link, (_, index) => link.slice(0, index) + other(index) + link.slice(index + 1))
    const guesses = [
      ...near,
      ...Array.from({ length: 300 }, () => randomBytes(32).toString('base64url')),
      meeting.id,
      link.slice(1),
      `${link}A`,
      link.toLowerCase(),
      ` ${link}`,
      '%',
      '__proto__',
    ].filter(guess => guess !== link)
    for (const guess of guesses) {
      const sent = await calls.send('/join/open', null, { method: 'POST', body: { token: guess } })
      const { status, code } = ProblemSchema.parse(await sent.json())
      expect([guess, status, code]).toEqual([guess, 410, 'link_spent'])
    }
    await opened(`/join/${link}`)
  })

  it('is not spent by whoever looks at the page, as those do who show links to others', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const link = await linkOf('iris', meeting.id)
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET'])
      for (const agent of ['Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)', 'curl/8'])
        await fetch(`${product.url}/join/${secretOf(link)}`, { method, headers: { 'user-agent': agent } })
    await opened(link)
  })

  it('is worth nothing to who may no longer join', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const link = await linkOf('iris', meeting.id)
    const session = (await visit('iris', meeting.id)).session
    const config = async (body: unknown) => {
      await (await calls.send(`/config/${GUILD.id}`, tokenOf('ana'), { method: 'PATCH', body })).arrayBuffer()
    }
    await config({ commands: { permissions: { 'kaltura-join': ['moderator'] } } })
    try {
      expect((await problemOf(open(link))).code).toBe('forbidden')
      expect((await problemOf(enter(session))).code).toBe('forbidden')
    } finally {
      await config({ commands: { permissions: null } })
    }
    expect((await problemOf(open(link))).code).toBe('link_spent')
  })
})

describe('what a browser is given that has opened one', () => {
  it('opens nothing else, and nothing else opens a room (ASVS 9.2.2, 9.2.3)', async () => {
    const { meeting, joinUrl } = await calls.start(tokenOf('cleo'))
    const { session } = await opened(joinUrl)
    for (const [path, method] of [
      ['/meetings', 'GET'],
      [`/meetings/${meeting.id}`, 'DELETE'],
      [`/meetings/${meeting.id}/join`, 'POST'],
      ['/videos', 'GET'],
    ] as const)
      expect([path, (await calls.send(path, session, { method })).status]).toEqual([path, 401])
    for (const wrong of [
      tokenOf('cleo'),
      secretOf(joinUrl),
      randomBytes(32).toString('base64url'),
      'x',
      null,
    ])
      for (const ask of [calls.send('/join', wrong), calls.send('/join/enter', wrong, { method: 'POST' })]) {
        const answered = await ask
        expect(answered.status).toBe(401)
        expect(answered.headers.get('www-authenticate')).toBe('Bearer realm="kaltura-discord-join"')
      }
    await answerOf(JoinViewSchema, view(session))
  })

  it('is read from nowhere but its header', async () => {
    const { joinUrl } = await calls.start(tokenOf('cleo'))
    const { session } = await opened(joinUrl)
    expect((await calls.send(`/join?session=${session}&access_token=${session}`, null)).status).toBe(401)
    const headers = { cookie: `session=${session}` }
    expect((await calls.send('/join', null, { headers })).status).toBe(401)
  })

  it('is kept by nobody on the way', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const minted = await calls.send(`/meetings/${meeting.id}/join`, tokenOf('cleo'), { method: 'POST' })
    const { joinUrl } = MeetingJoinSchema.parse(await minted.json())
    const answered = await open(joinUrl)
    const { session } = JoinOpenedSchema.parse(await answered.json())
    const all = [minted, answered, await view(session), await enter(session), await open(joinUrl)]
    expect(all.map(({ headers }) => headers.get('cache-control'))).toEqual(Array(5).fill('no-store'))
  })
})

describe('the log', () => {
  it('holds no link, no session and nothing that opens a room (ASVS 16.2.5)', async () => {
    const { meeting, joinUrl } = await calls.start(tokenOf('cleo'))
    const link = await linkOf('iris', meeting.id)
    for (const url of [joinUrl, link]) {
      const path = new URL(url).pathname
      await (await fetch(`${product.url}${path}`)).arrayBuffer()
      await (await fetch(`${product.url}${path}/more?${secretOf(url)}`, { method: 'POST' })).arrayBuffer()
      await (await fetch(`${product.url}/api/v1${path}`)).arrayBuffer()
      await (await fetch(`${product.url}/%ff${path}`)).arrayBuffer()
    }
    const host = await opened(joinUrl)
    const guest = await opened(link)
    const launchUrls: string[] = []
    for (const { session } of [host, guest])
      launchUrls.push((await answerOf(JoinEnteredSchema, enter(session))).launchUrl)
    await problemOf(open(link))
    const sessions = launchUrls.map(url => /djJ8[\w=-]+/.exec(decodeURIComponent(url))?.[0] ?? '')
    const metrics = await (await calls.send('/metrics', null)).text()
    const secrets = [
      secretOf(joinUrl),
      secretOf(link),
      host.session,
      guest.session,
      ...sessions,
      ...launchUrls,
    ]
    expect(secrets.every(secret => secret.length > 40)).toBe(true)
    const log = product.log.join('')
    expect(log).toContain('http.answered')
    const traffic = JSON.stringify(product.sandbox.traffic.entries())
    for (const secret of secrets)
      for (const text of [log, metrics, traffic])
        expect([secret, text.includes(secret)]).toEqual([secret, false])
  })
})
