import { type ClockEstimator, createClockEstimator } from '@kaltura-discord/shared/playback/clockEstimator.ts'

/** Room time: epoch milliseconds with a fraction, which never goes back while the process lives. */
export interface RoomClock {
  nowMs(): number
}

/**
 * Monotonic time on the base that the system clock gave at the start, so that a corrected system clock can't
 * move anybody's video.
 */
export function createRoomClock(): RoomClock {
  const baseMs = Date.now() - performance.now()
  return { nowMs: () => baseMs + performance.now() }
}

/** Room time of all nodes that share a database: its clock. */
export interface SharedRoomClock extends RoomClock {
  close(): void
}

interface SharedClockOptions {
  /** Asks the database for its time, epoch ms. */
  readonly readClock: () => Promise<number>
  /** Told when the database didn't say; the clock goes on by itself. */
  readonly onError: (error: unknown) => void
  /** Monotonic, ms. */
  readonly localMs?: () => number
}

/** Before the first use, so that nodes agree from the start. */
const FIRST_SAMPLES = 8
const SAMPLE_EVERY_MS = 5_000
/** A clock that turns out to be ahead doesn't go back, but runs at this rate until it is right again. */
const SLOWEST_RATE = 0.5

/** Resolves when the offset to the database's clock is known; it is followed from then on. */
export async function openSharedRoomClock(options: SharedClockOptions): Promise<SharedRoomClock> {
  const { readClock, onError, localMs = () => performance.now() } = options
  const estimator = createClockEstimator()
  const sample = async () => {
    const sentMs = localMs()
    const serverMs = await readClock()
    estimator.add({ sentMs, receivedMs: serverMs, repliedMs: serverMs, returnedMs: localMs() })
  }
  for (let taken = 0; taken < FIRST_SAMPLES; taken++) await sample()
  const timer = setInterval(() => void sample().catch(onError), SAMPLE_EVERY_MS).unref()
  return { nowMs: forwardOnly(estimator, localMs), close: () => clearInterval(timer) }
}

function forwardOnly(estimator: ClockEstimator, localMs: () => number): () => number {
  let lastLocalMs = localMs()
  let lastMs = estimator.roomMs(lastLocalMs)
  return () => {
    const atMs = localMs()
    const slowestMs = lastMs + (atMs - lastLocalMs) * SLOWEST_RATE
    lastLocalMs = atMs
    lastMs = Math.max(estimator.roomMs(atMs), slowestMs)
    return lastMs
  }
}
