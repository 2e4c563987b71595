import type { Logger } from '../../platform/logger.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { GuestFeatures } from './guestDoor.ts'
import { GUEST_CHECK_MS, GUESTS_ALONE_MS } from './guestLimits.ts'
import type { Visits } from './visits.ts'

interface GuestRoom {
  readonly instanceId: string
}

interface GuestWatchOptions {
  readonly visits: Visits
  /** Rooms with guests that are connected here. */
  readonly rooms: () => readonly GuestRoom[]
  /** Whether somebody is in the room inside Discord. */
  readonly isAttended: (instanceId: string) => Promise<boolean>
  readonly featuresOf: (guildId: string | null) => Promise<GuestFeatures>
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Shows guests out when it is time: theirs is over, the server lets none in any more, or they are left alone. */
export class GuestWatch {
  readonly #options: GuestWatchOptions
  readonly #aloneSinceMs = new Map<string, number>()
  #timer: NodeJS.Timeout | null = null
  #looking = false

  constructor(options: GuestWatchOptions) {
    this.#options = options
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), GUEST_CHECK_MS).unref()
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer)
  }

  /** One round at a time. */
  async look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    try {
      await this.#look()
    } catch (error) {
      this.#options.logger.error('guests.check.failed', error)
    } finally {
      this.#looking = false
    }
  }

  async #look(): Promise<void> {
    const { rooms, visits } = this.#options
    const watched = rooms()
    const ids = new Set(watched.map(({ instanceId }) => instanceId))
    for (const known of this.#aloneSinceMs.keys()) if (!ids.has(known)) this.#aloneSinceMs.delete(known)
    if (watched.length > 0) await visits.endExpired()
    for (const guildId of await visits.guilds()) await this.#lookInto(guildId)
    for (const room of watched) await this.#lookAt(room)
  }

  /** Also whoever isn't connected now: their sign-in would still get them what is on, and back in. */
  async #lookInto(guildId: string | null): Promise<void> {
    const { visits, featuresOf } = this.#options
    const { browserGuests, namedGuests } = await featuresOf(guildId)
    if (!browserGuests || !namedGuests) await visits.endOfGuild(guildId, browserGuests)
  }

  async #lookAt({ instanceId }: GuestRoom): Promise<void> {
    const { visits, isAttended, clock } = this.#options
    const nowMs = clock.nowMs()
    if (await isAttended(instanceId)) {
      this.#aloneSinceMs.delete(instanceId)
      return
    }
    const sinceMs = this.#aloneSinceMs.get(instanceId) ?? nowMs
    this.#aloneSinceMs.set(instanceId, sinceMs)
    if (nowMs - sinceMs < GUESTS_ALONE_MS) return
    this.#aloneSinceMs.delete(instanceId)
    await visits.endOfRoom(instanceId, 'alone')
  }
}
