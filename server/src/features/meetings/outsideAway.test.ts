import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GUILD } from '../../../../sandbox/src/discord/identities.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import {
  createMeetingCalls,
  createTokenIssuer,
  type MeetingCalls,
  problemOf,
} from './testing/meetingCalls.ts'

let product: TestProduct
let calls: MeetingCalls

/** Whoever has failed is left alone for a while, so each test has a product of its own. */
beforeEach(async () => {
  product = await startTestProduct()
  calls = createMeetingCalls(product)
})
afterEach(() => product.close())

describe('while others are away', () => {
  it('makes no meeting without Kaltura, and leaves nothing behind', async () => {
    const { accessToken } = await product.signIn('ana')
    product.sandbox.faults.add({ service: 'kaltura', kind: 'absent' })
    const body = { title: 'x', type: 'meeting' }
    const problem = await problemOf(calls.send('/meetings', accessToken, { method: 'POST', body }))
    expect(problem).toMatchObject({ status: 503, code: 'kaltura_unavailable' })
    expect(await calls.list(accessToken)).toEqual([])
  })

  it('decides nothing on old knowledge without Discord (ASVS 16.5.3)', async () => {
    const kim = await (await createTokenIssuer(product, ['meetings:read']))('kim')
    product.sandbox.faults.add({ service: 'discord', kind: 'absent' })
    const sent = calls.send(`/meetings?guildId=${GUILD.id}`, kim)
    expect((await problemOf(sent)).code).toBe('discord_unavailable')
  })
})
