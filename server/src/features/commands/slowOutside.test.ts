import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { openSlowLine, type SlowLine } from '../../testing/slowLine.ts'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { createMariaDatabase } from '../../testing/testDatabases.ts'

const SQL_LATE_MS = 200
const MESSAGE = 4
const DEFERRED = 5
const CHOICES = 8
const MODAL = 9

const ConversationSchema = z.object({
  problem: z.string().nullable(),
  answer: z.object({ status: z.number(), type: z.number().nullable() }).nullable(),
})

let line: SlowLine
let product: TestProduct

beforeAll(async () => {
  const address = new URL((await createMariaDatabase()).reveal())
  line = await openSlowLine(Number(address.port))
  address.port = String(line.port)
  product = await startTestProduct({ DATABASE_URL: address.href }, { bot: true })
  line.delayMs = SQL_LATE_MS
  product.sandbox.faults.add({ service: 'kaltura', kind: 'slow', delayMs: 10_000 })
}, 30_000)
afterAll(async () => {
  line.delayMs = 0
  await product.close()
  line.close()
})

const kalturaAnswers = () =>
  product.sandbox.traffic.entries().filter(({ service }) => service === 'kaltura').length

it.each<[string, object, number]>([
  ['a search', { command: 'kaltura-video-search', options: { query: 'test' } }, DEFERRED],
  ['a video by a part of its name', { command: 'kaltura-watch', options: { video: 'some name' } }, MESSAGE],
  ['typing', { autocomplete: 'kaltura-watch', focused: { name: 'video', value: 'te' } }, CHOICES],
  ['the launcher', { command: 'launch' }, MESSAGE],
  ['a look at the configuration', { command: 'kaltura-config-view', options: { section: 'all' } }, DEFERRED],
  [
    'a wish to write a value',
    { command: 'kaltura-config-update', options: { section: 'features', key: 'user_sync' } },
    MODAL,
  ],
])('%s is answered before Kaltura has said anything, with SQL slow as well', async (_what, wish, type) => {
  const answer = await postJson(`${product.sandbox.urls.host}/sandbox/interactions`, {
    user: 'ana',
    waitMs: 0,
    ...wish,
  })
  expect(kalturaAnswers()).toBe(0)
  const conversation = ConversationSchema.parse(await answer.json())
  expect(conversation).toMatchObject({ problem: null, answer: { status: 200, type } })
})
