import { describe, expect, it } from 'vitest'
import { fail, type Result, succeed } from '../../platform/result.ts'
import { changedEffect, createChangedHandler } from './changedHandler.ts'

const ATTEMPT = { id: 'x', number: 1 }

function handlerWith(answer: Result<void> = succeed(undefined)) {
  const asked: string[] = []
  const look = (what: string) => async (id: string) => {
    asked.push(`${what} ${id}`)
    return answer
  }
  const handler = createChangedHandler({ entryChanged: look('entry'), scheduleEventChanged: look('event') })
  return {
    asked,
    tell: (objectType: string, objectId: string) =>
      handler(changedEffect({ objectType, objectId }, 0).payload, ATTEMPT),
  }
}

describe('an object at Kaltura that has changed', () => {
  it.each([
    ['KalturaMediaEntry', ['entry 0_a']],
    ['KalturaLiveStreamEntry', ['entry 0_a']],
    ['KalturaRoomEntry', ['entry 0_a']],
    ['KalturaRecordScheduleEvent', ['event 0_a']],
    ['KalturaVirtualScheduleEvent', ['event 0_a']],
    ['KalturaScheduleEventResource', []],
    ['KalturaLiveEntryServerNode', []],
  ])('is looked at where it may belong to a meeting: %s', async (type, asked) => {
    const handler = handlerWith()
    expect(await handler.tell(type, '0_a')).toEqual({ kind: 'done' })
    expect(handler.asked).toEqual(asked)
  })

  it.each([
    ['kaltura_unavailable', false],
    ['invalid_request', true],
  ] as const)('is looked at again where that may help: %s', async (code, isFinal) => {
    const handler = handlerWith(fail(code, 'It is about 0_a.'))
    expect(await handler.tell('KalturaMediaEntry', '0_a')).toEqual({ kind: 'failed', reason: code, isFinal })
  })
})
