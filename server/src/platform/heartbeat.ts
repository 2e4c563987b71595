import { isDuplicateKey } from './database/duplicateKey.ts'
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
    const beatAgain = () =>
      database.query
        .updateTable('heartbeats')
        .set({ at_ms })
        .where('node', '=', node)
        .executeTakeFirstOrThrow()
    if ((await beatAgain()).numUpdatedRows > 0n) return
    try {
      await database.query.insertInto('heartbeats').values({ node, at_ms }).execute()
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      await beatAgain()
    }
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer)
  }
}
