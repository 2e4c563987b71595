import type { BrowserContext, Frame } from '@playwright/test'

/** One press, tap or key, from its input to the picture that follows it. */
export interface Interaction {
  /** `click Pause`. */
  readonly what: string
  /** Browsers round to 8 ms, and tell nothing below 16. */
  readonly ms: number
}

/** Browsers tell of nothing shorter, ms: what they only count took at most this. */
export const LEAST_TOLD_MS = 16

declare global {
  interface Window {
    /** Put there by the tests: what people have done since it was last asked. */
    takeInteractions?: () => Interaction[]
  }
}

/** Not every browser counts, and TypeScript knows of none. */
interface Counting {
  readonly interactionCount?: number
}

/** Runs in every frame before its own scripts: the `event` timings, of which those with one number are one interaction. */
function watchInteractions(leastMs: number): void {
  let open = new Map<number, Interaction>()
  let toldCount = 0
  const nameOf = (target: Node | null): string => {
    const element = target instanceof Element ? target : (target?.parentElement ?? null)
    const named = element?.closest('[aria-label], button, a, label') ?? element
    if (!named) return 'on what is gone'
    const isSmall = named.matches('button, a, label')
    const text = named.getAttribute('aria-label') ?? (isSmall ? named.textContent.trim() : '')
    return (text || named.tagName.toLowerCase()).replaceAll(/\s+/g, ' ').slice(0, 60)
  }
  const take = (entries: readonly PerformanceEntry[]): void => {
    for (const entry of entries) {
      if (!(entry instanceof PerformanceEventTiming) || entry.interactionId === 0) continue
      const known = open.get(entry.interactionId)
      if (known && known.ms >= entry.duration) continue
      const kind = entry.name.startsWith('key') ? 'key' : 'click'
      const what = known?.what ?? `${kind} ${nameOf(entry.target)}`
      open.set(entry.interactionId, { what, ms: entry.duration })
    }
  }
  const observer = new PerformanceObserver(list => take(list.getEntries()))
  const options: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    buffered: true,
    durationThreshold: leastMs,
  }
  observer.observe(options)
  window.takeInteractions = () => {
    take(observer.takeRecords())
    const told = [...open.values()]
    open = new Map()
    const counted = (performance as Counting).interactionCount ?? 0
    const untold = Math.max(0, counted - toldCount - told.length)
    toldCount = Math.max(counted, toldCount + told.length)
    return [...told, ...Array.from({ length: untold }, () => ({ what: 'anything short', ms: leastMs }))]
  }
}

export const probeInteractions = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(watchInteractions, LEAST_TOLD_MS)

/** The stand-in's own page isn't ours. */
const STAND_IN = /^http:\/\/localhost:3333\//

/** All that was done in our pages of this browser since the last time. A page that is gone has nothing to tell. */
export async function takeInteractions(context: BrowserContext): Promise<Interaction[]> {
  const frames = context.pages().flatMap(page => page.frames())
  const ours = frames.filter(frame => !STAND_IN.test(frame.url()))
  return (await Promise.all(ours.map(ofFrame))).flat()
}

async function ofFrame(frame: Frame): Promise<Interaction[]> {
  try {
    return await frame.evaluate(() => window.takeInteractions?.() ?? [])
  } catch {
    return []
  }
}
