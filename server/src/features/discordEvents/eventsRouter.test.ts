import { createServer } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { DatabaseAway } from '../../platform/database/databaseAway.ts'
import { createSignedBody } from '../../platform/discordSignature.ts'
import { createLogger } from '../../platform/logger.ts'
import { createRoomClock } from '../../platform/roomClock.ts'
import { createDiscordSigner } from '../../testing/discordSigner.ts'
import { createErrorExit } from '../../transport/errorExit.ts'
import { listen } from '../../transport/listen.ts'
import { createEventsRouter } from './eventsRouter.ts'

const APPLICATION = '1100000000000000001'
const BODY = JSON.stringify({
  version: 1,
  application_id: APPLICATION,
  type: 1,
  event: {
    type: 'APPLICATION_DEAUTHORIZED',
    timestamp: '2026-10-18T14:42:53.064834',
    data: { user: { id: '1400000000000000001' } },
  },
})

const signer = createDiscordSigner()
const clock = createRoomClock()
const logger = createLogger({ level: 'silent', directory: null, secrets: [], destination: { write() {} } })
const app = express()
const server = createServer(app)

let url: string
let happened: string[]
/** What the database does when it is asked to keep an event. */
let add: () => Promise<boolean>

beforeAll(async () => {
  app.use(
    createEventsRouter({
      signed: createSignedBody({ publicKey: signer.publicKey, clock, maxBytes: 1024 }),
      applicationId: APPLICATION,
      store: { add: () => add() },
      onStored: () => void happened.push('work'),
      observer: { discordEvent: ({ outcome }) => void happened.push(outcome), parkedEvents: () => {} },
      clock,
      logger,
    }),
    createErrorExit(logger),
  )
  url = await listen(server, { host: '127.0.0.1', port: 0 })
})
afterAll(() => new Promise(resolve => server.close(resolve)))
beforeEach(() => {
  happened = []
})

const send = (body = BODY) =>
  fetch(`${url}/discord/events`, { method: 'POST', headers: { ...signer.sign(body) }, body })

it('acknowledges an event when it is stored, and not before', async () => {
  const asked = Promise.withResolvers<void>()
  const stored = Promise.withResolvers<boolean>()
  add = () => {
    asked.resolve()
    return stored.promise
  }
  const answered = send().then(response => {
    happened.push('answered')
    return response
  })
  await asked.promise
  happened.push('stored')
  stored.resolve(true)
  expect((await answered).status).toBe(204)
  expect(happened[0]).toBe('stored')
  expect(happened).toContain('answered')
  expect(happened).toContain('work')
})

it('begins no work for one that it has', async () => {
  add = async () => false
  expect((await send()).status).toBe(204)
  expect(happened).toEqual(['repeated'])
})

it.each([
  ['is away', () => Promise.reject(new DatabaseAway('gone'))],
  ['does not come to an end', () => new Promise<boolean>(() => {})],
])('has Discord try again when the database %s', async (_what, hang) => {
  add = hang
  const response = await send()
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).not.toBeNull()
  expect(happened).toEqual([])
})

it('has Discord try again when something of ours breaks', async () => {
  add = () => Promise.reject(new Error('a bug'))
  expect((await send()).status).toBe(500)
  expect(happened).toEqual([])
})

it('reads no more than it should', async () => {
  add = async () => true
  expect((await send(BODY.padEnd(1_025))).status).toBe(413)
  expect(happened).toEqual([])
})
