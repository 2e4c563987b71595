import type { Database } from './database/openDatabase.ts'
import type { RoomClock } from './roomClock.ts'

const BEAT_EVERY_MS = 5_000

interface HeartbeatOptions {
  readonly database: Database
  readonly node: string
  readonly clock: RoomClock
  readonly onError: (error: unknown) => void
}

/** Writes down again and again that this node lives, so that its next start knows how long it was away. */
export class Heartbeat {
  readonly #options: HeartbeatOptions
  #timer: NodeJS.Timeout | null = null

  constructor(options: HeartbeatOptions) {
    this.#options = options
  }

  /** Room time of the last beat, or null before the first start. */
  async lastMs(): Promise<number | null> {
    const { database, node } = this.#options
    const row = await database.query
      .selectFrom('heartbeats')
      .select('at_ms')
      .where('node', '=', node)
      .executeTakeFirst()
    return row?.at_ms ?? null
  }

  async start(): Promise<void> {
    await this.beat()
    this.#timer = setInterval(() => void this.beat().catch(this.#options.onError), BEAT_EVERY_MS).unref()
  }

  async beat(): Promise<void> {
    const { database, node, clock } = this.#options
    const at_ms = Math.round(clock.nowMs())
    await database.query
      .insertInto('heartbeats')
      .values({ node, at_ms })
      .onConflict(conflict => conflict.column('node').doUpdateSet({ at_ms }))
      .execute()
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer)
  }
}
