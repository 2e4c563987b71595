import { createServer } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { DatabaseAway } from '../../platform/database/databaseAway.ts'
import { createLogger } from '../../platform/logger.ts'
import { Secret } from '../../platform/secret.ts'
import { signNotification } from '../../testing/kalturaSigner.ts'
import { createErrorExit } from '../../transport/errorExit.ts'
import { listen } from '../../transport/listen.ts'
import { createNotificationProof } from './notificationProof.ts'
import { createWebhookRouter, MAX_NOTIFICATION_BYTES } from './webhookRouter.ts'

const SECRET = 'what Kaltura signs with'
const BODY = JSON.stringify({
  object: { id: '0_recording', objectType: 'KalturaMediaEntry' },
  eventNotificationJobId: 42,
})

const app = express()
const server = createServer(app)
let url: string
let happened: string[]
let log: string[]
/** What the database does when it is asked to keep a notification. */
let store: () => Promise<boolean>

beforeAll(async () => {
  const logger = createLogger({
    level: 'debug',
    secrets: [],
    destination: { write: line => void log.push(line) },
  })
  const options = {
    store: () => store(),
    onStored: () => void happened.push('work'),
    observer: { kalturaNotification: ({ outcome }: { outcome: string }) => void happened.push(outcome) },
    logger,
  }
  const proof = createNotificationProof({ secret: new Secret(SECRET), token: null })
  app.use('/known', createWebhookRouter({ ...options, proof }))
  const nothing = createNotificationProof({ secret: null, token: null })
  app.use('/unknown', createWebhookRouter({ ...options, proof: nothing }))
  app.use(createErrorExit(logger))
  url = await listen(server, { host: '127.0.0.1', port: 0 })
})
afterAll(() => new Promise(resolve => server.close(resolve)))
beforeEach(() => {
  happened = []
  log = []
})

const send = (body = BODY, place = 'known') =>
  fetch(`${url}/${place}/webhooks/kaltura`, {
    method: 'POST',
    headers: signNotification(SECRET, body, 'sha256'),
    body,
  })

it('answers a notification when it is stored, and not before', async () => {
  const asked = Promise.withResolvers<void>()
  const stored = Promise.withResolvers<boolean>()
  store = () => {
    asked.resolve()
    return stored.promise
  }
  const answered = send().then(async response => {
    happened.push('answered')
    return [response.status, await response.text()]
  })
  await asked.promise
  happened.push('stored')
  stored.resolve(true)
  expect(await answered).toEqual([200, '{}'])
  expect(happened.slice(0, 2)).toEqual(['stored', 'received'])
  expect(happened).toContain('work')
})

it('begins no work for one that it has', async () => {
  store = async () => false
  expect((await send()).status).toBe(200)
  expect(happened).toEqual(['repeated'])
})

it.each([
  ['is away', () => Promise.reject(new DatabaseAway('gone'))],
  ['does not come to an end', () => new Promise<boolean>(() => {})],
])('has Kaltura try again when the database %s', async (_what, hang) => {
  store = hang
  const response = await send()
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).not.toBeNull()
  expect(happened).toEqual([])
})

it('reads no more than it should, and nothing of whoever shows nothing', async () => {
  store = async () => true
  expect((await send('x'.repeat(MAX_NOTIFICATION_BYTES + 1))).status).toBe(413)
  const response = await fetch(`${url}/known/webhooks/kaltura`, {
    method: 'POST',
    body: 'x'.repeat(MAX_NOTIFICATION_BYTES + 1),
  })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Signature realm="kaltura"')
  expect(happened).toEqual(['refused'])
})

it('says in the log, once, what to set where nothing is known that Kaltura could show', async () => {
  for (let times = 0; times < 3; times++) expect((await send(BODY, 'unknown')).status).toBe(404)
  expect(log.filter(line => line.includes('KALTURA_WEBHOOK_SECRET or KALTURA_WEBHOOK_TOKEN'))).toHaveLength(1)
  expect(happened).toEqual([])
})
