import type { Logger } from './logger.ts'

/** At the end what is under way is waited for, but no longer than this: several wait one after the other, and a server has ten seconds to end, ms. */
const CLOSE_MS = 3_000

/** Work that nobody waits for, until the end. */
export class BackgroundWork {
  readonly #underWay = new Set<Promise<void>>()
  readonly #logger: Logger

  constructor(logger: Logger) {
    this.#logger = logger
  }

  get count(): number {
    return this.#underWay.size
  }

  /** What fails is a bug, and logged as `event`. */
  start(event: string, work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => this.#logger.error(event, error))
      .finally(() => this.#underWay.delete(running))
    this.#underWay.add(running)
  }

  /** Resolves when nothing is under way; one piece of work may begin another. */
  async idle(): Promise<void> {
    while (this.count > 0) await Promise.all(this.#underWay)
  }

  async close(): Promise<void> {
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, CLOSE_MS)
    await Promise.race([this.idle(), late.promise])
    clearTimeout(timer)
    if (this.count > 0) this.#logger.warn('background.cutShort', { count: this.count })
  }
}
