import { describe, expect, it } from 'vitest'
import { FreshCache, type FreshCacheOptions } from './freshCache.ts'
import { fail, type Result, succeed } from './result.ts'

const AWAY = fail('kaltura_unavailable', 'Away.')
const GONE = fail('video_not_found', 'Gone.')

function newCache(more: Partial<FreshCacheOptions<string>> = {}) {
  const time = { nowMs: 0 }
  const clock = { nowMs: () => time.nowMs }
  const cache = new FreshCache<string>({ clock, freshMs: 10, staleMs: 100, capacity: 3, ...more })
  let asked = 0
  const get = (answer: Result<string>) =>
    cache.get('key', async () => {
      asked += 1
      return answer
    })
  const look = async (answer: Result<string>) => {
    const known = await cache.look('key', async () => {
      asked += 1
      return answer
    })
    return known.ok ? { value: known.value.value, isStale: known.value.isStale } : known.error.code
  }
  return { cache, time, get, look, asked: () => asked }
}

describe('a cache of what others know', () => {
  it('asks once for all who ask at once, and again when the answer is old', async () => {
    const { time, get, asked } = newCache()
    const answers = await Promise.all([get(succeed('a')), get(succeed('b')), get(succeed('c'))])
    expect(answers).toEqual([succeed('a'), succeed('a'), succeed('a')])
    time.nowMs = 10
    expect([await get(succeed('b')), asked()]).toEqual([succeed('a'), 1])
    time.nowMs = 11
    expect([await get(succeed('b')), asked()]).toEqual([succeed('b'), 2])
  })

  it('gives an older answer while the other is away, but not for ever', async () => {
    const { time, get } = newCache()
    await get(succeed('a'))
    time.nowMs = 100
    expect(await get(AWAY)).toEqual(succeed('a'))
    time.nowMs = 101
    expect(await get(AWAY)).toEqual(AWAY)
  })

  it('never brings back what is known to be gone', async () => {
    const { time, get } = newCache()
    await get(succeed('a'))
    time.nowMs = 50
    expect(await get(GONE)).toEqual(GONE)
    expect(await get(AWAY)).toEqual(AWAY)
  })

  it('does not remember failures, and forgets what was not asked for longest', async () => {
    const { cache, get } = newCache()
    expect(await get(AWAY)).toEqual(AWAY)
    expect(await get(succeed('a'))).toEqual(succeed('a'))
    for (const key of ['1', '2', '3']) cache.put(key, key)
    expect(['key', '1', '2', '3'].map(key => cache.has(key))).toEqual([false, true, true, true])
  })

  it('gives what is no longer fresh at once where that is allowed, and asks meanwhile', async () => {
    const { time, look, asked } = newCache({ soonMs: 50 })
    await look(succeed('a'))
    time.nowMs = 50
    // Nobody has failed to answer, so that nothing stands in for anything.
    expect([await look(succeed('b')), asked()]).toEqual([{ value: 'a', isStale: false }, 2])
    expect([await look(succeed('c')), asked()]).toEqual([{ value: 'b', isStale: false }, 2])
    time.nowMs = 101
    expect([await look(succeed('d')), asked()]).toEqual([{ value: 'd', isStale: false }, 3])
  })

  it('says that it stands in once asking meanwhile has failed', async () => {
    const { time, look } = newCache({ soonMs: 50 })
    await look(succeed('a'))
    time.nowMs = 20
    expect(await look(AWAY)).toEqual({ value: 'a', isStale: false })
    expect(await look(AWAY)).toEqual({ value: 'a', isStale: true })
  })

  it('makes nobody wait for what has just been found away, and asks it only now and then', async () => {
    const { time, look, asked } = newCache({ staleMs: 10_000 })
    await look(succeed('a'))
    time.nowMs = 11
    expect(await look(AWAY)).toEqual({ value: 'a', isStale: true })
    for (let n = 0; n < 5; n++) await look(AWAY)
    expect(asked()).toBe(3)
    time.nowMs = 2_000
    for (let n = 0; n < 5; n++) await look(succeed('b'))
    expect([await look(AWAY), asked()]).toEqual([{ value: 'b', isStale: false }, 4])
    time.nowMs = 12_001
    expect(await look(AWAY)).toBe('kaltura_unavailable')
  })

  it('keeps what brings its own end until then, and forgets what turned out wrong', async () => {
    const lifetimeOf = (value: string) => ({ freshUntilMs: Number(value), staleUntilMs: Number(value) })
    const { cache, time, get, asked } = newCache({ lifetimeOf })
    await get(succeed('500'))
    time.nowMs = 500
    expect([await get(AWAY), asked()]).toEqual([succeed('500'), 1])
    cache.forget('key', 'another')
    expect(cache.has('key')).toBe(true)
    cache.forget('key', '500')
    expect([await get(AWAY), asked()]).toEqual([AWAY, 2])
  })
})
