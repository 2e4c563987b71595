import type { Logger } from '../platform/logger.ts'
import type { Result } from '../platform/result.ts'
import type { Connection, Connections } from './connections.ts'

/** How often each running Activity is looked at, ms. */
export const CHECK_EVERY_MS = 30_000
/** Discord's list may lag behind; somebody missing is looked for once more after this, ms. */
const LOOK_AGAIN_MS = 3_000

interface InstanceChecksOptions {
  readonly connections: Connections
  readonly everyMs: number
  /** Ids of those in the Activity, none when it is over. */
  readonly participants: (instanceId: string) => Promise<Result<readonly string[]>>
  readonly remove: (connection: Connection) => void
  readonly logger: Logger
}

/** From time to time asks Discord who is still in each Activity: what a client says about that is a claim. */
export class InstanceChecks {
  readonly #options: InstanceChecksOptions
  readonly #timers = new Set<NodeJS.Timeout>()
  #checking = false

  constructor(options: InstanceChecksOptions) {
    this.#options = options
  }

  start(): void {
    this.#timers.add(setInterval(() => void this.checkAll(), this.#options.everyMs).unref())
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  /** One round at a time: when Discord is slow, rounds must not pile up. */
  async checkAll(): Promise<void> {
    if (this.#checking) return
    this.#checking = true
    try {
      for (const instanceId of this.#options.connections.instances()) await this.#check(instanceId)
    } finally {
      this.#checking = false
    }
  }

  async #check(instanceId: string): Promise<void> {
    const inDiscord = this.#options.connections.of(instanceId).filter(({ isGuest }) => !isGuest)
    if (inDiscord.length === 0) return
    const missing = await this.#missing(instanceId, inDiscord)
    if (missing.length === 0) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.#removeMissing(instanceId, missing)
    }, LOOK_AGAIN_MS).unref()
    this.#timers.add(timer)
  }

  async #removeMissing(instanceId: string, suspects: readonly Connection[]): Promise<void> {
    for (const connection of await this.#missing(instanceId, suspects)) this.#options.remove(connection)
  }

  /** Nobody, as long as Discord doesn't answer: its outage must not empty the rooms. */
  async #missing(instanceId: string, connections: readonly Connection[]): Promise<Connection[]> {
    try {
      const present = await this.#options.participants(instanceId)
      return present.ok ? connections.filter(each => !present.value.includes(each.memberId)) : []
    } catch (error) {
      this.#options.logger.error('room.check.failed', error)
      return []
    }
  }
}
