import type { Timers } from '../../../client/src/sync/timers.ts'

interface Alarm {
  readonly atMs: number
  readonly run: () => void
}

/** Time that goes on only when it is told to. */
export interface VirtualTime {
  readonly timers: Timers
  nowMs(): number
  /** Runs what is due on the way, in order. */
  advance(byMs: number): void
}

export function createVirtualTime(): VirtualTime {
  let nowMs = 0
  let alarms: Alarm[] = []

  const set = (alarm: Alarm): (() => void) => {
    alarms.push(alarm)
    return () => {
      alarms = alarms.filter(each => each !== alarm)
    }
  }
  const after = (delayMs: number, run: () => void): (() => void) =>
    set({ atMs: nowMs + Math.max(0, delayMs), run })
  /** The earliest that is due by then; of several, the one that was set first. */
  const nextDue = (byMs: number): Alarm | null =>
    alarms.reduce<Alarm | null>(
      (first, each) => (each.atMs <= byMs && (first === null || each.atMs < first.atMs) ? each : first),
      null,
    )

  return {
    nowMs: () => nowMs,
    timers: {
      nowMs: () => nowMs,
      after,
      afterPrecisely: after,
      nextFrame: run => after(16, run),
      every: (everyMs, run) => {
        let cancel = (): void => {}
        const again = (): void => {
          cancel = after(everyMs, again)
          run()
        }
        cancel = after(everyMs, again)
        return () => cancel()
      },
    },
    advance: byMs => {
      const untilMs = nowMs + byMs
      for (let due = nextDue(untilMs); due; due = nextDue(untilMs)) {
        const { atMs, run } = due
        alarms = alarms.filter(each => each !== due)
        nowMs = Math.max(nowMs, atMs)
        run()
      }
      nowMs = untilMs
    },
  }
}
