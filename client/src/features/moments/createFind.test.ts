import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiError } from '../api/apiResult.ts'
import { createFind } from './createFind.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const HIT = { startS: 1, language: 'en', text: 'a', found: [[0, 1]], before: null, after: null }

/** Answers by hand, in whatever order the test wants. */
function setUp() {
  const asked: { path: string; answer: (body: unknown) => void }[] = []
  const find = createFind({
    entryId: '0_a',
    language: 'en',
    api: {
      request: (path, schema) =>
        new Promise(resolve => {
          const answer = (body: unknown) =>
            resolve(body === null ? apiError('kaltura_unavailable') : { ok: true, value: schema.parse(body) })
          asked.push({ path, answer })
        }),
    },
  })
  const settled = async (index: number, body: unknown) => {
    asked[index]?.answer(body)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { find, asked, settled }
}

const page = (more: object = {}) => ({ hits: [HIT], total: 1, nextCursor: null, unreadable: [], ...more })

describe('a search in captions', () => {
  it('asks once typing pauses, and shows a wait only where it is one', async () => {
    const { find, asked, settled } = setUp()
    find.type('s')
    await vi.advanceTimersByTimeAsync(200)
    find.type(' sea ')
    await vi.advanceTimersByTimeAsync(249)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(asked.map(({ path }) => path)).toEqual(['/videos/0_a/captions/search?q=sea&language=en'])
    expect(find.view.get()).toMatchObject({ phase: 'searching', slow: false })
    await vi.advanceTimersByTimeAsync(300)
    expect(find.view.get().slow).toBe(true)
    await settled(0, page())
    expect(find.view.get()).toMatchObject({ phase: 'ready', slow: false, total: 1, answeredQuery: 'sea' })
  })

  it('is answered by the newest question alone, and by nothing once the field is empty', async () => {
    const { find, settled } = setUp()
    find.type('a')
    await vi.advanceTimersByTimeAsync(250)
    find.type('ab')
    await vi.advanceTimersByTimeAsync(250)
    await settled(1, page({ total: 7 }))
    await settled(0, page({ total: 3 }))
    expect(find.view.get()).toMatchObject({ total: 7, answeredQuery: 'ab' })
    find.type('abc')
    await vi.advanceTimersByTimeAsync(250)
    find.type('')
    await settled(2, page())
    expect(find.view.get()).toMatchObject({ phase: 'idle', hits: [] })
  })

  it('goes on where a page ends, and tries again what failed', async () => {
    const { find, asked, settled } = setUp()
    find.type('a')
    await vi.advanceTimersByTimeAsync(250)
    await settled(0, null)
    expect(find.view.get()).toMatchObject({ phase: 'failed', error: { code: 'kaltura_unavailable' } })
    find.again()
    await settled(1, page({ total: 2, nextCursor: '1.x' }))
    find.loadMore()
    expect(asked[2]?.path).toContain('cursor=1.x')
    await settled(2, page({ total: 2 }))
    expect(find.view.get()).toMatchObject({ more: 'idle', nextCursor: null, hits: [HIT, HIT] })
    find.close()
  })
})
