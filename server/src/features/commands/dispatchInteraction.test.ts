import { ERRORS, type ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LANGUAGES } from '../../discord/text/language.ts'
import { fail, succeed } from '../../platform/result.ts'
import type { Answer, Choice } from './command.ts'
import {
  ANA,
  button,
  command,
  finish,
  hello,
  later,
  modal,
  never,
  now,
  sentence,
  startDispatcher,
  TOKEN,
  typing,
} from './testing/testDispatcher.ts'
import { COMMON_TEXTS } from './texts/common.ts'

const texts = COMMON_TEXTS.en

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an answer at once', () => {
  it('is what the handler says', async () => {
    const parts = startDispatcher({ handler: now(async () => succeed({ kind: 'message', message: hello })) })
    expect((await parts.dispatch(command())).callback).toEqual(sentence('Hello'))
    const form = { custom_id: 'x', title: 'x', components: [] }
    const asking = startDispatcher({ handler: now(async () => succeed({ kind: 'modal', modal: form })) })
    expect((await asking.dispatch(button())).callback).toEqual({ type: 9, data: form })
  })

  it.each([
    ['its handler', { handler: now(never) }],
    ['whoever knows the permissions', { permit: never, handler: now(never) }],
  ])('comes within two seconds, however slow %s is', async (_who, slow) => {
    const parts = startDispatcher(slow)
    const answer = parts.dispatch(command())
    await vi.advanceTimersByTimeAsync(2_000)
    expect((await answer).callback).toEqual(sentence(texts.timedOut))
    expect(parts.ended).toMatchObject([{ outcome: 'late' }])
  })

  it('is dropped and logged when it comes later', async () => {
    const onLaunched = vi.fn()
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const parts = startDispatcher({ handler: now(async () => succeed(await promise)) })
    const answer = parts.dispatch(command())
    await vi.advanceTimersByTimeAsync(2_000)
    await answer
    resolve({ kind: 'launch', onLaunched })
    await vi.runAllTimersAsync()
    expect(parts.told).toEqual([])
    expect(onLaunched).not.toHaveBeenCalled()
    expect(parts.log.join('')).toContain('interaction.dropped')
  })

  it('is a sentence when there is a bug', async () => {
    const parts = startDispatcher({ handler: now(() => Promise.reject(new TypeError('a bug'))) })
    expect((await parts.dispatch(command())).callback).toEqual(sentence(texts.errors.internal))
    expect(parts.log.join('')).toContain('a bug')
  })
})

describe('opening the Activity', () => {
  const launching = (onLaunched: () => Promise<void>) =>
    now(async () => succeed({ kind: 'launch', onLaunched }))

  it('says which one it is', async () => {
    const onLaunched = vi.fn(async () => {})
    const parts = startDispatcher({ handler: launching(onLaunched) })
    const answer = await parts.dispatch(command())
    expect(answer.callback).toBeNull()
    await finish(parts, answer)
    expect(parts.told).toEqual([{ how: 'launch', body: null }])
    expect(onLaunched).toHaveBeenCalledWith({ instanceId: 'i-1-gc-1-2' })
    expect(parts.ended).toMatchObject([{ outcome: 'launched' }])
  })

  it('that Discord refuses ends in a sentence', async () => {
    const onLaunched = vi.fn(async () => {})
    const parts = startDispatcher({
      handler: launching(onLaunched),
      responses: { launch: async () => succeed({ refused: 400, code: 50_234 }) },
    })
    expect((await parts.dispatch(command())).callback).toEqual(sentence(texts.launchRefused))
    expect(onLaunched).not.toHaveBeenCalled()
  })

  it('that came to nothing, as far as we know, ends in a sentence', async () => {
    const onLaunched = vi.fn(async () => {})
    const parts = startDispatcher({
      handler: launching(onLaunched),
      responses: { launch: async () => fail('discord_unavailable', 'x') },
    })
    expect((await parts.dispatch(command())).callback).toEqual(sentence(texts.errors.discord_unavailable))
    expect(onLaunched).not.toHaveBeenCalled()
    expect(parts.ended).toMatchObject([{ outcome: 'undelivered' }])
  })

  it('says nothing more to what has been answered already', async () => {
    const onLaunched = vi.fn(async () => {})
    const launch = async () => succeed({ refused: 400, code: 40_060 })
    const parts = startDispatcher({ handler: launching(onLaunched), responses: { launch } })
    const answer = await parts.dispatch(command())
    expect(answer.callback).toBeNull()
    await finish(parts, answer)
    expect(onLaunched).not.toHaveBeenCalled()
    expect(parts.ended).toMatchObject([{ outcome: 'undelivered' }])
  })

  it('that takes long holds up no answer', async () => {
    const onLaunched = vi.fn(async () => {})
    const opened = Promise.withResolvers<void>()
    const parts = startDispatcher({
      handler: launching(onLaunched),
      responses: {
        launch: async () => {
          await opened.promise
          return succeed({ resource: { activity_instance: { id: 'i-9' } } })
        },
      },
    })
    const answer = parts.dispatch(command())
    await vi.advanceTimersByTimeAsync(700)
    expect((await answer).callback).toBeNull()
    opened.resolve()
    await finish(parts, await answer)
    expect(onLaunched).toHaveBeenCalledWith({ instanceId: 'i-9' })
  })
})

describe('whoever may not do it', () => {
  const forbidden = async () => fail('forbidden', 'x')

  it.each([
    ['a command', command()],
    ['a button', button()],
    ['a modal', modal()],
  ])('is told so after %s, and nothing is done (ASVS 8.2.1)', async (_what, sent) => {
    const handle = vi.fn(async () => succeed<Answer>({ kind: 'message', message: hello }))
    const parts = startDispatcher({ permit: forbidden, handler: now(handle) })
    expect((await parts.dispatch(sent)).callback).toEqual(sentence(texts.errors.forbidden))
    expect(handle).not.toHaveBeenCalled()
    expect(parts.asked).toMatchObject([{ userId: ANA, action: 'kaltura-watch' }])
  })

  it.each([
    ['the bot is not in the server', 'bot', texts.botMissing],
    ['they are not in the server', 'membership', texts.notInServer],
  ] as const)('hears what is missing where %s, and not of roles', async (_what, missing, content) => {
    const permit = async () => ({ ...fail('forbidden', 'x'), missing })
    const atOnce = startDispatcher({ permit, handler: now(never) })
    expect((await atOnce.dispatch(command())).callback).toEqual(sentence(content))
    const deferred = startDispatcher({ permit, handler: later(never) })
    await finish(deferred, await deferred.dispatch(command()))
    expect(deferred.told).toMatchObject([{ body: { content } }])
  })

  it('is told so where the answer takes a while', async () => {
    const handle = vi.fn(async () => succeed(hello))
    const parts = startDispatcher({ permit: forbidden, handler: later(handle) })
    await finish(parts, await parts.dispatch(command()))
    expect(parts.told).toMatchObject([{ body: { content: texts.errors.forbidden } }])
    expect(handle).not.toHaveBeenCalled()
  })

  it('is proposed nothing', async () => {
    const complete = vi.fn(async () => [])
    const parts = startDispatcher({ permit: forbidden, complete })
    expect((await parts.dispatch(typing())).callback).toEqual({ type: 8, data: { choices: [] } })
    expect(complete).not.toHaveBeenCalled()
  })

  it('may join rooms or not, where Discord’s own launcher is concerned', async () => {
    const parts = startDispatcher({ handler: now(async () => succeed({ kind: 'message', message: hello })) })
    await parts.dispatch(command({ command: 'launch' }))
    expect(parts.asked).toMatchObject([{ action: 'room.join' }])
  })
})

describe('proposals', () => {
  const choicesFrom = async (choices: readonly Choice[]) => {
    const parts = startDispatcher({ complete: async () => choices })
    const { callback } = await parts.dispatch(typing())
    return callback?.type === 8 ? (callback.data.choices ?? []) : null
  }

  it('are as many and as long as Discord takes', async () => {
    const many = Array.from({ length: 40 }, (_, value) => ({ name: `${value}`, value }))
    expect(await choicesFrom(many)).toEqual(many.slice(0, 25))
    const long = `${'x'.repeat(99)}🎬`
    expect(await choicesFrom([{ name: long, value: long }])).toEqual([
      { name: 'x'.repeat(99), value: 'x'.repeat(99) },
    ])
    expect(await choicesFrom([{ name: '', value: 'x' }])).toEqual([])
  })

  it.each([
    ['whoever makes them is', { complete: never<readonly Choice[]> }],
    ['whoever knows the permissions is', { permit: never<null>, complete: async () => [] }],
  ])('are none when %s too slow', async (_who, slow) => {
    const parts = startDispatcher(slow)
    const answer = parts.dispatch(typing())
    await vi.advanceTimersByTimeAsync(250)
    expect((await answer).callback).toEqual({ type: 8, data: { choices: [] } })
    expect(parts.ended).toMatchObject([{ outcome: 'late' }])
  })

  it.each([
    ['there is a bug', typing(), { complete: () => Promise.reject(new TypeError('a bug')) }],
    ['nobody makes any', typing(), {}],
    ['they are for a direct message', typing({ guildId: null }), {}],
  ])('are none when %s', async (_why, sent, parts) => {
    expect((await startDispatcher(parts).dispatch(sent)).callback).toEqual({ type: 8, data: { choices: [] } })
  })
})

describe('what could not be meant', () => {
  it.each([
    ['a direct message', command({ guildId: null }), texts.onlyInServers],
    ['a server that has not added the app', command({ installedInServer: false }), texts.notInstalled],
    ['a command that has gone', command({ command: 'gone' }), texts.unknownCommand],
    ['a button that has gone', button('kaltura-watch:gone'), texts.unknownAction],
    ['a button of nobody’s', button('constructor:toString:x'), texts.unknownAction],
    ['a button with a name of a prototype’s', button('kaltura-watch:toString'), texts.unknownAction],
    ['a modal that has gone', modal('kaltura-watch:gone'), texts.unknownAction],
    [
      'an option that is too long',
      command({ options: new Map([['video', 'x'.repeat(5_000)]]) }),
      texts.tooLong('video', 100, 5_000),
    ],
    [
      'an option that there is not',
      command({ options: new Map([['vidoe', 'x']]) }),
      texts.unknownOption('vidoe'),
    ],
  ])('%s is answered with a sentence (ASVS 2.2.2)', async (_what, sent, content) => {
    const parts = startDispatcher()
    expect((await parts.dispatch(sent)).callback).toEqual(sentence(content))
    expect([parts.asked, parts.told]).toEqual([[], []])
    expect(parts.ended).toMatchObject([{ outcome: 'rejected' }])
  })

  it.each(LANGUAGES)('every failure has its sentence in %s', async language => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      const parts = startDispatcher({ handler: now(async () => fail(code, 'Not for members.')) })
      const { callback } = await parts.dispatch(command({ language }))
      expect(callback).toEqual(sentence(COMMON_TEXTS[language].errors[code]))
    }
  })
})

describe('an interaction in the log', () => {
  it('is one line with who, what and how long, without its token or its options', async () => {
    const parts = startDispatcher()
    const sent = command({ options: new Map([['video', 'private words']]) })
    const answer = await parts.dispatch(sent)
    await finish(parts, answer)
    const lines = parts.log.map(line => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter(({ event }) => event === 'interaction.answered')).toMatchObject([
      { interactionId: sent.id, command: 'kaltura-watch', userId: ANA, durationMs: expect.any(Number) },
    ])
    expect(parts.log.join('')).not.toContain(TOKEN)
    expect(parts.log.join('')).not.toContain('private words')
    expect(parts.answered).toEqual([{ kind: 'command', command: 'kaltura-watch' }])
  })

  it('is counted under no name that somebody has made up', async () => {
    const parts = startDispatcher()
    await parts.dispatch(command({ command: 'made-up' }))
    await parts.dispatch(button('made-up:x'))
    expect(parts.ended).toMatchObject([{ command: 'unknown' }, { command: 'unknown' }])
  })
})

it('waits at the end for what has been promised, but not for ever', async () => {
  const parts = startDispatcher({ handler: later(never) })
  const answer = await parts.dispatch(command())
  answer.sent?.()
  const closed = parts.close()
  await vi.advanceTimersByTimeAsync(3_000)
  await closed
  expect(parts.log.join('')).toContain('background.cutShort')
})
