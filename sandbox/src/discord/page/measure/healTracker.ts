/** In step means at most this spread, in ms. */
export const inStepMs = 100

export interface HealLimits {
  /** How long it must hold before it counts. */
  readonly steadyMs: number
  /** A trial that disturbed nobody for this long is over. */
  readonly quietMs: number
  readonly giveUpMs: number
}

export const defaultLimits: HealLimits = { steadyMs: 1000, quietMs: 8000, giveUpMs: 60_000 }

export interface Observation {
  readonly atMs: number
  readonly spreadMs: number | null
  /** Of those whom the trial left alone: a newcomer starts far away by nature. */
  readonly othersSpreadMs: number | null
  readonly allPlaying: boolean
  /** Whatever else the trial waits for, for instance a running server. */
  readonly restored: boolean
}

export interface HealState {
  readonly phase: 'watching' | 'disturbed' | 'healed' | 'unnoticed' | 'gave-up'
  /** Whether anybody stood or was out of step: a server may come and go without it. */
  readonly anybodyApart: boolean
  /** Largest `othersSpreadMs` since the trial, null if none could be measured. */
  readonly worstSpreadMs: number | null
  /** From the trial to the beginning of the steady stretch; null unless healed. */
  readonly healedAfterMs: number | null
}

export interface HealTracker {
  readonly observe: (observation: Observation) => HealState
}

/** Measures from a disturbance until everybody is in step and playing again. */
export function createHealTracker(startedAtMs: number, limits: HealLimits = defaultLimits): HealTracker {
  let state: HealState = {
    phase: 'watching',
    anybodyApart: false,
    worstSpreadMs: null,
    healedAfterMs: null,
  }
  let goodSinceMs: number | null = null

  const next = (observation: Observation): HealState => {
    const together = isTogether(observation)
    const good = together && observation.restored
    goodSinceMs = good ? (goodSinceMs ?? observation.atMs) : null
    const worstSpreadMs = larger(state.worstSpreadMs, observation.othersSpreadMs)
    const seen = { anybodyApart: state.anybodyApart || !together, worstSpreadMs }
    const disturbed = state.phase === 'disturbed' || !good
    const elapsedMs = observation.atMs - startedAtMs
    if (disturbed && goodSinceMs !== null && observation.atMs - goodSinceMs >= limits.steadyMs) {
      return { phase: 'healed', ...seen, healedAfterMs: goodSinceMs - startedAtMs }
    }
    if (disturbed && elapsedMs >= limits.giveUpMs) return { phase: 'gave-up', ...seen, healedAfterMs: null }
    if (!disturbed && elapsedMs >= limits.quietMs) return { phase: 'unnoticed', ...seen, healedAfterMs: null }
    return { phase: disturbed ? 'disturbed' : 'watching', ...seen, healedAfterMs: null }
  }

  return {
    observe: observation => {
      if (!isOver(state)) state = next(observation)
      return state
    },
  }
}

export const isOver = ({ phase }: HealState): boolean => !['watching', 'disturbed'].includes(phase)

const isTogether = ({ spreadMs, allPlaying }: Observation): boolean =>
  allPlaying && spreadMs !== null && spreadMs <= inStepMs

const larger = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
