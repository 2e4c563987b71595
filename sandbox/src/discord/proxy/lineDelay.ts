import type { World } from '../world.ts'
import { withoutAlias } from './urlMappings.ts'

/** The tail of a real line is long, but a sandbox must not surprise by its one sample in a thousand. */
const MAX_JITTER_FACTOR = 3

/** Jitter of a line is a queue somewhere: what is sent within this time meets the same one. */
const QUEUE_LASTS_MS = 50

const MEDIA_PREFIX = '/kaltura-cdn/'

export interface LineOptions {
  readonly world: World
  readonly person: string
  readonly path: string
  readonly now: () => number
  /** 0 to 1; for tests. */
  readonly random?: () => number
}

/** What the next item on this person's line waits; media waits at least as long as it is held. */
export function lineDelay({ world, person, path, now, random = Math.random }: LineOptions): () => number {
  const isMedia = withoutAlias(path).startsWith(MEDIA_PREFIX)
  const tail = queueTail(now, random)
  return () => {
    const { oneWayMs, jitterMs } = world.conditions(person)
    const delay = oneWayMs + jitterMs * tail()
    return isMedia ? Math.max(delay, world.heldUntilMs(person) - now()) : delay
  }
}

/** Exponential with the mean 1, cut at `MAX_JITTER_FACTOR`, drawn anew every `QUEUE_LASTS_MS`. */
function queueTail(now: () => number, random: () => number): () => number {
  let drawnAtMs = Number.NEGATIVE_INFINITY
  let drawn = 0
  return () => {
    if (now() - drawnAtMs >= QUEUE_LASTS_MS) {
      drawnAtMs = now()
      drawn = Math.min(MAX_JITTER_FACTOR, -Math.log(1 - random()))
    }
    return drawn
  }
}
