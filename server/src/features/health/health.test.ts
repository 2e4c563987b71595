import { HealthSchema, MetricsSchema, StatusSchema } from '@kaltura-discord/shared/protocol/http/health.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createApp } from '../../app.ts'
import { loadConfig } from '../../config.ts'
import { createLogger } from '../../platform/logger.ts'
import { hello, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { createDatabaseProbe } from './databaseProbe.ts'

let product: TestProduct
let instanceId: string

beforeAll(async () => {
  product = await startTestProduct()
  const signedIn = await product.signIn('ana')
  instanceId = signedIn.instance.id
  await hello(product.connect(signedIn.accessToken))
})
afterAll(() => product.close())

const get = (path: string) => fetch(`${product.url}/api/v1/${path}`)

const StartedSchema = z.object({ event: z.literal('metrics.started'), url: z.string() })
const metricsUrl = () =>
  product.log.flatMap(line => StartedSchema.safeParse(JSON.parse(line)).data?.url ?? [])[0] ?? ''

/** All that is in a text of Prometheus, by name and labels. */
const figures = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

describe('what anybody may know', () => {
  it('is how it is, in the shape that monitors know', async () => {
    const health = HealthSchema.strict().parse(await (await get('health')).json())
    expect(health).toMatchObject({
      status: 'healthy',
      environment: 'test',
      connections: { total: 1, discord: 0, activity: 1 },
    })
  })

  it('is how much there is, without an id', async () => {
    const text = await (await get('metrics')).text()
    const metrics = MetricsSchema.parse(JSON.parse(text))
    expect(metrics.rooms).toMatchObject({ total: 1, channels: 1, activeChannels: [{ userCount: 1 }] })
    expect(text).not.toContain(instanceId)
    expect(text).not.toMatch(/1[34]\d{17}/)
    expect(MetricsSchema.parse(await (await get('metrics')).json()).rooms).toEqual(metrics.rooms)
  })

  it('is everything, in status', async () => {
    const status = StatusSchema.parse(await (await get('status')).json())
    expect(status).toMatchObject({ status: 'healthy', checks: { database: 'up' } })
    expect(status.version).toMatch(/^\d+\.\d+\.\d+/)
  })

  it('is counted by address, whatever a request says of itself (ASVS 4.1.3)', async () => {
    const remaining = async (headers: Record<string, string>) => {
      const response = await fetch(`${product.url}/api/v1/status`, { headers })
      const [, left] = /^"address";r=(\d+);t=\d+$/.exec(response.headers.get('ratelimit') ?? '') ?? []
      return Number(left)
    }
    const before = await remaining({})
    const spoofed = { 'x-forwarded-for': '1.2.3.4', forwarded: 'for=1.2.3.4', 'cf-connecting-ip': '1.2.3.4' }
    expect(await remaining(spoofed)).toBe(before - 1)
    expect(await remaining({ 'x-real-ip': '1.2.3.4', 'cf-worker': 'discordsays.com' })).toBe(before - 2)
  })

  it('stays within its limit, while those who decide about the process are always answered', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 130; n++) statuses.push((await get('metrics')).status)
    expect(statuses.at(-1)).toBe(429)
    const refused = await get('metrics')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(ProblemSchema.parse(await refused.json()).code).toBe('rate_limited')
    for (const path of ['live', 'ready', 'health']) {
      const response = await get(path)
      expect([path, response.status, response.headers.get('ratelimit')]).toEqual([path, 200, null])
    }
  })
})

describe('Prometheus', () => {
  it('finds requests by operation, sockets, rooms and the process on a port of its own', async () => {
    await get('status')
    const response = await fetch(metricsUrl())
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const text = await response.text()
    const known = figures(text)
    expect(known.get('kaltura_discord_sockets')).toBe(1)
    expect(known.get('kaltura_discord_rooms')).toBe(1)
    const labels = 'operation="health.status",method="GET",status="200"'
    expect(known.get(`kaltura_discord_http_request_duration_seconds_count{${labels}}`)).toBeGreaterThan(0)
    expect(
      known.get('kaltura_discord_http_rate_limited_total{operation="health.metrics",by="address"}'),
    ).toBeGreaterThanOrEqual(11)
    expect([...known.keys()].filter(key => /^(?:process_cpu|nodejs_eventloop)/.test(key))).not.toEqual([])
    expect(text).not.toMatch(/\b1[1-4]\d{17}\b/)
  })

  it('finds nothing else there, and nothing of it on the other port (ASVS 13.4.5)', async () => {
    const { origin } = new URL(metricsUrl())
    for (const [path, method] of [
      ['/', 'GET'],
      ['/api/v1/live', 'GET'],
      ['/metrics', 'POST'],
    ])
      expect((await fetch(`${origin}${path}`, { method: method ?? '' })).status).toBe(404)
    expect((await fetch(`${product.url}/metrics`)).status).toBe(404)
  })

  it('has a port that is named when it is taken', async () => {
    const environment = { ...product.environment, METRICS_PORT: new URL(metricsUrl()).port }
    const loaded = loadConfig({ ...environment, DATABASE_PATH: ':memory:' })
    if (!loaded.ok) throw new Error(loaded.problems.join())
    const logger = createLogger({ level: 'silent', secrets: [] })
    await expect(createApp(loaded.config, { logger }).start()).rejects.toThrow(/METRICS_PORT.*taken/)
  })
})

describe('the database', () => {
  const time = { nowMs: 0 }
  const clock = { nowMs: () => time.nowMs }

  it('is asked at most once a second, and once by all who ask together', async () => {
    let asked = 0
    const probe = createDatabaseProbe(async () => void asked++, clock)
    expect(await Promise.all([probe(), probe(), probe()])).toEqual([true, true, true])
    time.nowMs += 999
    await probe()
    expect(asked).toBe(1)
    time.nowMs += 1
    await probe()
    expect(asked).toBe(2)
  })

  it('that refuses, or says nothing, does not answer', async () => {
    expect(await createDatabaseProbe(() => Promise.reject(new Error('away')), clock)()).toBe(false)
    expect(await createDatabaseProbe(() => new Promise(() => {}), clock)()).toBe(false)
  })
})

describe('while it drains', () => {
  it('it lives, and takes no new rooms', async () => {
    const other = await startTestProduct()
    try {
      const paths = ['ready', 'health', 'live']
      const statuses = () =>
        Promise.all(paths.map(async path => (await fetch(`${other.url}/api/v1/${path}`)).status))
      expect(await statuses()).toEqual([200, 200, 200])
      const stopped = other.app.stop()
      // Over the lines that are open: it goes on answering for a moment.
      expect(await statuses()).toEqual([503, 503, 200])
      await stopped
    } finally {
      await other.close()
    }
  })
})
