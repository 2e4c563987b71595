import { describe, expect, it } from 'vitest'
import type { MediaReading } from '../player/mediaPlayer.ts'
import { createFetchForecast, type FetchForecast } from './fetchForecast.ts'

const at = (positionS: number, parts: Partial<MediaReading> = {}): MediaReading => ({
  positionS,
  paused: true,
  seeking: false,
  ended: false,
  readyState: 4,
  rate: 1,
  bufferedS: 4,
  ...parts,
})

/** Fetches that took so long, one after the other; each begins at 1000. */
function learned(...tookMs: readonly number[]): FetchForecast {
  const forecast = createFetchForecast()
  for (const [index, ms] of tookMs.entries()) {
    forecast.sent(1000, index * 100, [])
    forecast.look(1000 + ms, at(index * 100))
  }
  return forecast
}

function dueAfterMs(forecast: FetchForecast, partsMs: readonly number[] = []): number | null {
  forecast.sent(5000, 999, [])
  const dueMs = forecast.dueMs(5000, 999, partsMs)
  return dueMs === null ? null : dueMs - 5000
}

describe('WT15 the forecast of a fetch', () => {
  it.each([
    { tookMs: [], expectedMs: null, what: 'nothing without a history' },
    { tookMs: [300, 250], expectedMs: null, what: 'nothing of two' },
    { tookMs: [300, 250, 280], expectedMs: 300, what: 'the slowest of three' },
    { tookMs: [900, 250, 280], expectedMs: 280, what: 'one accident' },
    { tookMs: [900, 700, 280], expectedMs: null, what: 'nothing where nothing agrees' },
    { tookMs: [300, 250, 900, 900, 260], expectedMs: null, what: 'nothing where two disagree' },
    { tookMs: [800, 800, 800, 200, 210, 220, 230, 240, 220], expectedMs: 240, what: 'nothing of long ago' },
  ])('knows $what', ({ tookMs, expectedMs }) => {
    expect(dueAfterMs(learned(...tookMs))).toBe(expectedMs)
  })

  it('is made of what parts of the stream took until places have been fetched', () => {
    expect(dueAfterMs(learned(), [240, 290, 250])).toBe(340)
    expect(dueAfterMs(learned(), [240, 290])).toBeNull()
    expect(dueAfterMs(learned(), [240, 500, 900, 1300])).toBeNull()
    expect(dueAfterMs(learned(300, 310, 320), [240, 290, 250])).toBe(320)
  })

  it('is for the place that is being fetched, from when it was asked for', () => {
    const forecast = learned(300, 300, 300)
    forecast.sent(5000, 60, [])
    expect(forecast.dueMs(5200, 60, [])).toBe(5300)
    expect(forecast.dueMs(5200, 90, [])).toBeNull()
  })

  it('is silent once it has come, or when it should have', () => {
    const forecast = learned(300, 300, 300)
    forecast.sent(5000, 60, [])
    expect(forecast.dueMs(5300, 60, [])).toBeNull()
    forecast.look(5250, at(60))
    expect(forecast.dueMs(5250, 60, [])).toBeNull()
  })

  it('has nothing to say of a place in the buffer, nor learns from it', () => {
    const forecast = learned(300, 300)
    forecast.sent(5000, 60, [{ startS: 56, endS: 64 }])
    forecast.look(5005, at(60))
    expect(dueAfterMs(forecast)).toBeNull()
  })

  it('takes the last part of a buffer for too little to set off', () => {
    const forecast = learned(300, 300, 300)
    forecast.sent(5000, 63.8, [{ startS: 56, endS: 64 }])
    expect(forecast.dueMs(5000, 63.8, [])).toBe(5300)
  })

  it.each([
    { what: 'seeks', reading: at(60, { seeking: true }) },
    { what: 'has no data', reading: at(60, { readyState: 1 }) },
    { what: 'is elsewhere', reading: at(70) },
    { what: 'is nowhere', reading: at(60, { positionS: null }) },
  ])('goes on as long as the player $what', ({ reading }) => {
    const forecast = learned(300, 300, 300)
    forecast.sent(5000, 60, [])
    forecast.look(5100, reading)
    expect(forecast.dueMs(5100, 60, [])).toBe(5300)
  })

  it('learns nothing from a fetch that was overtaken or not watched', () => {
    const forecast = learned(300, 300)
    forecast.sent(5000, 60, [])
    forecast.drop()
    forecast.look(9000, at(60))
    forecast.sent(9000, 60, [])
    forecast.sent(9900, 90, [])
    forecast.look(10_100, at(90))
    expect(dueAfterMs(forecast)).toBe(300)
  })

  it('begins anew with another video', () => {
    const forecast = learned(300, 300, 300)
    forecast.forget()
    expect(dueAfterMs(forecast)).toBeNull()
  })
})
