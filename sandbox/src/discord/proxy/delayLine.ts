/** Delivers what is pushed after a delay, in the order it was pushed, whatever the single delays are. */
export interface DelayLine {
  push(deliver: () => void): void
  /** Drops what is still under way. */
  close(): void
}

interface Item {
  readonly dueAtMs: number
  readonly deliver: () => void
}

/** A timer may fire this much early; waiting another round would cost a whole millisecond. */
const EARLY_MS = 0.5

/**
 * `delayMs` is asked once for each item, so that conditions may change under way. Every item has its own due
 * time: a line delays, it doesn't narrow. An item never overtakes another: on one connection that cannot happen.
 */
export function createDelayLine(delayMs: () => number): DelayLine {
  let items: Item[] = []
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  function deliverDue(): void {
    timer = null
    while (!isClosed && items[0] !== undefined && items[0].dueAtMs <= performance.now() + EARLY_MS) {
      items.shift()?.deliver()
    }
    schedule()
  }

  function schedule(): void {
    const [next] = items
    if (isClosed || timer !== null || next === undefined) return
    timer = setTimeout(deliverDue, Math.max(1, Math.ceil(next.dueAtMs - performance.now() - EARLY_MS)))
  }

  return {
    push(deliver) {
      if (isClosed) return
      const delay = delayMs()
      if (delay <= 0 && items.length === 0) {
        deliver()
        return
      }
      const earliest = items.at(-1)?.dueAtMs ?? 0
      items.push({ dueAtMs: Math.max(earliest, performance.now() + delay), deliver })
      schedule()
    },
    close() {
      isClosed = true
      items = []
      if (timer !== null) clearTimeout(timer)
    },
  }
}
