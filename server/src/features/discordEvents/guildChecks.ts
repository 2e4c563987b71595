import { hash } from 'node:crypto'
import type { Forgetter } from '../../platform/database/forgetting.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Result } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { WokenLoop } from '../../platform/wokenLoop.ts'
import type { DueCheck, GuildCheckStore } from './guildCheckStore.ts'

/** How often it is looked whether a server is due, ms. */
export const LOOK_EVERY_MS = 60_000
/** Each server is looked at so often, ms. */
export const CHECK_GUILD_EVERY_MS = 24 * 3_600_000
/** What a removed server had set up is kept for that long, ms: adding the bot again brings it back. */
export const SETTINGS_KEPT_MS = 30 * 24 * 3_600_000
/** Nobody else looks at a server that somebody is looking at, for that long, ms. */
const CLAIM_MS = 60_000
/** After Discord didn't answer, or while more are missing than may be asked for at once, ms. */
export const REST_MS = 10 * 60_000
/** Servers that Discord is asked about in one go: it counts each answer "no access" against us. */
export const CONFIRMED_AT_ONCE = 10
const LOOKED_AT = 1_000

export interface GuildChecksOptions {
  readonly applicationId: string
  readonly store: GuildCheckStore
  readonly forgetter: Pick<Forgetter, 'guilds' | 'guild' | 'settings'>
  readonly discord: {
    /** Where the bot is. */
    ids(): Promise<Result<ReadonlySet<string>>>
    /** Whether Discord says plainly that it isn't in that server. */
    isGone(guildId: string): Promise<Result<boolean>>
  }
  readonly clock: RoomClock
  readonly logger: Logger
}

/**
 * Discord doesn't tell when a bot is removed from a server. So the servers that something is kept of are compared with
 * those it is in, once a day and whenever there is reason to; and of each that is missing Discord is asked again.
 */
export class GuildChecks {
  readonly #options: GuildChecksOptions
  /** All of one application are due together, each application's at another time of the day. */
  readonly #offsetMs: number
  readonly #loop: WokenLoop
  #restsUntilMs = 0

  constructor(options: GuildChecksOptions) {
    this.#options = options
    this.#offsetMs =
      Number.parseInt(hash('sha256', options.applicationId).slice(0, 8), 16) % CHECK_GUILD_EVERY_MS
    this.#loop = new WokenLoop({
      round: () => this.#round(),
      everyMs: LOOK_EVERY_MS,
      onError: error => options.logger.error('discord.guilds.failed', error),
    })
  }

  start(): void {
    this.#loop.start()
  }

  /** When a server that needn't be looked at now is, epoch ms. */
  nextTimeMs(): number {
    const nowMs = this.#options.clock.nowMs()
    const days = Math.floor((nowMs - this.#offsetMs) / CHECK_GUILD_EVERY_MS)
    return (days + 1) * CHECK_GUILD_EVERY_MS + this.#offsetMs
  }

  /** A chore: takes in what is kept without anybody having said that it was installed. */
  async enrol(): Promise<void> {
    const { store, forgetter } = this.#options
    await store.enrol(await forgetter.guilds(), this.nextTimeMs())
  }

  /** Some server is due. */
  wake(): void {
    this.#loop.wake()
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#loop.idle()
  }

  close(): Promise<void> {
    return this.#loop.close()
  }

  async #round(): Promise<void> {
    const { store, discord, clock } = this.#options
    const nowMs = clock.nowMs()
    if (nowMs < this.#restsUntilMs) return
    const due = await store.due(nowMs, LOOKED_AT)
    if (due.length === 0) return
    const listed = await discord.ids()
    if (!listed.ok) return this.#rest()
    const isThere = ({ guildId }: DueCheck) => listed.value.has(guildId)
    await store.isThere(
      due.filter(isThere).map(({ guildId }) => guildId),
      this.nextTimeMs(),
    )
    await this.#confirmAll(due.filter(check => !isThere(check)))
  }

  async #confirmAll(missing: readonly DueCheck[]): Promise<void> {
    for (const check of missing.slice(0, CONFIRMED_AT_ONCE)) {
      if (this.#loop.closed) return
      if (!(await this.#confirm(check))) return this.#rest()
    }
    if (missing.length > CONFIRMED_AT_ONCE) this.#rest()
  }

  /** False when Discord doesn't answer: that proves nothing. */
  async #confirm(check: DueCheck): Promise<boolean> {
    const { store, discord, clock } = this.#options
    if (!(await store.claim(check, clock.nowMs() + CLAIM_MS))) return true
    const gone = await discord.isGone(check.guildId)
    if (!gone.ok) {
      await store.later(check.guildId, clock.nowMs())
      return false
    }
    if (gone.value) await this.#remove(check)
    else await store.isThere([check.guildId], this.nextTimeMs())
    return true
  }

  async #remove({ guildId, removedAtMs }: DueCheck): Promise<void> {
    const { store, forgetter, clock, logger } = this.#options
    const nowMs = clock.nowMs()
    if (removedAtMs === null) {
      await forgetter.guild({ guildId, nowMs })
      logger.info('discord.guild.forgotten', { guildId })
    } else if (nowMs - removedAtMs >= SETTINGS_KEPT_MS) {
      await forgetter.settings({ guildId, nowMs })
      logger.info('discord.guild.settingsForgotten', { guildId })
      return
    }
    await store.later(guildId, this.nextTimeMs())
  }

  #rest(): void {
    this.#restsUntilMs = this.#options.clock.nowMs() + REST_MS
  }
}
