import {
  JoinEnteredSchema,
  JoinOpenedSchema,
  MeetingEndedSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { answerOf, createMeetingCalls, problemOf } from './testing/meetingCalls.ts'

const TYPES = ['webinar', 'meeting', 'classroom'] as const

let product: TestProduct
afterEach(() => product.close())

describe('rooms', () => {
  it.each([
    ['entry', '/embeddedrooms/index/view-room/ks/'],
    ['schedule', '/virtualEvent/launch'],
  ])('of the kind %s can be started, gone into and ended, whatever the type', async (kind, path) => {
    product = await startTestProduct({ KALTURA_ROOMS: kind })
    const calls = createMeetingCalls(product)
    const { accessToken } = await product.signIn('cleo')
    for (const type of TYPES) {
      const { meeting, joinUrl } = await calls.start(accessToken, { type })
      expect(meeting).toMatchObject({ type, status: 'active' })
      const body = { token: joinUrl.slice(-43) }
      const opened = calls.send('/join/open', null, { method: 'POST', body })
      const { session } = await answerOf(JoinOpenedSchema, opened)
      const entered = calls.send('/join/enter', session, { method: 'POST' })
      const { launchUrl } = await answerOf(JoinEnteredSchema, entered)
      expect(launchUrl.startsWith(`${product.sandbox.urls.kaf}${path}`)).toBe(true)
      expect((await fetch(launchUrl)).status).toBe(200)
      const ended = calls.send(`/meetings/${meeting.id}`, accessToken, { method: 'DELETE' })
      expect((await answerOf(MeetingEndedSchema, ended)).meeting.status).toBe('ended')
    }
  })

  it('of a type without a template are not made, and it is said why', async () => {
    product = await startTestProduct({ KALTURA_ROOM_TEMPLATES: '{}' })
    const calls = createMeetingCalls(product)
    const { accessToken } = await product.signIn('cleo')
    const body = { title: 'x', type: 'classroom' }
    const problem = await problemOf(calls.send('/meetings', accessToken, { method: 'POST', body }))
    expect(problem).toMatchObject({ status: 409, code: 'meeting_type_unavailable' })
    expect(problem.detail).toContain('no template for this type of meeting')
    expect(await calls.list(accessToken)).toEqual([])
  })
})
