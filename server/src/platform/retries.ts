/** Work that has failed so often is parked until somebody has it tried again. */
export const MAX_ATTEMPTS = 10
/** Nobody else does what somebody has begun, as long as that takes no longer, ms. */
export const LEASE_MS = 30_000
/** Pauses between tries: the first, what each is of the one before, and the longest, ms. */
export const PAUSE_MS = { first: 1_000, growth: 4, longest: 3_600_000 } as const

export const pauseAfter = (attempts: number): number =>
  Math.min(PAUSE_MS.first * PAUSE_MS.growth ** (attempts - 1), PAUSE_MS.longest)
