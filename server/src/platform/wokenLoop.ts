interface WokenLoopOptions {
  /** Looks for what is due and does it. */
  readonly round: () => Promise<void>
  /** How often without being woken, ms. */
  readonly everyMs: number
  /** A round that fails is over; the next one comes when it would have come. */
  readonly onError: (error: unknown) => void
}

/** Work that begins again and again: from time to time, and whenever somebody says that there is some. One round at a time. */
export class WokenLoop {
  readonly #options: WokenLoopOptions
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  /** Somebody has come after the last round began. */
  #woken = false
  #closed = false

  constructor(options: WokenLoopOptions) {
    this.#options = options
  }

  /** A long round ends early then. */
  get closed(): boolean {
    return this.#closed
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), this.#options.everyMs).unref()
    this.wake()
  }

  wake(): void {
    if (this.#closed) return
    this.#woken = true
    this.#running ??= this.#run()
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** Waits for the round that is under way. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#woken && !this.#closed) {
      this.#woken = false
      await this.#options.round().catch(this.#options.onError)
    }
    this.#running = null
  }
}
