import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDelayLine } from './delayLine.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A line whose items take the given delays, and what has come out of it when. */
function lineWith(delays: readonly number[]) {
  const left = [...delays]
  const came: [number, string][] = []
  const startedAtMs = performance.now()
  const line = createDelayLine(() => left.shift() ?? 0)
  const send = (name: string) => line.push(() => came.push([performance.now() - startedAtMs, name]))
  return { line, send, came }
}

describe('createDelayLine', () => {
  it('passes on at once where there is no delay', () => {
    const { send, came } = lineWith([0, 0])
    send('a')
    send('b')
    expect(came).toEqual([
      [0, 'a'],
      [0, 'b'],
    ])
  })

  it('delays each item by its own delay, side by side', () => {
    const { send, came } = lineWith([100, 100])
    send('a')
    vi.advanceTimersByTime(30)
    send('b')
    vi.advanceTimersByTime(200)
    expect(came).toEqual([
      [100, 'a'],
      [130, 'b'],
    ])
  })

  it('never lets one overtake another', () => {
    const { send, came } = lineWith([100, 10, 0, 150])
    for (const name of ['a', 'b', 'c', 'd']) send(name)
    vi.advanceTimersByTime(200)
    expect(came.map(([, name]) => name).join('')).toBe('abcd')
    expect(came.map(([atMs]) => atMs)).toEqual([100, 100, 100, 150])
  })

  it('carries many at once', () => {
    const { send, came } = lineWith(Array.from({ length: 1000 }, () => 50))
    for (let number = 0; number < 1000; number++) send(String(number))
    vi.advanceTimersByTime(50)
    expect(came.map(([, name]) => Number(name))).toEqual(Array.from({ length: 1000 }, (_, number) => number))
  })

  it('drops what is under way when closed', () => {
    const { line, send, came } = lineWith([10])
    send('a')
    line.close()
    send('b')
    vi.advanceTimersByTime(100)
    expect(came).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
