import { LRUCache } from 'lru-cache'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { GuildState } from './service.ts'

/** What another process has changed counts here after this at the latest, ms; what this one has changed at once. */
export const CONFIG_FRESH_MS = 15_000
/** From this age on it is read anew while it is still good, so that nobody waits where somebody asks now and then, ms. */
const CONFIG_SOON_MS = 5_000
const KEPT_GUILDS = 5_000

interface Held {
  readonly state: GuildState
  readonly atMs: number
}

/** Configurations as they were read last; those who ask at the same time share one question. */
export class ConfigCache {
  readonly #held = new LRUCache<string, Held>({ max: KEPT_GUILDS })
  readonly #asking = new Map<string, Promise<GuildState>>()
  readonly #clock: RoomClock

  constructor(clock: RoomClock) {
    this.#clock = clock
  }

  get(guildId: string, ask: () => Promise<GuildState>): Promise<GuildState> {
    const held = this.#held.get(guildId)
    const ageMs = held ? this.#clock.nowMs() - held.atMs : Number.POSITIVE_INFINITY
    if (!held || ageMs > CONFIG_FRESH_MS) return this.#ask(guildId, ask)
    // Whoever waits for it later hears of a database that is away.
    if (ageMs > CONFIG_SOON_MS) this.#ask(guildId, ask).catch(() => {})
    return Promise.resolve(held.state)
  }

  #ask(guildId: string, ask: () => Promise<GuildState>): Promise<GuildState> {
    const running = this.#asking.get(guildId)
    if (running) return running
    const asking = ask()
      .then(state => this.put(state))
      .finally(() => this.#asking.delete(guildId))
    this.#asking.set(guildId, asking)
    return asking
  }

  /** An answer that was on its way while something newer was written doesn't replace it. */
  put(state: GuildState): GuildState {
    const held = this.#held.get(state.guildId)?.state
    const newest = held && held.version > state.version ? held : state
    this.#held.set(state.guildId, { state: newest, atMs: this.#clock.nowMs() })
    return newest
  }
}
