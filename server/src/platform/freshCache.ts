import { ERRORS } from '@kaltura-discord/shared/protocol/errors.ts'
import { LRUCache } from 'lru-cache'
import { type Result, succeed } from './result.ts'
import type { RoomClock } from './roomClock.ts'

/** Room time until which an answer counts as fresh, and until which it may stand in. */
export interface Lifetime {
  readonly freshUntilMs: number
  readonly staleUntilMs: number
}

export interface FreshCacheOptions<V> {
  readonly clock: RoomClock
  /** How long an answer counts as fresh. */
  readonly freshMs: number
  /** Until this age an answer is given at once though it is no longer fresh, and asked for again meanwhile. */
  readonly soonMs?: number
  /** How long it may stand in when asking again fails. */
  readonly staleMs: number
  /** For values that bring their own end. */
  readonly lifetimeOf?: (value: V) => Lifetime
  /** Upper bound of what is kept, in the unit of `sizeOf` (entries when that is left out). */
  readonly capacity: number
  readonly sizeOf?: (value: V) => number
}

/** An answer, when it was given, and whether it is older than it should be. */
export interface Known<V> {
  readonly value: V
  /** Room time. */
  readonly atMs: number
  readonly isStale: boolean
}

interface Held<V> extends Lifetime {
  readonly value: V
  readonly soonUntilMs: number
  /** Made once, since most requests take one of these and do nothing else. */
  readonly fresh: Result<Known<V>>
  readonly stale: Result<Known<V>>
}

/** While the outside system is away, questions nobody waits for are asked this far apart at least. */
const ASK_AWAY_EVERY_MS = 1_000

/**
 * Remembers answers of an outside system. Those who ask for the same thing at the same time share one question,
 * and while the outside system is away an older answer stands in.
 */
export class FreshCache<V> {
  readonly #options: FreshCacheOptions<V>
  readonly #held: LRUCache<string, Held<V>>
  readonly #asking = new Map<string, Promise<Result<V>>>()
  /** Nobody waits for a system that has just been found away, if there is an older answer. */
  #isAway = false
  #askAwayAtMs = 0

  constructor(options: FreshCacheOptions<V>) {
    this.#options = options
    const { capacity, sizeOf } = options
    this.#held = sizeOf
      ? new LRUCache({ maxSize: capacity, sizeCalculation: held => Math.max(1, sizeOf(held.value)) })
      : new LRUCache({ max: capacity })
  }

  async get(key: string, ask: () => Promise<Result<V>>): Promise<Result<V>> {
    const known = await this.look(key, ask)
    return known.ok ? succeed(known.value.value) : known
  }

  /** The same with the answer's age. */
  async look(key: string, ask: () => Promise<Result<V>>): Promise<Result<Known<V>>> {
    const held = this.#held.get(key)
    const nowMs = this.#options.clock.nowMs()
    if (held && nowMs <= held.freshUntilMs) return held.fresh
    const mayStandIn = held !== undefined && nowMs <= held.staleUntilMs
    if (mayStandIn && (this.#isAway || nowMs <= held.soonUntilMs)) {
      this.#askMeanwhile(key, ask)
      // Of this age it is right as it is: only where nobody answers it is said to stand in.
      return this.#isAway ? held.stale : held.fresh
    }
    const answer = await this.#askOnce(key, ask)
    if (answer.ok) return succeed({ value: answer.value, atMs: this.#options.clock.nowMs(), isStale: false })
    return mayStandIn && isAway(answer) ? held.stale : answer
  }

  /** Takes in what came along with another answer. */
  put(key: string, value: V): void {
    const atMs = this.#options.clock.nowMs()
    const { freshMs, soonMs = 0, staleMs, lifetimeOf } = this.#options
    const lifetime = lifetimeOf?.(value) ?? { freshUntilMs: atMs + freshMs, staleUntilMs: atMs + staleMs }
    this.#held.set(key, {
      value,
      ...lifetime,
      soonUntilMs: atMs + soonMs,
      fresh: succeed({ value, atMs, isStale: false }),
      stale: succeed({ value, atMs, isStale: true }),
    })
  }

  /** Whether there is an answer, fresh or not. */
  has(key: string): boolean {
    return this.#held.has(key)
  }

  /** Drops an answer that has turned out wrong, unless there is another by now. */
  forget(key: string, value: V): void {
    if (this.#held.peek(key)?.value === value) this.#held.delete(key)
  }

  #askMeanwhile(key: string, ask: () => Promise<Result<V>>): void {
    const nowMs = this.#options.clock.nowMs()
    if (this.#isAway && nowMs < this.#askAwayAtMs) return
    this.#askAwayAtMs = nowMs + ASK_AWAY_EVERY_MS
    // A bug in `ask` shows itself to the next one who waits for the answer.
    this.#askOnce(key, ask).catch(() => {})
  }

  #askOnce(key: string, ask: () => Promise<Result<V>>): Promise<Result<V>> {
    const running = this.#asking.get(key)
    if (running) return running
    const asking = this.#askAndHold(key, ask).finally(() => this.#asking.delete(key))
    this.#asking.set(key, asking)
    return asking
  }

  async #askAndHold(key: string, ask: () => Promise<Result<V>>): Promise<Result<V>> {
    const answer = await ask()
    this.#isAway = isAway(answer)
    if (answer.ok) this.put(key, answer.value)
    // What is known to be gone doesn't come back.
    else if (!this.#isAway) this.#held.delete(key)
    return answer
  }
}

const isAway = (answer: Result<unknown>) => !answer.ok && ERRORS[answer.error.code].retryable
