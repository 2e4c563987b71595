import { describe, expect, it } from 'vitest'
import { FreshCache } from './freshCache.ts'
import { fail, type Result, succeed } from './result.ts'

const AWAY = fail('kaltura_unavailable', 'Away.')
const GONE = fail('video_not_found', 'Gone.')

function newCache() {
  const time = { nowMs: 0 }
  const clock = { nowMs: () => time.nowMs }
  const cache = new FreshCache<string>({ clock, freshMs: 10, staleMs: 100, capacity: 3 })
  let asked = 0
  const get = (answer: Result<string>) =>
    cache.get('key', async () => {
      asked += 1
      return answer
    })
  return { cache, time, get, asked: () => asked }
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
})
