import { type Context, createContext, Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { shimScript } from './shimScript.ts'

const HOST = 'http://localhost:3333'

/** As much of a browser's window as the script touches before anybody speaks to it. */
function runInPage(clockOffsetMs: number, url = '/?platform=desktop') {
  const listeners: ((event: object) => void)[] = []
  const sent: unknown[] = []
  const insets: Record<string, string> = {}
  const parent = { postMessage: (...message: unknown[]) => sent.push(message) }
  const page: Record<string, unknown> = {
    performance,
    URLSearchParams,
    location: { search: url.slice(1) },
    matchMedia: () => ({ matches: true, addEventListener: () => {} }),
    document: {
      documentElement: { style: { setProperty: (name: string, value: string) => (insets[name] = value) } },
      querySelectorAll: () => [],
    },
    addEventListener: (_type: string, listener: (event: object) => void) => listeners.push(listener),
    clearInterval: () => {},
    // Each interval fires once, at once: what it does is what matters here.
    setInterval: (tick: () => void) => tick(),
    parent,
  }
  page['window'] = page
  const context: Context = createContext(page)
  new Script(shimScript({ clockOffsetMs, hostOrigin: HOST })).runInContext(context)
  return {
    sent,
    insets,
    evaluate: (code: string): unknown => new Script(code).runInContext(context),
    hear(event: object) {
      let isStopped = false
      const stopImmediatePropagation = () => {
        isStopped = true
      }
      for (const listener of listeners)
        listener({ source: parent, origin: HOST, stopImmediatePropagation, ...event })
      return isStopped
    },
  }
}

describe('the script in the Activity’s HTML', () => {
  it('shifts what the page takes for now, in every way to ask', () => {
    const { evaluate } = runInPage(3_600_000)
    const before = Date.now()
    const asked = evaluate('[Date.now(), new Date().getTime(), new Date(Date()).getTime() + 999]')
    for (const value of Array.isArray(asked) ? asked : []) {
      expect(value - before).toBeGreaterThanOrEqual(3_600_000)
      expect(value - before).toBeLessThan(3_700_000)
    }
    expect(asked).toHaveLength(3)
  })

  it('leaves dates that are named, and their class, as they are', () => {
    const { evaluate } = runInPage(3_600_000)
    expect(evaluate('new Date(0).getTime()')).toBe(0)
    expect(evaluate('Date.UTC(1970, 0, 2)')).toBe(86_400_000)
    expect(evaluate('new Date() instanceof Date && new Date().constructor === Date')).toBe(true)
    expect(evaluate('class Day extends Date {}; new Day(5) instanceof Day && new Day(5).getTime()')).toBe(5)
  })

  it('doesn’t touch the clock without an offset', () => {
    expect(runInPage(0).evaluate('Date.toString()')).toContain('[native code]')
  })

  it('leaves no names of its own', () => {
    const { evaluate } = runInPage(0)
    expect(evaluate('typeof sandboxConfig + typeof shiftDate + typeof buffers')).toBe('undefined'.repeat(3))
  })

  it('samples for the host page, by the true clock', () => {
    const { hear, sent } = runInPage(3_600_000)
    expect(hear({ data: { sandbox: 'sample', everyMs: 100 } })).toBe(true)
    expect(sent).toEqual([[{ sandbox: 'sample', atMs: expect.any(Number), video: null }, HOST]])
    expect(JSON.stringify(sent)).toMatch(/"atMs":\d+/)
  })

  it.each([
    ['another window', { source: {} }],
    ['another origin', { origin: 'https://example.org' }],
    ['the SDK’s frames', { data: [1, { cmd: 'DISPATCH' }] }],
    ['other objects', { data: { something: 'else' } }],
    ['nothing', { data: null }],
  ])('leaves to the page what comes from %s', (_name, event) => {
    const { hear, sent } = runInPage(0)
    expect(hear({ data: { sandbox: 'sample', everyMs: 100 }, ...event })).toBe(false)
    expect(sent).toEqual([])
  })

  it('insets a phone, and only a phone', () => {
    expect(runInPage(0).insets['--discord-safe-area-inset-top']).toBe('0px')
    expect(runInPage(0, '/?platform=mobile').insets).toEqual({
      '--discord-safe-area-inset-top': '47px',
      '--discord-safe-area-inset-right': '0px',
      '--discord-safe-area-inset-bottom': '34px',
      '--discord-safe-area-inset-left': '0px',
    })
  })
})
