import { createHmac, hash } from 'node:crypto'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/database/openDatabase.ts'
import { createLogger } from '../../platform/logger.ts'
import { createOutboxStore, type OutboxStore } from '../../platform/outbox/outboxStore.ts'
import { Secret } from '../../platform/secret.ts'
import { continueSha256 } from '../../testing/continueSha256.ts'
import { type HashAlgorithm, signNotification } from '../../testing/kalturaSigner.ts'
import { createErrorExit } from '../../transport/errorExit.ts'
import { listen } from '../../transport/listen.ts'
import { changedEffect } from './changedHandler.ts'
import { createNotificationProof } from './notificationProof.ts'
import { createWebhookRouter } from './webhookRouter.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const TOKEN = 'a-token-of-the-template-0123456789'
const ALGORITHMS: readonly HashAlgorithm[] = ['sha1', 'sha256', 'sha512']
const AT_ONCE = 16

interface Sent {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

const logger = createLogger({ level: 'silent', secrets: [], destination: { write() {} } })
const app = express()
const server = createServer(app)
let url: string
let database: Database
let store: OutboxStore
let outcomes: string[]
let woken: number

beforeAll(async () => {
  app.use(
    createWebhookRouter({
      proof: createNotificationProof({ secret: new Secret(SECRET), token: new Secret(TOKEN) }),
      store: (key, changed) => store.addOnce(key, changedEffect(changed, 1_000), 1_000),
      onStored: () => void woken++,
      observer: { kalturaNotification: ({ outcome }) => void outcomes.push(outcome) },
      logger,
    }),
    createErrorExit(logger),
  )
  url = await listen(server, { host: '127.0.0.1', port: 0 })
})
afterAll(() => new Promise(resolve => server.close(resolve)))
beforeEach(async () => {
  database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  store = createOutboxStore(database)
  outcomes = []
  woken = 0
  return () => database.close()
})

const written = (job: number | string | null, objectId: string, more: object = {}) =>
  JSON.stringify({
    object: { id: objectId, objectType: 'KalturaMediaEntry', name: 'Größe 🎬', status: '2' },
    eventObjectType: 1,
    ...(job !== null && { eventNotificationJobId: job }),
    templateId: 12,
    eventType: 3,
    objectType: 'KalturaHttpNotification',
    ...more,
  })
const asForm = (json: string) => `data=${encodeURIComponent(json)}`
const signed = (body: string, algorithm: HashAlgorithm = 'sha256'): Sent => ({
  body,
  headers: signNotification(SECRET, body, algorithm),
})

async function send({ body, headers }: Sent): Promise<number> {
  const type = String(body).startsWith('data=') ? 'application/x-www-form-urlencoded' : 'application/json'
  const response = await fetch(`${url}/webhooks/kaltura`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  })
  await response.arrayBuffer()
  return response.status
}

async function sendAll(all: readonly Sent[]): Promise<number[]> {
  const statuses: number[] = []
  const queue = all.entries()
  const lane = async () => {
    for (const [number, each] of queue) statuses[number] = await send(each)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return statuses
}

const kept = () => database.query.selectFrom('outbox').select(['kind', 'lane', 'payload']).execute()

const flipped = (text: string, at: number): string => {
  const place = at % text.length
  const other = text[place] === '0' ? '1' : '0'
  return text.slice(0, place) + other + text.slice(place + 1)
}

/** Ways to make something of a real one that Kaltura has not sent, each with a number that varies it. */
function forgeries({ body: text, headers }: Sent, algorithm: HashAlgorithm) {
  const body = String(text)
  const signature = headers['X-KALTURA-SIGNATURE'] ?? ''
  const named = { 'X-KALTURA-HASH-ALGO': algorithm }
  const by = (secret: string, content = body) => signNotification(secret, content, algorithm)
  const other = written(77, '0_evil')
  const ways: readonly ((number: number) => Sent)[] = [
    () => ({ body: other, headers: {} }),
    () => ({ body: other, headers }),
    () => ({ body, headers: named }),
    () => ({ body, headers: { 'X-KALTURA-SIGNATURE': signature } }),
    () => ({ body, headers: { ...headers, 'X-KALTURA-SIGNATURE': '' } }),
    number => ({ body: flipped(body, number), headers }),
    number => ({ body, headers: { ...headers, 'X-KALTURA-SIGNATURE': flipped(signature, number) } }),
    number => ({
      body,
      headers: { ...headers, 'X-KALTURA-SIGNATURE': signature.slice(0, -2 - 2 * (number % 8)) },
    }),
    number => ({ body: body.slice(0, -1 - (number % (body.length - 1))), headers }),
    number => ({ body: body.slice(1 + (number % (body.length - 1))), headers }),
    number => ({ body: body + ' '.repeat(1 + (number % 9)), headers }),
    () => ({ body: JSON.stringify(JSON.parse(body), null, 1), headers }),
    () => ({ body: asForm(body), headers }),
    () => ({ body: `\ufeff${body}`, headers }),
    () => ({ body: Uint8Array.from(gzipSync(body)), headers: { ...headers, 'content-encoding': 'gzip' } }),
    number => ({
      body,
      headers: {
        ...headers,
        'X-KALTURA-HASH-ALGO':
          ['md5', 'none', '', 'sha-256', 'sha3-256', 'sha224', '__proto__'][number % 7] ?? '',
      },
    }),
    number => ({
      body,
      headers: {
        ...headers,
        'X-KALTURA-HASH-ALGO': ALGORITHMS.filter(each => each !== algorithm)[number % 2] ?? '',
      },
    }),
    number => ({ body: other, headers: by(SECRET.slice(0, number % SECRET.length), other) }),
    number => ({ body: other, headers: by(flipped(SECRET, number), other) }),
    number => ({ body: other, headers: by(SECRET + String(number), other) }),
    () => ({ body: other, headers: by(SECRET.toUpperCase(), other) }),
    () => ({ body: other, headers: { ...named, 'X-KALTURA-SIGNATURE': hash(algorithm, other + SECRET) } }),
    () => ({
      body: other,
      headers: { ...named, 'X-KALTURA-SIGNATURE': createHmac(algorithm, SECRET).update(other).digest('hex') },
    }),
    // The hash would be the same if the place where the secret ends could be moved.
    () => ({ body: SECRET.slice(-1) + body, headers: by(SECRET.slice(0, -1), SECRET.slice(-1) + body) }),
    number => ({ body: other, headers: { 'X-Webhook-Token': TOKEN.slice(0, number % TOKEN.length) } }),
    number => ({ body: other, headers: { 'X-Webhook-Token': flipped(TOKEN, number) } }),
    number => ({ body: other, headers: { 'X-Webhook-Token': TOKEN + String(number) } }),
    () => ({ body: other, headers: { 'X-Webhook-Token': SECRET, Authorization: `Bearer ${TOKEN}` } }),
  ]
  return ways
}

describe('what Kaltura is said to have told', () => {
  it('is acted on in none of 10 000 cases that are forged, changed or told before', {
    timeout: 120_000,
  }, async () => {
    const COUNT = 10_000
    const real = ALGORITHMS.flatMap((algorithm, number) => {
      const json = written(number + 1, `0_real${number}`)
      return [
        signed(json, algorithm),
        signed(asForm(written(number + 11, `0_real${number}`)), algorithm),
      ].map(sent => ({ sent, algorithm }))
    })
    expect(new Set(await sendAll(real.map(({ sent }) => sent)))).toEqual(new Set([200]))
    const before = await kept()
    expect(before).toHaveLength(real.length)
    const ways = real.flatMap(({ sent, algorithm }) =>
      String(sent.body).startsWith('{') ? forgeries(sent, algorithm) : [],
    )
    const forged = Array.from({ length: COUNT - 1_000 }, (_, number) => ways[number % ways.length]?.(number))
    const refused = await sendAll(forged.flatMap(each => each ?? []))
    expect(refused).toHaveLength(COUNT - 1_000)
    // What is packed isn't unpacked.
    expect(new Set(refused)).toEqual(new Set([401, 415]))
    const repeated = Array.from({ length: 1_000 }, (_, number) => real[number % real.length]?.sent)
    expect(new Set(await sendAll(repeated.flatMap(each => each ?? [])))).toEqual(new Set([200]))
    expect(await kept()).toEqual(before)
    expect(woken).toBe(real.length)
  })

  it.each([
    ['JSON', written(null, '0_seen'), ',"object":{"id":"0_evil","objectType":"KalturaMediaEntry"}}'],
    ['JSON, whole', written(null, '0_seen'), written(78, '0_evil')],
    ['a form', asForm(written(null, '0_seen')), `&${asForm(written(78, '0_evil'))}`],
    ['a form, one field', asForm('{'), `&other=1&${asForm(written(78, '0_evil'))}`],
  ])(
    'is not believed where somebody has continued the hash of another one (%s)',
    async (_what, seen, more) => {
      const { headers } = signed(seen)
      const continued = continueSha256(
        headers['X-KALTURA-SIGNATURE'] ?? '',
        SECRET.length + Buffer.byteLength(seen),
        Buffer.from(more),
      )
      const body = Buffer.concat([Buffer.from(seen), continued.suffix])
      // It does hold: that is what is wrong with such signatures.
      expect(continued.hex).toBe(hash('sha256', Buffer.concat([Buffer.from(SECRET), body])))
      const status = await send({
        body: Uint8Array.from(body),
        headers: { 'X-KALTURA-HASH-ALGO': 'sha256', 'X-KALTURA-SIGNATURE': continued.hex },
      })
      expect([status, outcomes]).toEqual([200, ['unreadable']])
      expect(await kept()).toEqual([])
    },
  )

  it('is taken however Kaltura signs and writes it', async () => {
    const sent: Sent[] = []
    for (const algorithm of ALGORITHMS)
      for (const write of [(json: string) => json, asForm]) {
        const number = sent.length
        const body = write(written(number, `0_a${number}`))
        sent.push(signed(body, algorithm))
        const twin = write(written(number + 1, `0_a${number + 1}`))
        sent.push({
          body: twin,
          headers: {
            'X-KALTURA-SIGNATURE': signNotification(SECRET, twin, algorithm)[
              'X-KALTURA-SIGNATURE'
            ].toUpperCase(),
            'X-KALTURA-HASH-ALGO': algorithm.toUpperCase(),
          },
        })
      }
    const carried = written('1_text-id', `0_a${sent.length}`)
    // Kaltura signs whether or not we know what with.
    sent.push({
      body: carried,
      headers: { ...signNotification('?', carried, 'sha1'), 'X-Webhook-Token': TOKEN },
    })
    expect(new Set(await sendAll(sent))).toEqual(new Set([200]))
    expect((await kept()).map(({ payload }) => payload).toSorted()).toEqual(
      sent
        .map((_, number) => JSON.stringify({ objectType: 'KalturaMediaEntry', objectId: `0_a${number}` }))
        .toSorted(),
    )
    expect(outcomes).toEqual(sent.map(() => 'received'))
  })

  it('counts once by the id of its job, and by its body where it has none', async () => {
    expect(await send(signed(written(5, '0_a')))).toBe(200)
    expect(await send(signed(asForm(written(5, '0_a')), 'sha1'))).toBe(200)
    expect(await send(signed(written(null, '0_a')))).toBe(200)
    expect(await send(signed(written(null, '0_a')))).toBe(200)
    expect(await send(signed(written(null, '0_b')))).toBe(200)
    expect(outcomes).toEqual(['received', 'repeated', 'received', 'repeated', 'received'])
    expect(await kept()).toHaveLength(3)
  })

  it.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['XML', '<xml/>'],
    ['an array', '[]'],
    ['no object', '{"eventNotificationJobId":1}'],
    ['an object without an id', written(1, '0_a', { object: { objectType: 'KalturaMediaEntry' } })],
    ['an id that is none', written(1, "0_a' OR 1=1")],
    ['an id that is too long', written(1, 'a'.repeat(65))],
    ['a type that is none', written(1, '0_a', { object: { id: '0_a', objectType: 'constructor' } })],
    ['two fields of data', `${asForm(written(1, '0_a'))}&${asForm(written(2, '0_b'))}`],
    ['bytes that are no text', '{"object":{"id":"0_a","objectType":"KalturaMediaEntry"}}\u0000'],
  ])('is answered, for Kaltura would go on for a day, and left at that: %s', async (_what, body) => {
    expect(await send(signed(body))).toBe(200)
    expect(outcomes).toEqual(['unreadable'])
    expect(await kept()).toEqual([])
  })

  it('of an object that we have nothing to do with is not kept', async () => {
    const object = { id: 4, objectType: 'KalturaCategory' }
    expect(await send(signed(written(1, '0_a', { object })))).toBe(200)
    expect(outcomes).toEqual(['ignored'])
    expect(await kept()).toEqual([])
  })

  it('of a schedule event, whose id is a number, is kept', async () => {
    const object = { id: 4711, objectType: 'KalturaRecordScheduleEvent' }
    expect(await send(signed(written(1, '0_a', { object })))).toBe(200)
    expect(await kept()).toEqual([
      {
        kind: 'kaltura.changed',
        lane: 'kaltura.changed:4711',
        payload: '{"objectType":"KalturaRecordScheduleEvent","objectId":"4711"}',
      },
    ])
  })
})
