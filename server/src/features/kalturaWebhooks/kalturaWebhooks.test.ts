import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signNotification } from '../../testing/kalturaSigner.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

const TOKEN = 'a-token-of-the-template-0123456789'
/** For a machine that does other things as well, ms. */
const PATIENT = { timeout: 10_000 }

let product: TestProduct

beforeAll(async () => {
  product = await startTestProduct({ KALTURA_WEBHOOK_TOKEN: TOKEN })
})
afterAll(() => product.close())

const send = (body: string, headers: Record<string, string>) =>
  fetch(`${product.url}/api/v1/webhooks/kaltura`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
const notification = (job: number) =>
  JSON.stringify({
    object: { id: `0_entry${job}`, objectType: 'KalturaMediaEntry' },
    eventNotificationJobId: job,
  })
const linesOf = (event: string) => product.log.filter(line => line.includes(`"event":"${event}"`))

it('what Kaltura tells is looked at, whether it is signed or carries the token', async () => {
  const secret = product.environment['KALTURA_ADMIN_SECRET'] ?? ''
  const signed = notification(1)
  expect((await send(signed, signNotification(secret, signed, 'sha512'))).status).toBe(200)
  expect((await send(notification(2), { 'X-Webhook-Token': TOKEN })).status).toBe(200)
  expect((await send(notification(3), { 'X-Webhook-Token': `${TOKEN}?` })).status).toBe(401)
  await expect.poll(() => linesOf('outbox.effect.done'), PATIENT).toHaveLength(2)
  expect(linesOf('outbox.effect.done').join('')).not.toContain('0_entry3')
})

describe.each(['json', 'form'] as const)('what Kaltura sends as %s', style => {
  it.each(['sha1', 'sha256', 'sha512'] as const)(
    'is taken once, signed with %s, and not when it is forged',
    async algorithm => {
      const { meetings } = product.sandbox
      const url = `${product.url}/api/v1/webhooks/kaltura`
      meetings.settings({ webhook: { url, style, algorithm } })
      const before = linesOf('outbox.effect.done').length
      const about = { about: 'entry', objectId: '0_testcard' } as const
      const { jobId, status } = await meetings.sendWebhook(about)
      expect(status).toBe(200)
      expect(await meetings.sendWebhook({ ...about, jobId })).toEqual({ jobId, status: 200 })
      for (const tamper of ['body', 'signature', 'unsigned', 'secret'] as const)
        expect(await meetings.sendWebhook({ ...about, tamper }), tamper).toMatchObject({ status: 401 })
      expect(await meetings.sendWebhook({ about: 'scheduleEvent', objectId: '4711' })).toMatchObject({
        status: 200,
      })
      await expect.poll(() => linesOf('outbox.effect.done').length - before, PATIENT).toBe(2)
    },
  )
})

it('neither the secret nor the token reaches the log', () => {
  const log = product.log.join('')
  expect(log).not.toContain(TOKEN)
  expect(log).not.toContain(product.environment['KALTURA_ADMIN_SECRET'])
})
