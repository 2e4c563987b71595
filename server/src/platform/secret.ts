import { inspect } from 'node:util'

/** A value that shows itself only where it is asked to: printing or serialising it gives nothing away. */
export class Hidden {
  readonly #value: string
  readonly #shownAs: string

  constructor(value: string, shownAs: string) {
    this.#value = value
    this.#shownAs = shownAs
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return this.#shownAs
  }

  toJSON(): string {
    return this.#shownAs
  }

  [inspect.custom](): string {
    return this.#shownAs
  }
}

/** A credential or a key of ours. */
export class Secret extends Hidden {
  constructor(value: string) {
    super(value, '[secret]')
  }
}
