import { describe, expect, it } from 'vitest'
import { createTrafficLog, type TrafficEntry } from './trafficLog.ts'

function entry(url: string): TrafficEntry {
  return {
    at: '2026-11-21T00:00:00.000Z',
    service: 'kaltura',
    method: 'GET',
    url,
    requestHeaders: {},
    requestBody: null,
    status: 200,
    responseHeaders: {},
    responseBody: null,
    durationMs: 1,
  }
}

describe('createTrafficLog', () => {
  it('keeps the newest', () => {
    const log = createTrafficLog(10)
    for (let number = 1; number <= 25; number++) log.record(entry(String(number)))
    expect(log.entries().map(({ url }) => Number(url))).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
  })

  it('calls back until that is ended', () => {
    const log = createTrafficLog()
    const heard: string[] = []
    const stop = log.follow(({ url }) => heard.push(url))
    log.record(entry('a'))
    stop()
    log.record(entry('b'))
    expect(heard).toEqual(['a'])
  })
})
