import { HostRefusal } from '../hostRequests.ts'

/** Discord's client waits a little, so that not every letter is a request; ms. */
export const typingPauseMs = 150

export type CompletionState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'offered'; readonly items: readonly T[] }
  | { readonly kind: 'failed' }

interface CompletionOptions<T> {
  /** null where the application has given no answer. */
  readonly ask: (text: string) => Promise<readonly T[] | null>
  readonly show: (state: CompletionState<T>) => void
}

/** Asks for proposals while somebody types, and drops answers to what is no longer written. */
export class Completion<T> {
  readonly #options: CompletionOptions<T>
  #timer: ReturnType<typeof setTimeout> | null = null
  #newest = 0

  constructor(options: CompletionOptions<T>) {
    this.#options = options
  }

  type(text: string): void {
    this.close()
    const asked = this.#newest
    this.#options.show({ kind: 'loading' })
    this.#timer = setTimeout(() => void this.#ask(text, asked), typingPauseMs)
  }

  /** Whatever is still under way is of no interest any more. */
  close(): void {
    this.#newest += 1
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  async #ask(text: string, asked: number): Promise<void> {
    const items = await this.#options.ask(text).catch((error: unknown) => {
      if (error instanceof HostRefusal) return null
      throw error
    })
    if (asked !== this.#newest) return
    this.#options.show(items === null ? { kind: 'failed' } : { kind: 'offered', items })
  }
}
