/** Chance that can be repeated: the same seed gives the same choices. */
export interface RandomSource {
  /** From 0 up to but not including 1. */
  next(): number
  /** Whole, from 0 up to but not including `below`. */
  whole(below: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
}

/** Mulberry32: 32 bits of state, evenly spread, and quick. */
export function createRandomSource(seed: number): RandomSource {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number): number => Math.floor(next() * below)
  return {
    next,
    whole,
    chance: probability => next() < probability,
    pick: items => items[whole(items.length)] ?? items[0],
  }
}
