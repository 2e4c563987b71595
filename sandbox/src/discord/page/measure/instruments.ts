import type { Crowd } from '../crowd.ts'
import type { TrialRun } from '../trials.ts'
import { createHealTracker, type HealState, isOver } from './healTracker.ts'
import { History } from './history.ts'
import { allPlaying, offsetsFromMedianMs, positionsAtS, spreadOfMs } from './spread.ts'
import { trueNowMs } from './trueTime.ts'

const tickMs = 100

export interface Reading {
  readonly atMs: number
  readonly spreadMs: number | null
  readonly positionsS: Readonly<Record<string, number>>
}

export interface TrialSetup extends Omit<TrialRun, 'what'> {
  readonly startedAtMs: number
  readonly onProgress: (state: HealState) => void
}

interface RunningTrial extends TrialSetup {
  readonly tracker: ReturnType<typeof createHealTracker>
}

/** Reads everybody's position ten times a second, and times how trials heal. */
export class Instruments {
  readonly history = new History()
  readonly #crowd: Crowd
  readonly #listeners = new Set<(reading: Reading) => void>()
  readonly #timer: number
  #trials: readonly RunningTrial[] = []
  #reading: Reading = { atMs: 0, spreadMs: null, positionsS: {} }

  constructor(crowd: Crowd) {
    this.#crowd = crowd
    this.#timer = window.setInterval(() => this.#tick(), tickMs)
  }

  get reading(): Reading {
    return this.#reading
  }

  onReading(listener: (reading: Reading) => void): void {
    this.#listeners.add(listener)
  }

  isEverybodyPlaying(): boolean {
    const handles = this.#crowd.inActivity()
    return handles.length > 0 && allPlaying(this.#crowd.samples(), handles, trueNowMs())
  }

  begin(setup: TrialSetup): void {
    this.history.mark({ atMs: setup.startedAtMs, label: setup.mark })
    this.#trials = [...this.#trials, { ...setup, tracker: createHealTracker(setup.startedAtMs) }]
  }

  close(): void {
    window.clearInterval(this.#timer)
  }

  #tick(): void {
    const atMs = trueNowMs()
    const positionsS = positionsAtS(this.#crowd.samples(), atMs)
    this.#reading = { atMs, positionsS, spreadMs: spreadOfMs(positionsS) }
    const { spreadMs } = this.#reading
    const playing = this.isEverybodyPlaying()
    this.history.add({ atMs, spreadMs, allPlaying: playing, offsetsMs: offsetsFromMedianMs(positionsS) })
    this.#trials = this.#trials.filter(trial => !this.#isHealed(trial))
    for (const listener of this.#listeners) listener(this.#reading)
  }

  #isHealed(trial: RunningTrial): boolean {
    const { atMs, spreadMs, positionsS } = this.#reading
    const expected = trial.expected()
    const state = trial.tracker.observe({
      atMs,
      // Whoever is alone is in step with themselves.
      spreadMs: expected.length === 1 ? 0 : spreadMs,
      othersSpreadMs: spreadOfMs(without(positionsS, trial.newcomer)),
      allPlaying: allPlaying(this.#crowd.samples(), expected, atMs),
      restored: trial.restored(),
    })
    trial.onProgress(state)
    return isOver(state)
  }
}

const without = (positionsS: Reading['positionsS'], handle: string | null): Reading['positionsS'] =>
  Object.fromEntries(Object.entries(positionsS).filter(([name]) => name !== handle))
