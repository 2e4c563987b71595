import { KalturaVideoSchema } from '@kaltura-discord/shared/protocol/http/play.ts'
import {
  PlaybackSessionSchema,
  ProblemSchema,
  VideoPageSchema,
  VideoSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { runAdmin } from '../admin/runAdmin.ts'
import { type App, createApp } from '../app.ts'
import { loadConfig } from '../config.ts'
import { createLogger } from '../platform/logger.ts'
import { postJson, startTestProduct, type TestProduct } from '../testing/startTestProduct.ts'

/* Two deployments: the library of the second comes from the first. */

const LineSchema = z.looseObject({
  event: z.string(),
  requestId: z.string().optional(),
  target: z.string().optional(),
  operation: z.string().optional(),
  userId: z.string().optional(),
})
const CreatedSchema = z.object({ id: z.string(), credential: z.string() })
const MINUTE_MS = 60_000

let first: TestProduct
let second: TestProduct
/** The first one after it has come back. */
let again: App | null = null
let service: z.infer<typeof CreatedSchema>
let laterMs = 0
let headers: Record<string, string>

async function admin(...line: string[]): Promise<string> {
  const { output, problem, exitCode } = await runAdmin(line, first.environment)
  if (exitCode !== 0) throw new Error(problem)
  return output
}

async function startSecond(more: Readonly<Record<string, string>> = {}): Promise<void> {
  second = await startTestProduct(
    {
      KALTURA_ADMIN_SECRET: '',
      API_GATEWAY_URL: `${first.url}/api`,
      API_GATEWAY_TOKEN: service.credential,
      JWT_SECRET: 'the-second-deployment-signs-with-this',
      ...more,
    },
    { sandbox: first.sandbox, clock: { nowMs: () => Date.now() + laterMs } },
  )
  await signInAs('ana')
}

async function signInAs(name: string): Promise<void> {
  headers = { authorization: `Bearer ${(await second.signIn(name)).accessToken}` }
}

beforeEach(async () => {
  laterMs = 0
  first = await startTestProduct()
  const scopes = ['--scope', 'videos:read', '--scope', 'videos:play']
  service = CreatedSchema.parse(
    JSON.parse(await admin('service', 'create', '--name', 'Second', ...scopes, '--json')),
  )
})
afterEach(async () => {
  await second.close()
  await again?.stop()
  again = null
  await first.close()
})

/** On its old port, with its old database. */
async function restartFirst(more: Readonly<Record<string, string>> = {}): Promise<void> {
  const { port } = new URL(first.url)
  const loaded = loadConfig({ ...first.environment, API_PORT: port, ...more })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  await first.app.stop()
  again = createApp(loaded.config, { logger: createLogger({ level: 'silent', secrets: [] }) })
  await again.start()
}

const get = (path: string) => fetch(`${second.url}/api/v1${path}`, { headers })
const play = (id: string) => postJson(`${second.url}/api/v1/videos/${id}/session`, {}, headers)
const linesOf = ({ log }: TestProduct) => log.map(line => LineSchema.parse(JSON.parse(line)))
const asked = (operation: string) =>
  linesOf(second).filter(line => line.event === 'outbound.called' && line.operation === operation)
const saidOf = (event: string) => linesOf(second).filter(line => line.event === event)

async function problemOf(response: Response) {
  const { code } = ProblemSchema.parse(await response.json())
  return { status: response.status, code, again: response.headers.get('retry-after') !== null }
}

/** A deployment knows within seconds that a service was revoked. */
async function untilRefused(): Promise<void> {
  let tries = 0
  await vi.waitFor(
    async () => {
      tries += 1
      expect((await get(`/videos/search?q=refused${tries}`)).status).toBe(503)
    },
    { timeout: 20_000, interval: 250 },
  )
}

async function sources(ks: string, entryId: string): Promise<string> {
  const url = `${second.environment['KALTURA_API_ENDPOINT']}/service/baseentry/action/getPlaybackContext`
  const contextDataParams = { objectType: 'KalturaContextDataParams', flavorTags: 'all' }
  return (await postJson(url, { ks, entryId, contextDataParams, format: 1 })).text()
}

describe('a deployment behind another one', () => {
  beforeEach(() => startSecond())

  it('has its library, and asks Kaltura nothing', async () => {
    const own = { authorization: `Bearer ${(await first.signIn('ben')).accessToken}` }
    for (const path of ['/videos?limit=4', '/videos/search?q=forest']) {
      const there = VideoPageSchema.parse(
        await (await fetch(`${first.url}/api/v1${path}`, { headers: own })).json(),
      )
      expect(VideoPageSchema.parse(await (await get(path)).json())).toEqual(there)
      expect(there.videos.length).toBeGreaterThan(0)
    }
    const page = VideoPageSchema.parse(await (await get('/videos?limit=4')).json())
    const next = VideoPageSchema.parse(await (await get(`/videos?limit=4&cursor=${page.nextCursor}`)).json())
    expect(next.videos.map(({ id }) => id)).not.toContain(page.videos[0]?.id)
    expect(VideoSchema.parse(await (await get('/videos/1_live')).json())).toMatchObject({ kind: 'live' })
    const named = KalturaVideoSchema.parse(await (await get('/kaltura/video/0_testcard')).json())
    // Where the other deployment is, is nobody's business.
    expect(named.thumbnailUrl).toBeNull()
    const picture = await fetch(`${second.url}/api/v1/videos/0_testcard/thumbnail?width=200`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(linesOf(second).filter(({ target }) => target?.startsWith('kaltura'))).toEqual([])
  })

  it('says of a video what the other one says', async () => {
    for (const id of ['0_nothere1', 'nonsense', '0_testcard%2f..']) {
      expect(await problemOf(await get(`/videos/${id}`))).toMatchObject({
        status: 404,
        code: 'video_not_found',
      })
      expect(await problemOf(await play(id))).toMatchObject({ code: 'video_not_found' })
      expect((await fetch(`${second.url}/api/v1/videos/${id}/thumbnail`)).status).toBe(404)
    }
  })

  it('gives each member a right to play of their own, for one video', async () => {
    for (const [name, userId] of [
      ['ana', '1400000000000000001'],
      ['ben', '1400000000000000002'],
    ] as const) {
      await signInAs(name)
      const session = PlaybackSessionSchema.parse(await (await play('0_testcard')).json())
      expect(session).toMatchObject({ entryId: '0_testcard', userId: `discord_${userId}` })
      expect(await sources(session.ks, '0_testcard')).toContain('"sources"')
      expect(await sources(session.ks, '0_lecture')).not.toContain('a.m3u8')
      expect(linesOf(first)).toContainEqual(expect.objectContaining({ event: 'auth.token.issued', userId }))
    }
  })

  it('signs in once however many ask, and the other one finds the request by the same id', async () => {
    const ids = ['0_testcard', '0_lecture', '0_forest', '0_alps', '0_night', '1_live']
    expect((await Promise.all(ids.map(id => get(`/videos/${id}`)))).map(({ status }) => status)).toEqual(
      ids.map(() => 200),
    )
    expect(asked('auth.token')).toHaveLength(1)
    const traced = { ...headers, 'x-request-id': 'through-both-of-them' }
    await (await fetch(`${second.url}/api/v1/videos/search?q=alps`, { headers: traced })).arrayBuffer()
    await vi.waitFor(() => {
      const there = linesOf(first).filter(({ requestId }) => requestId === 'through-both-of-them')
      expect(there.map(({ event }) => event)).toContain('http.answered')
    })
  })

  it('does not have its members share what one of them may ask the other one for', async () => {
    const statuses: number[] = []
    for (const name of ['ana', 'ben', 'cleo']) {
      await signInAs(name)
      for (let n = 0; n < 60; n++) statuses.push((await get(`/videos/search?q=${name}${n}`)).status)
    }
    expect(statuses.filter(status => status !== 200)).toEqual([])
  })

  it('has no sessions of Kaltura to give to services of its own, and says where they are', async () => {
    const made = await runAdmin(
      'service create --name Third --scope videos:read --scope videos:play --json'.split(' '),
      second.environment,
    )
    const { credential } = CreatedSchema.parse(JSON.parse(made.output))
    const person = { discordId: '1400000000000000001', username: 'ana', roles: [] }
    const token = (more: object) =>
      postJson(
        `${second.url}/api/v1/auth/token`,
        { ...person, ...more },
        { authorization: `Bearer ${credential}` },
      )
    expect(await problemOf(await token({}))).toMatchObject({ status: 503, code: 'unavailable' })
    expect((await token({ scopes: ['videos:read'] })).status).toBe(200)
  })

  it('renews its token before it ends, and when it is refused', async () => {
    await get('/videos/0_testcard')
    laterMs = 14.5 * MINUTE_MS
    expect((await get('/videos/0_lecture')).status).toBe(200)
    expect([asked('auth.token').length, asked('auth.refresh').length]).toEqual([1, 1])
    // Another key: what the old one signed holds no longer.
    await restartFirst({ JWT_SECRET: 'a-secret-that-nothing-was-signed-with' })
    const answers = await Promise.all(['0_forest', '0_alps', '0_night'].map(id => get(`/videos/${id}`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect([asked('auth.token').length, asked('auth.refresh').length]).toEqual([1, 2])
  })

  it('shows what it has seen while the other one is away, says how old it is, and not for ever', async () => {
    const fresh = VideoPageSchema.parse(await (await get('/videos?limit=4')).json())
    expect(fresh.asOf).toBeUndefined()
    await first.app.stop()
    // Longer than what is known passes for right by itself.
    laterMs = 6 * MINUTE_MS
    const stale = VideoPageSchema.parse(await (await get('/videos?limit=4')).json())
    expect(stale).toEqual({ ...fresh, asOf: expect.any(String) })
    expect(Date.now() - Date.parse(stale.asOf ?? '')).toBeLessThan(MINUTE_MS)
    const video = VideoSchema.parse(await (await get(`/videos/${fresh.videos[0]?.id}`)).json())
    expect(video.asOf).toBeDefined()
    const away = { status: 503, code: 'kaltura_unavailable', again: true }
    expect(await problemOf(await get('/videos/search?q=never'))).toEqual(away)
    expect(await problemOf(await play('0_testcard'))).toEqual(away)
    laterMs = 61 * MINUTE_MS
    await signInAs('ana')
    expect(await problemOf(await get('/videos?limit=4'))).toEqual(away)
  })

  it('tells its operator when its credential is refused, and leaves the other one alone then', async () => {
    await get('/videos/0_testcard')
    await admin('service', 'revoke', service.id)
    const closed = { status: 503, code: 'unavailable', again: true }
    await untilRefused()
    expect(await problemOf(await get('/videos/0_lecture'))).toEqual(closed)
    expect(await problemOf(await play('0_testcard'))).toEqual(closed)
    expect(await problemOf(await get('/videos/0_alps'))).toEqual(closed)
    expect(saidOf('gateway.credential.refused')).toEqual([
      expect.objectContaining({
        errorMessage: expect.stringMatching(/API_GATEWAY_TOKEN.*pnpm admin service create/),
      }),
    ])
    expect(second.log.join('')).not.toContain(service.credential.slice(-43))
  })
})

describe('a deployment with Kaltura behind the other one', () => {
  beforeEach(() =>
    startSecond({
      ENABLE_DIRECT_KALTURA: 'true',
      KALTURA_ADMIN_SECRET: first.environment['KALTURA_ADMIN_SECRET'] ?? '',
    }),
  )

  it('asks Kaltura itself while the other one is away, and says so once', async () => {
    expect((await get('/videos/0_testcard')).status).toBe(200)
    await first.app.stop()
    for (const id of ['0_lecture', '0_forest', '0_alps']) {
      const video = VideoSchema.parse(await (await get(`/videos/${id}`)).json())
      expect(video).toMatchObject({ id })
      expect(video.asOf).toBeUndefined()
    }
    const session = PlaybackSessionSchema.parse(await (await play('0_testcard')).json())
    expect(await sources(session.ks, '0_testcard')).toContain('"sources"')
    expect((await fetch(`${second.url}/api/v1/videos/0_night/thumbnail`)).status).toBe(200)
    expect(saidOf('library.away')).toHaveLength(1)
    await restartFirst()
    let tries = 0
    await vi.waitFor(
      async () => {
        tries += 1
        expect((await get(`/videos/search?q=again${tries}`)).status).toBe(200)
        expect(saidOf('library.back')).toHaveLength(1)
      },
      { timeout: 20_000, interval: 250 },
    )
  })

  it('takes a no for a no', async () => {
    expect(await problemOf(await get('/videos/0_nothere1'))).toMatchObject({ code: 'video_not_found' })
    await admin('service', 'revoke', service.id)
    await untilRefused()
    expect(await problemOf(await get('/videos/0_lecture'))).toMatchObject({ code: 'unavailable' })
    // Users are kept in step with Kaltura itself; of its library nothing was asked.
    const askedOfKaltura = linesOf(second).filter(({ target }) => target === 'kaltura')
    expect(askedOfKaltura.filter(({ operation }) => !operation?.startsWith('user.'))).toEqual([])
  })
})
