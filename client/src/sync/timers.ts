/** Time and the ways to wait for it, as parameters, so that tests can turn the clock themselves. */
export interface Timers {
  /** Monotonic, ms; never the wall clock. */
  nowMs(): number
  /** Runs once after `delayMs`; returns how to call it off. */
  after(delayMs: number, run: () => void): () => void
  every(periodMs: number, run: () => void): () => void
  /** Runs once after `delayMs`, late by less than a millisecond on an idle page. */
  afterPrecisely(delayMs: number, run: () => void): () => void
  /** Runs with the next painted frame, or soon where nothing is painted. */
  nextFrame(run: () => void): () => void
}

/** `setTimeout` is late by up to this much in a visible page, ms. */
const TIMER_SLACK_MS = 8
/** A page that isn't painted still has to go on, ms. */
const FRAME_TIMEOUT_MS = 60

export function createBrowserTimers(): Timers {
  return { nowMs: () => performance.now(), after, every, afterPrecisely, nextFrame }
}

function after(delayMs: number, run: () => void): () => void {
  const handle = setTimeout(run, delayMs)
  return () => clearTimeout(handle)
}

function every(periodMs: number, run: () => void): () => void {
  const handle = setInterval(run, periodMs)
  return () => clearInterval(handle)
}

/** Sleeps until shortly before, then asks again with every turn of the event loop: messages aren't clamped to 4 ms. */
function afterPrecisely(delayMs: number, run: () => void): () => void {
  const dueMs = performance.now() + delayMs
  const channel = new MessageChannel()
  let over = false
  const stop = (): void => {
    over = true
    cancel()
    channel.port1.close()
  }
  const turn = (): void => {
    if (over) return
    if (performance.now() < dueMs) {
      channel.port2.postMessage(null)
      return
    }
    stop()
    run()
  }
  channel.port1.onmessage = turn
  const cancel = after(Math.max(0, delayMs - TIMER_SLACK_MS), turn)
  return stop
}

function nextFrame(run: () => void): () => void {
  let over = false
  const once = (): void => {
    if (over) return
    stop()
    run()
  }
  const stop = (): void => {
    over = true
    cancelAnimationFrame(frame)
    cancel()
  }
  const frame = requestAnimationFrame(once)
  const cancel = after(FRAME_TIMEOUT_MS, once)
  return stop
}
