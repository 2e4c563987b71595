import type { Socket } from 'socket.io'

/** The connection under a Socket.IO socket. */
export type Line = Socket['conn']

/** A peer that doesn't take part in closing politely is cut off after this, ms. */
const CUT_AFTER_MS = 1_000

/** Ends lines for good: a peer that has fallen silent would hold its connection open for half a minute. */
export class OpenLines {
  readonly #lines = new Set<Line>()

  watch(line: Line): void {
    this.#lines.add(line)
    line.on('close', () => this.#cutSoon(line))
    line.request.socket.once('close', () => this.#lines.delete(line))
  }

  /** To be called where a polite close has been begun. */
  closing(line: Line): void {
    this.#cutSoon(line)
  }

  /** Cuts whatever is still open. */
  cutAll(): void {
    for (const line of this.#lines) line.request.socket.destroy()
  }

  #cutSoon(line: Line): void {
    setTimeout(() => line.request.socket.destroy(), CUT_AFTER_MS).unref()
  }
}
