import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HostRefusal } from '../hostRequests.ts'
import { Completion, type CompletionState, typingPauseMs } from './completion.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const asked: {
    text: string
    answer: (items: readonly string[] | null) => void
    fail: (error: Error) => void
  }[] = []
  const shown: CompletionState<string>[] = []
  const completion = new Completion<string>({
    ask: text => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly string[] | null>()
      asked.push({ text, answer: resolve, fail: reject })
      return promise
    },
    show: state => shown.push(state),
  })
  const pause = () => vi.advanceTimersByTimeAsync(typingPauseMs)
  return { completion, asked, shown, pause }
}

describe('Completion', () => {
  it('asks once for what was typed in one go', async () => {
    const { completion, asked, shown, pause } = setUp()
    for (const text of ['t', 'te', 'tes']) completion.type(text)
    await pause()
    expect(asked.map(({ text }) => text)).toEqual(['tes'])
    asked[0]?.answer(['test card'])
    await pause()
    expect(shown.at(-1)).toEqual({ kind: 'offered', items: ['test card'] })
  })

  it('drops the answer to what is no longer written', async () => {
    const { completion, asked, shown, pause } = setUp()
    completion.type('old')
    await pause()
    completion.type('new')
    await pause()
    asked[1]?.answer(['new one'])
    await pause()
    asked[0]?.answer(['old one'])
    await pause()
    expect(shown.at(-1)).toEqual({ kind: 'offered', items: ['new one'] })
  })

  it.each(['no answer', 'refused'])('says that it failed: %s', async how => {
    const { completion, asked, shown, pause } = setUp()
    completion.type('a')
    await pause()
    if (how === 'refused') asked[0]?.fail(new HostRefusal('away'))
    else asked[0]?.answer(null)
    await pause()
    expect(shown.at(-1)).toEqual({ kind: 'failed' })
  })

  it('says nothing after it was closed', async () => {
    const { completion, asked, shown, pause } = setUp()
    completion.type('a')
    await pause()
    completion.close()
    asked[0]?.answer(['late'])
    await pause()
    expect(shown).toEqual([{ kind: 'loading' }])
  })
})
