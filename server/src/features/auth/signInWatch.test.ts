import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../../platform/logger.ts'
import { SignInWatch } from './signInWatch.ts'

const log: string[] = []
const destination = { write: (line: string) => void log.push(line) }
const logger = createLogger({ level: 'debug', secrets: [], destination })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  log.length = 0
})

/** A table of sign-ins, in which some have ended. */
function watchOver(ended: Set<string>) {
  const asked: string[][] = []
  const store = {
    away: false,
    async endedOf(ids: readonly string[]) {
      asked.push([...ids])
      if (store.away) throw new Error('no database')
      return ids.filter(id => ended.has(id))
    },
  }
  return { watch: new SignInWatch({ store, logger, onEnded: () => {} }), store, asked }
}

describe('open lines of a sign-in', () => {
  it('are told at once when this process ends it (ID3)', () => {
    const { watch } = watchOver(new Set())
    const told = vi.fn()
    watch.watch('a', () => told('one line'))
    watch.watch('a', () => told('another'))
    watch.watch('b', () => expect.unreachable())
    watch.ended(['a', 'nobody'])
    expect(told).toHaveBeenCalledTimes(2)
    watch.ended(['a'])
    expect(told).toHaveBeenCalledTimes(2)
    watch.close()
  })

  it('are told within 5 s when another process ends it (ID3)', async () => {
    const ended = new Set<string>()
    const { watch } = watchOver(ended)
    const told = vi.fn()
    for (let i = 0; i < 1_200; i++) watch.watch(`other ${i}`, () => expect.unreachable())
    watch.watch('a', told)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(told).not.toHaveBeenCalled()
    ended.add('a')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(told).toHaveBeenCalledTimes(1)
    watch.close()
  })

  it('stay open while the database is away, and are asked about no more once they are closed', async () => {
    const { watch, store, asked } = watchOver(new Set(['a']))
    store.away = true
    const told = vi.fn()
    const stop = watch.watch('a', told)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(told).not.toHaveBeenCalled()
    expect(log.join('')).toContain('auth.watch.failed')
    stop()
    store.away = false
    const times = asked.length
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveLength(times)
    watch.close()
  })
})
