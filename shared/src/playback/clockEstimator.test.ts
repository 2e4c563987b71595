import { describe, expect, it } from 'vitest'
import { type ClockEstimator, createClockEstimator } from './clockEstimator.ts'

const ROOM_EPOCH_MS = 1_795_000_000_000

interface Line {
  /** What each way takes at least, ms. */
  readonly upMs: number
  readonly downMs: number
  /** Mean of what queues add to each way, ms. */
  readonly jitterMs?: number
  /** How much faster than the room's clock the local one runs. */
  readonly drift?: number
}

/** A world with a true time, a local clock that starts anywhere and may drift or jump, and a line with delays. */
function createWorld(line: Line, seed = 1) {
  const random = seededRandom(seed)
  let trueMs = 0
  let jumpMs = 0
  const localMs = (): number => 5_000_000 + trueMs * (1 + (line.drift ?? 0)) + jumpMs
  const roomMs = (): number => ROOM_EPOCH_MS + trueMs
  const queued = (): number => -Math.log(1 - random()) * (line.jitterMs ?? 0)
  return {
    jump: (ms: number) => {
      jumpMs += ms
    },
    pass: (ms: number) => {
      trueMs += ms
    },
    probe: (estimator: ClockEstimator) => {
      const sentMs = localMs()
      trueMs += line.upMs + queued()
      const receivedMs = roomMs()
      trueMs += 0.2
      const repliedMs = roomMs()
      trueMs += line.downMs + queued()
      estimator.add({ sentMs, receivedMs, repliedMs, returnedMs: localMs() })
    },
    errorMs: (estimator: ClockEstimator) => Math.abs(estimator.roomMs(localMs()) - roomMs()),
  }
}

function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

function burst(
  world: ReturnType<typeof createWorld>,
  estimator: ClockEstimator,
  count: number,
  gapMs = 60,
): void {
  for (let index = 0; index < count; index++) {
    world.probe(estimator)
    world.pass(gapMs)
  }
}

describe('the clock estimate', () => {
  it('knows nothing before the first answer', () => {
    const estimator = createClockEstimator()
    expect(estimator.errorMs()).toBe(Number.POSITIVE_INFINITY)
    expect(estimator.oneWayP95Ms()).toBe(0)
  })

  it('is exact on an even line, however wrong the local clock', () => {
    const world = createWorld({ upMs: 30, downMs: 30 })
    const estimator = createClockEstimator()
    burst(world, estimator, 8)
    expect(world.errorMs(estimator)).toBeLessThan(0.01)
    expect(estimator.errorMs()).toBeCloseTo(30, 1)
  })

  it('is off by no more than half the round trip on an uneven line', () => {
    const world = createWorld({ upMs: 80, downMs: 20 })
    const estimator = createClockEstimator()
    burst(world, estimator, 8)
    expect(world.errorMs(estimator)).toBeLessThanOrEqual(estimator.errorMs())
    expect(world.errorMs(estimator)).toBeCloseTo(30, 0)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('comes within 8 ms under 30 ms of jitter (seed %i)', seed => {
    const world = createWorld({ upMs: 110, downMs: 110, jitterMs: 30 }, seed)
    const estimator = createClockEstimator()
    burst(world, estimator, 8)
    burst(world, estimator, 40, 1000)
    expect(world.errorMs(estimator)).toBeLessThan(8)
  })

  it('follows a crystal that is off by 200 ppm for ten minutes', () => {
    const world = createWorld({ upMs: 5, downMs: 5, jitterMs: 1, drift: 0.0002 })
    const estimator = createClockEstimator()
    burst(world, estimator, 24)
    for (let index = 0; index < 150; index++) {
      world.pass(4000)
      expect(world.errorMs(estimator)).toBeLessThan(20)
      world.probe(estimator)
    }
  })

  it('steps after a jump of the local clock, once three answers agree on it', () => {
    const world = createWorld({ upMs: 20, downMs: 20 })
    const estimator = createClockEstimator()
    burst(world, estimator, 24)
    world.jump(-60_000)
    burst(world, estimator, 2)
    expect(world.errorMs(estimator)).toBeGreaterThan(50_000)
    burst(world, estimator, 1)
    expect(world.errorMs(estimator)).toBeLessThan(1)
  })

  it('is not fooled by one bad answer', () => {
    const world = createWorld({ upMs: 20, downMs: 20 })
    const estimator = createClockEstimator()
    burst(world, estimator, 24)
    estimator.add({ sentMs: 0, receivedMs: 1e12, repliedMs: 1e12, returnedMs: 10 })
    burst(world, estimator, 1)
    expect(world.errorMs(estimator)).toBeLessThan(1)
  })

  it('refuses an answer that came before its question', () => {
    const estimator = createClockEstimator()
    estimator.add({ sentMs: 100, receivedMs: 0, repliedMs: 50, returnedMs: 110 })
    expect(estimator.errorMs()).toBe(Number.POSITIVE_INFINITY)
  })

  it('moves by no more than 1 ms a second once players play by it', () => {
    const estimator = createClockEstimator()
    for (let index = 0; index < 24; index++) estimator.add(sample(index * 100, 100, 0))
    const before = estimator.roomMs(3000) - 3000
    for (let index = 0; index < 3; index++) estimator.add(sample(3000 + index, 2, 20))
    expect(estimator.roomMs(3002) - 3002 - before).toBeLessThan(0.1)
    expect(estimator.roomMs(13_002) - 13_002 - before).toBeCloseTo(10, 0)
    expect(estimator.roomMs(63_002) - 63_002 - before).toBeCloseTo(20, 0)
  })

  it('tells what the slowest answers take, for how far ahead a change must be set', () => {
    const world = createWorld({ upMs: 40, downMs: 40, jitterMs: 10 })
    const estimator = createClockEstimator()
    burst(world, estimator, 64)
    expect(estimator.oneWayP95Ms()).toBeGreaterThan(45)
    expect(estimator.oneWayP95Ms()).toBeLessThan(90)
  })

  it('does not take the lateness of a busy page for that of the line', () => {
    const estimator = createClockEstimator()
    for (let index = 0; index < 30; index++) estimator.add(sample(index * 250, index % 3 === 0 ? 900 : 60, 0))
    expect(estimator.oneWayP95Ms()).toBeLessThan(40)
  })

  it('forgets answers after 90 s', () => {
    const estimator = createClockEstimator()
    estimator.add(sample(0, 2, 0))
    estimator.add(sample(100_000, 80, 0))
    expect(estimator.errorMs()).toBe(40)
  })
})

function sample(sentMs: number, roundTripMs: number, offsetMs: number) {
  const receivedMs = sentMs + roundTripMs / 2 + offsetMs
  return { sentMs, receivedMs, repliedMs: receivedMs, returnedMs: sentMs + roundTripMs }
}
