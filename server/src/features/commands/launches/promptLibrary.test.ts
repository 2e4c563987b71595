import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, type Result } from '../../../platform/result.ts'
import { createPromptLibrary } from './promptLibrary.ts'

const AWAY = fail('kaltura_unavailable', 'Kaltura is away.')
const USER = '1400000000000000001'

/** How long the library takes for each answer, ms. */
let takesMs: number
const answer = <T>(): Promise<Result<T>> => new Promise(resolve => setTimeout(() => resolve(AWAY), takesMs))
const library = () => createPromptLibrary({ list: answer, search: answer, get: answer<Video> })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Whether an answer came, and after how long, ms. */
async function ask(work: () => Promise<{ readonly inTime: boolean }>) {
  const startedMs = performance.now()
  let done: { inTime: boolean; ms: number } | null = null
  void work().then(({ inTime }) => {
    done = { inTime, ms: performance.now() - startedMs }
  })
  while (done === null) await vi.advanceTimersByTimeAsync(1)
  return done
}

describe('a library that has to answer at once', () => {
  it('gives what it says in time', async () => {
    takesMs = 300
    const prompt = library()
    expect(await ask(() => prompt.get('0_a', USER))).toEqual({ inTime: true, ms: 300 })
    expect(await ask(() => prompt.search('alps', 5, USER))).toEqual({ inTime: true, ms: 300 })
  })

  it('keeps only the first waiting while it is slow, and is waited for again once it is quick', async () => {
    takesMs = 10_000
    const prompt = library()
    expect(await ask(() => prompt.get('0_a', USER))).toEqual({ inTime: false, ms: 1_200 })
    expect(await ask(() => prompt.get('0_b', USER))).toEqual({ inTime: false, ms: 100 })
    takesMs = 0
    expect(await ask(() => prompt.get('0_known', USER))).toMatchObject({ inTime: true })
    takesMs = 10_000
    expect(await ask(() => prompt.search('alps', 5, USER))).toEqual({ inTime: false, ms: 100 })
    takesMs = 300
    expect(await ask(() => prompt.get('0_c', USER))).toEqual({ inTime: false, ms: 100 })
    await vi.advanceTimersByTimeAsync(200)
    expect(await ask(() => prompt.get('0_d', USER))).toEqual({ inTime: true, ms: 300 })
  })

  it('hands on what goes wrong in it', async () => {
    const broken = () => Promise.reject(new Error('a bug'))
    const prompt = createPromptLibrary({ list: broken, search: broken, get: broken })
    await expect(prompt.get('0_a', USER)).rejects.toThrow('a bug')
  })
})
