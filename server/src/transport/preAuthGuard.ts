import type { Line } from './openLines.ts'

/** What a connection may send, and for how long, before it has said who it is. */
const BEFORE_SIGN_IN = { packets: 4, bytes: 8 * 1024, ms: 5_000 } as const

/** Cuts off who takes more than a sign-in needs; no traffic makes the time longer. */
export class PreAuthGuard {
  readonly #pending = new Map<Line, () => void>()

  watch(line: Line): void {
    let packets = 0
    let bytes = 0
    const cut = () => line.request.socket.destroy()
    const count = (packet: { data?: unknown }) => {
      packets += 1
      bytes += typeof packet.data === 'string' ? packet.data.length : 0
      if (packets > BEFORE_SIGN_IN.packets || bytes > BEFORE_SIGN_IN.bytes) cut()
    }
    const timer = setTimeout(cut, BEFORE_SIGN_IN.ms).unref()
    this.#pending.set(line, () => {
      clearTimeout(timer)
      line.off('packet', count)
    })
    line.on('packet', count)
    line.on('close', () => this.admit(line))
  }

  /** From here on other limits hold. */
  admit(line: Line): void {
    this.#pending.get(line)?.()
    this.#pending.delete(line)
  }
}
