import { describe, expect, it } from 'vitest'
import { createDriftController, type DriftAction } from './driftController.ts'
import { createSeekLatency } from './latencyLearner.ts'

interface PlayerTraits {
  /** Motion after a seek begins this much later, s. */
  readonly seekLatencyS?: number
  /** What time stretching swallows when it sets in, s. */
  readonly engagingS?: number
  /** Own speed where it should be 1. */
  readonly speed?: number
  /** Unevenness of what is read at a speed other than 1, s. */
  readonly sawtoothS?: number
  /** Seeks don't help: it always lands this far behind, s. */
  readonly landsBehindS?: number
}

const TICK_MS = 50

/** A player in a room whose position is the time, with the habits measured in browsers. */
function createRun(traits: PlayerTraits, startErrorS: number) {
  const controller = createDriftController(createSeekLatency())
  let nowMs = 0
  let positionS = 100 - startErrorS
  let rate = 1
  let seekingUntilMs = 0
  let ticks = 0
  const seeksAtMs: number[] = []
  let rateChanges = 0

  const targetS = (): number => 100 + nowMs / 1000
  const act = (action: DriftAction): void => {
    if (action.kind === 'seek') {
      seeksAtMs.push(nowMs)
      seekingUntilMs = nowMs + (traits.seekLatencyS ?? 0.1) * 1000
      positionS = action.positionS - (traits.landsBehindS ?? 0)
    }
    if (action.kind !== 'rate' || action.rate === rate) return
    if (rate === 1) positionS -= traits.engagingS ?? 0
    rate = action.rate
    rateChanges++
  }
  const tick = (): void => {
    ticks++
    const ready = nowMs >= seekingUntilMs
    const unevenS = rate === 1 ? 0 : (ticks % 2 === 0 ? 1 : -1) * (traits.sawtoothS ?? 0)
    act(controller.step({ nowMs, targetS: targetS(), positionS: positionS + unevenS, roomRate: 1, ready }))
    nowMs += TICK_MS
    const movedMs = Math.max(0, nowMs - Math.max(seekingUntilMs, nowMs - TICK_MS))
    positionS += (movedMs / 1000) * rate * (traits.speed ?? 1)
  }
  return {
    controller,
    seeksAtMs,
    rateChanges: () => rateChanges,
    errorS: () => targetS() - positionS,
    displace: (s: number) => {
      positionS += s
    },
    run: (ms: number) => {
      let worstS = 0
      for (const endMs = nowMs + ms; nowMs < endMs; ) {
        tick()
        worstS = Math.max(worstS, Math.abs(targetS() - positionS))
      }
      return worstS
    },
  }
}

const BROWSER: PlayerTraits = { engagingS: 0.019, sawtoothS: 0.004, seekLatencyS: 0.12 }

describe('keeping a player where the room is', () => {
  it.each([-0.6, -0.15, -0.05, -0.012, 0.012, 0.05, 0.15, 0.6])(
    'takes out %f s without a seek',
    startErrorS => {
      const run = createRun(BROWSER, startErrorS)
      run.run(13_000)
      expect(run.run(20_000)).toBeLessThan(0.007)
      expect(run.seeksAtMs).toEqual([])
    },
  )

  it('takes out 100 ms within three seconds, by no more than 8 %', () => {
    const run = createRun(BROWSER, 0.1)
    run.run(3000)
    expect(Math.abs(run.errorS())).toBeLessThan(0.02)
  })

  it('comes to rest and stays there: no oscillation', () => {
    const run = createRun(BROWSER, 0.08)
    run.run(10_000)
    const before = run.rateChanges()
    run.run(600_000)
    expect(run.rateChanges() - before).toBeLessThan(8)
  })

  it('learns what time stretching swallows in a browser that has no such cost', () => {
    const run = createRun({ engagingS: 0 }, 0.04)
    run.run(15_000)
    expect(run.run(60_000)).toBeLessThan(0.007)
  })

  it.each([0.996, 0.9985, 1.003])('holds a player whose own speed is %f', speed => {
    const run = createRun({ ...BROWSER, speed }, 0)
    run.run(60_000)
    expect(run.run(120_000)).toBeLessThan(0.03)
    expect(run.seeksAtMs).toEqual([])
  })

  it('is not misled about the player’s own speed by steps that come from elsewhere', () => {
    const run = createRun(BROWSER, 0)
    for (let round = 0; round < 6; round++) {
      run.run(2500)
      run.displace(round % 2 === 0 ? -0.025 : -0.3)
    }
    run.run(20_000)
    const before = run.rateChanges()
    expect(run.run(60_000)).toBeLessThan(0.007)
    expect(run.rateChanges() - before).toBeLessThan(3)
  })

  it('seeks once when far off, and knows better what a seek costs the second time', () => {
    const run = createRun({ ...BROWSER, seekLatencyS: 0.5 }, 5)
    run.run(1500)
    const missedS = Math.abs(run.errorS())
    expect(run.seeksAtMs).toHaveLength(1)
    run.run(20_000)
    run.displace(-5)
    run.run(1200)
    expect(run.seeksAtMs).toHaveLength(2)
    expect(Math.abs(run.errorS())).toBeLessThan(missedS / 2)
  })

  it('never takes its own slow seek for drift', () => {
    const run = createRun({ ...BROWSER, seekLatencyS: 2.5 }, 5)
    run.run(30_000)
    expect(run.seeksAtMs.length).toBeLessThanOrEqual(2)
  })

  it('gives seeking up for a while when it does not help', () => {
    const run = createRun({ ...BROWSER, landsBehindS: 3 }, 5)
    run.run(10_000)
    expect(run.seeksAtMs.length).toBeLessThanOrEqual(2)
    expect(run.controller.ratesOnly(10_000)).toBe(true)
    run.run(50_000)
    expect(run.seeksAtMs.length).toBeLessThanOrEqual(8)
  })

  it('says nothing while the player is not ready', () => {
    const controller = createDriftController(createSeekLatency())
    const look = { nowMs: 0, targetS: 10, positionS: 0, roomRate: 1, ready: false }
    expect(controller.step(look)).toEqual({ kind: 'hold' })
    expect(controller.errorS()).toBeNull()
  })

  it('asks for speeds in steps of 0.002 of the room’s', () => {
    const controller = createDriftController(createSeekLatency())
    const rates: number[] = []
    for (let tick = 0; tick < 40; tick++) {
      const nowMs = tick * TICK_MS
      const action = controller.step({ nowMs, targetS: 10, positionS: 9.963, roomRate: 1.5, ready: true })
      if (action.kind === 'rate') rates.push(action.rate)
    }
    expect(rates.some(rate => rate > 1.5)).toBe(true)
    for (const rate of rates)
      expect(Math.abs((rate / 1.5 - 1) / 0.002 - Math.round((rate / 1.5 - 1) / 0.002))).toBeLessThan(1e-6)
  })
})
