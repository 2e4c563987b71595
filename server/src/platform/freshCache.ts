import { ERRORS } from '@kaltura-discord/shared/protocol/errors.ts'
import { LRUCache } from 'lru-cache'
import type { Result } from './result.ts'
import type { RoomClock } from './roomClock.ts'

export interface FreshCacheOptions<V> {
  readonly clock: RoomClock
  /** How long an answer counts as fresh. */
  readonly freshMs: number
  /** How long it may stand in when asking again fails. */
  readonly staleMs: number
  /** Upper bound of what is kept, in the unit of `sizeOf` (entries when that is left out). */
  readonly capacity: number
  readonly sizeOf?: (value: V) => number
}

interface Held<V> {
  readonly value: V
  readonly atMs: number
}

/**
 * Remembers answers of an outside system. Those who ask for the same thing at the same time share one question,
 * and while the outside system is away an older answer stands in.
 */
export class FreshCache<V> {
  readonly #options: FreshCacheOptions<V>
  readonly #held: LRUCache<string, Held<V>>
  readonly #asking = new Map<string, Promise<Result<V>>>()

  constructor(options: FreshCacheOptions<V>) {
    this.#options = options
    const { capacity, sizeOf } = options
    this.#held = sizeOf
      ? new LRUCache({ maxSize: capacity, sizeCalculation: held => Math.max(1, sizeOf(held.value)) })
      : new LRUCache({ max: capacity })
  }

  async get(key: string, ask: () => Promise<Result<V>>): Promise<Result<V>> {
    const held = this.#held.get(key)
    const ageMs = held ? this.#options.clock.nowMs() - held.atMs : Number.POSITIVE_INFINITY
    if (held && ageMs <= this.#options.freshMs) return { ok: true, value: held.value }
    const answer = await this.#askOnce(key, ask)
    if (answer.ok || !held) return answer
    const away = ERRORS[answer.error.code].retryable
    if (!away) this.#held.delete(key)
    return away && ageMs <= this.#options.staleMs ? { ok: true, value: held.value } : answer
  }

  /** Takes in what came along with another answer. */
  put(key: string, value: V): void {
    this.#held.set(key, { value, atMs: this.#options.clock.nowMs() })
  }

  /** Whether there is an answer, fresh or not. */
  has(key: string): boolean {
    return this.#held.has(key)
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
    if (answer.ok) this.put(key, answer.value)
    return answer
  }
}
