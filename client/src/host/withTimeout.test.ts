import { describe, expect, it, vi } from 'vitest'
import { readHostError, withTimeout } from './withTimeout.ts'

describe('withTimeout', () => {
  it('answers for a command whose reply never comes', async () => {
    vi.useFakeTimers()
    const result = withTimeout(new Promise(() => undefined), 5_000)
    await vi.advanceTimersByTimeAsync(5_000)
    vi.useRealTimers()
    expect(await result).toMatchObject({ ok: false, error: { kind: 'timedOut' } })
  })

  it('passes an answer through', async () => {
    expect(await withTimeout(Promise.resolve({ code: 'abc' }), 1_000)).toEqual({
      ok: true,
      value: { code: 'abc' },
    })
  })
})

describe('readHostError', () => {
  it('tells a refusal from other trouble with OAuth', () => {
    const refused = {
      code: 5000,
      message: 'OAuth2 Error: access_denied: The resource owner denied the request',
    }
    expect(readHostError(refused).kind).toBe('refused')
    expect(readHostError({ code: 5000, message: 'OAuth2 Error: invalid_scope' }).kind).toBe('failed')
  })

  it('knows a client that is too old for a command', () => {
    expect(readHostError({ code: 4002, message: 'Invalid command' }).kind).toBe('unknownCommand')
  })

  it('survives whatever is thrown', () => {
    expect(readHostError('boom')).toEqual({ kind: 'failed', code: null, message: 'boom' })
    expect(readHostError(null).kind).toBe('failed')
  })
})
