import { seed } from '@kaltura-discord/shared/room/testing/seed.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNotification } from './notification.ts'

describe('a notification', () => {
  it.each([
    ['', 'kaltura.job:42'],
    ['data=', 'kaltura.job:42'],
    ['other=1&data=', 'kaltura.job:42'],
  ])('is read from JSON and from a form (%j)', (prefix, key) => {
    const json = JSON.stringify({
      eventNotificationJobId: 42,
      object: { id: '0_a', objectType: 'KalturaMediaEntry', description: 'a=b&c + d % ä' },
    })
    const body = Buffer.from(prefix === '' ? json : prefix + encodeURIComponent(json))
    expect(parseNotification(body)).toEqual({
      key,
      changed: { objectType: 'KalturaMediaEntry', objectId: '0_a' },
    })
  })

  it.each([['1e400'], ['-1'], ['1.5'], ['{}'], ['"with space"'], [`"${'9'.repeat(65)}"`]])(
    'with a job that is none (%s) counts by its body',
    job => {
      const body = Buffer.from(
        `{"eventNotificationJobId":${job},"object":{"id":7,"objectType":"KalturaRecordScheduleEvent"}}`,
      )
      expect(parseNotification(body)?.key).toMatch(/^kaltura\.body:[0-9a-f]{64}$/)
    },
  )

  it('is never more than ids that fit their columns, whatever comes', () => {
    const anything = fc.oneof(
      fc.uint8Array().map(bytes => Buffer.from(bytes)),
      fc.json().map(text => Buffer.from(text)),
      fc
        .record({
          eventNotificationJobId: fc.anything(),
          object: fc.record({
            id: fc.oneof(fc.nat(), fc.string(), fc.anything()),
            objectType: fc.oneof(fc.constant('KalturaMediaEntry'), fc.string()),
          }),
        })
        .map(value =>
          Buffer.from(JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? null : each))),
        ),
    )
    fc.assert(
      fc.property(anything, body => {
        const notification = parseNotification(body)
        if (notification === null) return
        expect(notification.changed.objectId).toMatch(/^[\w-]{1,64}$/)
        expect(notification.changed.objectType).toMatch(/^Kaltura\w{1,80}$/)
      }),
      { seed: seed(), numRuns: 1_000 },
    )
  })
})
