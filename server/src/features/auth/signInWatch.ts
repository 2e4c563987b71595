import type { Logger } from '../../platform/logger.ts'
import type { SignInStore } from './store.ts'

/** How soon a process learns that another one has ended a sign-in, ms. */
const LOOK_EVERY_MS = 2_000
/** Asked about at once; databases bound how much a question may hold. */
const AT_ONCE = 500

interface SignInWatchOptions {
  readonly store: Pick<SignInStore, 'endedOf'>
  /** Told of each that has ended, before those who watch it. */
  readonly onEnded: (signInId: string) => void
  readonly logger: Logger
}

/**
 * Tells whoever serves a sign-in over an open line when it has ended: at once where this process ended it, and
 * otherwise when the database is next looked at.
 */
export class SignInWatch {
  readonly #options: SignInWatchOptions
  readonly #watchers = new Map<string, Set<() => void>>()
  readonly #timer: NodeJS.Timeout
  #looking = false

  constructor(options: SignInWatchOptions) {
    this.#options = options
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref()
  }

  /** Returns how to stop. */
  watch(signInId: string, onEnded: () => void): () => void {
    const watchers = this.#watchers.get(signInId) ?? new Set()
    this.#watchers.set(signInId, watchers.add(onEnded))
    return () => {
      watchers.delete(onEnded)
      if (watchers.size === 0 && this.#watchers.get(signInId) === watchers) this.#watchers.delete(signInId)
    }
  }

  ended(signInIds: readonly string[]): void {
    for (const id of signInIds) {
      this.#options.onEnded(id)
      const watchers = this.#watchers.get(id)
      this.#watchers.delete(id)
      for (const onEnded of watchers ?? []) onEnded()
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#watchers.clear()
  }

  /** A database that is away ends nobody's line. */
  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    try {
      const ids = [...this.#watchers.keys()]
      for (let from = 0; from < ids.length; from += AT_ONCE)
        this.ended(await this.#options.store.endedOf(ids.slice(from, from + AT_ONCE)))
    } catch (error) {
      this.#options.logger.error('auth.watch.failed', error)
    } finally {
      this.#looking = false
    }
  }
}
