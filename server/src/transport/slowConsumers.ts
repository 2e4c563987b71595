import type { Logger } from '../platform/logger.ts'
import type { Line } from './openLines.ts'

/** What may wait for one reader: packets, bytes and how long nothing has moved, ms. */
const MAX_QUEUED = { packets: 256, bytes: 1024 * 1024, stalledMs: 8_000 } as const
const LOOK_EVERY_MS = 1_000

interface Backlog {
  packets: number
  bytes: number
  /** When something last went out, or nothing waited. */
  movedMs: number
}

/** Cuts off whoever doesn't read, before what waits for them takes the memory of all. */
export class SlowConsumers {
  readonly #logger: Logger
  readonly #backlogs = new Map<Line, Backlog>()
  readonly #timer: NodeJS.Timeout

  constructor(logger: Logger) {
    this.#logger = logger
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref()
  }

  watch(line: Line): void {
    const backlog: Backlog = { packets: 0, bytes: 0, movedMs: performance.now() }
    this.#backlogs.set(line, backlog)
    line.on('packetCreate', (packet: { data?: unknown }) => {
      backlog.packets += 1
      backlog.bytes += typeof packet.data === 'string' ? packet.data.length : 0
      if (isTooMuch(line, backlog)) this.#cut(line)
    })
    line.on('flush', () => Object.assign(backlog, { packets: 0, bytes: 0, movedMs: performance.now() }))
    line.on('close', () => this.#backlogs.delete(line))
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const nowMs = performance.now()
    for (const [line, backlog] of this.#backlogs) {
      if (backlog.packets === 0 && line.request.socket.writableLength === 0) backlog.movedMs = nowMs
      if (nowMs - backlog.movedMs > MAX_QUEUED.stalledMs) this.#cut(line)
    }
  }

  #cut(line: Line): void {
    this.#backlogs.delete(line)
    this.#logger.warn('socket.evicted', { reason: 'does not read' })
    // A polite close would queue behind what isn't read.
    line.request.socket.destroy()
  }
}

function isTooMuch(line: Line, { packets, bytes }: Backlog): boolean {
  return packets > MAX_QUEUED.packets || bytes + line.request.socket.writableLength > MAX_QUEUED.bytes
}
