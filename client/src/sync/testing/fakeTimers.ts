import type { Timers } from '../timers.ts'

/** A clock that stands until it is turned. */
export interface FakeTimers extends Timers {
  /** Turns it on, running what falls due in between, each with the promises it settles. */
  advance(ms: number): Promise<void>
}

interface Due {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
}

export function createFakeTimers(): FakeTimers {
  let nowMs = 1000
  let order = 0
  const dues = new Set<Due>()

  const after = (delayMs: number, run: () => void): (() => void) => {
    const due: Due = { atMs: nowMs + Math.max(0, delayMs), order: order++, run }
    dues.add(due)
    return () => dues.delete(due)
  }
  const every = (periodMs: number, run: () => void): (() => void) => {
    let cancel = after(periodMs, function again() {
      cancel = after(periodMs, again)
      run()
    })
    return () => cancel()
  }
  const next = (untilMs: number): Due | undefined =>
    [...dues].filter(due => due.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0]

  return {
    nowMs: () => nowMs,
    after,
    every,
    afterPrecisely: after,
    nextFrame: run => after(16, run),
    advance: async ms => {
      const untilMs = nowMs + ms
      await settlePromises()
      for (let due = next(untilMs); due; due = next(untilMs)) {
        dues.delete(due)
        nowMs = Math.max(nowMs, due.atMs)
        due.run()
        await settlePromises()
      }
      nowMs = untilMs
    },
  }
}

async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve()
}
