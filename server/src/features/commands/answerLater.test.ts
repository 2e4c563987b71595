import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, succeed } from '../../platform/result.ts'
import { button, command, finish, hello, later, never, startDispatcher } from './testing/testDispatcher.ts'
import { COMMON_TEXTS } from './texts/common.ts'

const texts = COMMON_TEXTS.en

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an answer that takes a while', () => {
  it('is promised at once, before anything is looked at, and only to the member', async () => {
    const parts = startDispatcher({ handler: later(never), permit: never, claim: never })
    const { callback } = await parts.dispatch(command())
    expect(callback).toEqual({ type: 5, data: { flags: 64 } })
    expect(parts.asked).toEqual([])
  })

  it('is given once Discord knows of the promise', async () => {
    const parts = startDispatcher()
    const answer = await parts.dispatch(command())
    await vi.runAllTimersAsync()
    expect([parts.told, parts.asked]).toEqual([[], []])
    await finish(parts, answer)
    expect(parts.told).toEqual([{ how: 'edit', body: { content: 'Hello', allowed_mentions: { parse: [] } } }])
    expect(parts.ended).toEqual([{ kind: 'command', command: 'kaltura-watch', outcome: 'answered' }])
  })

  it('replaces the message with the button where it says so', async () => {
    const parts = startDispatcher({ handler: later(async () => succeed(hello), { replaces: true }) })
    const answer = await parts.dispatch(button())
    expect(answer.callback).toEqual({ type: 6 })
    await finish(parts, answer)
    expect(parts.told).toMatchObject([{ how: 'edit', body: { components: [{ content: 'Hello' }] } }])
  })

  it('leaves the message with the button as it is when something went wrong', async () => {
    const parts = startDispatcher({ handler: later(async () => fail('conflict', 'x'), { replaces: true }) })
    await finish(parts, await parts.dispatch(button()))
    expect(parts.told).toMatchObject([
      { how: 'followUp', body: { content: texts.errors.conflict, flags: 64 } },
    ])
  })

  it('is not given by two', async () => {
    const parts = startDispatcher({ claim: async () => false })
    await finish(parts, await parts.dispatch(command()))
    expect([parts.told, parts.asked]).toEqual([[], []])
    expect(parts.ended).toMatchObject([{ outcome: 'repeated' }])
  })

  it('says that something went wrong when it did, and logs it', async () => {
    const parts = startDispatcher({
      handler: later(() => Promise.reject(new TypeError('a bug'))),
    })
    await finish(parts, await parts.dispatch(command()))
    expect(parts.told).toMatchObject([{ body: { content: texts.errors.internal } }])
    expect(parts.log.join('')).toContain('a bug')
    expect(parts.ended).toMatchObject([{ outcome: 'failed' }])
  })

  it('is given up before it could not be given any more', async () => {
    const parts = startDispatcher({ handler: later(never) })
    await finish(parts, await parts.dispatch(command()))
    expect(parts.told).toMatchObject([{ body: { content: texts.timedOut } }])
    expect(parts.ended).toMatchObject([{ outcome: 'late' }])
  })

  it('is tried again when Discord has not taken in the promise yet, or is away for a moment', async () => {
    const answers = [
      succeed({ refused: 404, code: 10_015 }),
      fail('discord_unavailable', 'x'),
      succeed({ id: '1' }),
    ]
    const editOriginal = vi.fn(async () => answers.shift() ?? succeed({ id: '1' }))
    const parts = startDispatcher({ responses: { editOriginal } })
    await finish(parts, await parts.dispatch(command()))
    expect(editOriginal).toHaveBeenCalledTimes(3)
    expect(parts.ended).toMatchObject([{ outcome: 'answered' }])
  })

  it('is given up when Discord knows of no promise at all', async () => {
    const editOriginal = vi.fn(async () => succeed({ refused: 404, code: 10_015 }))
    const parts = startDispatcher({ responses: { editOriginal } })
    const answer = await parts.dispatch(command())
    answer.sent?.()
    await vi.runAllTimersAsync()
    expect(editOriginal).toHaveBeenCalledTimes(6)
    expect(parts.ended).toMatchObject([{ outcome: 'undelivered' }])
  })

  it('becomes a sentence when Discord does not take it, and is logged', async () => {
    const told: unknown[] = []
    const parts = startDispatcher({
      responses: {
        editOriginal: async (_interaction, body) => {
          told.push(body)
          return succeed({ refused: 400, code: 50_035 })
        },
      },
    })
    await finish(parts, await parts.dispatch(command()))
    expect(told).toMatchObject([{ content: 'Hello' }, { content: texts.errors.internal }])
    expect(parts.log.join('')).toContain('interaction.undelivered')
  })
})
