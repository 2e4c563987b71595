import type { RoomClock } from '../../platform/roomClock.ts'

/** An answer counts for so long: anybody may ask us, and not everybody is to reach the database, ms. */
const FRESH_MS = 1_000
/** One that takes longer is none, ms. */
const PATIENCE_MS = 1_000

/** Whether the database answers. Those who ask together share one question. */
export function createDatabaseProbe(ask: () => Promise<unknown>, clock: RoomClock): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null
  let known = { answers: false, atMs: Number.NEGATIVE_INFINITY }

  async function look(): Promise<boolean> {
    const answers = await withinPatience(ask())
    known = { answers, atMs: clock.nowMs() }
    asking = null
    return answers
  }

  return async () => {
    if (clock.nowMs() - known.atMs < FRESH_MS) return known.answers
    asking ??= look()
    return asking
  }
}

function withinPatience(answer: Promise<unknown>): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(false), PATIENCE_MS)
    answer
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer))
      .catch(() => resolve(false))
  })
}
