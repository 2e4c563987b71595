import { inspect } from 'node:util'

const HIDDEN = '[secret]'

/** A value that shows itself only where it is asked to: printing or serialising it gives nothing away. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [inspect.custom](): string {
    return HIDDEN
  }
}
