import { median } from '@kaltura-discord/shared/playback/median.ts'
import type { MediaReading } from '../player/mediaPlayer.ts'
import type { TimeRange } from './playerView.ts'

/**
 * Foretells when a place that has to be fetched will have come, from what such fetches have lately taken. A player
 * that knows can say so ahead of time, and the way of the word is saved.
 */
export interface FetchForecast {
  /** The player, standing still, is being sent to this place. */
  sent(nowMs: number, positionS: number, buffered: readonly TimeRange[]): void
  /** Look now and then whether it has come; what comes between two looks counts as come at the later one. */
  look(nowMs: number, reading: MediaReading): void
  /**
   * By when this place will have come, in the time of `sent`, ms; null when nobody fetches it or can tell. What parts of
   * the stream lately took stands in as long as too few places had to be fetched.
   */
  dueMs(nowMs: number, positionS: number, partsMs: readonly number[]): number | null
  /** What is being fetched can't be watched from here on: its time would say nothing. */
  drop(): void
  /** Another video, another fetch. */
  forget(): void
}

/** Too few say nothing about the next one. */
const LEAST_KNOWN = 3
const REMEMBERED = 6
/** So near to the middle one they agree, ms. */
const AGREES_MS = 100
/** So many may be accidents: a page that was just being opened, a place between two segments. */
const ACCIDENTS = 1
/** A player needs a little beyond the place to set off from it, s. */
const NEEDED_S = 0.5
/** It has come to the place, s. */
const NEAR_S = 0.25
const CAN_PLAY_ON = 3
/** What a browser takes from the last byte to the first frame, ms. */
const AFTER_PART_MS = 50

interface Fetch {
  readonly positionS: number
  readonly sinceMs: number
}

export function createFetchForecast(): FetchForecast {
  let tookMs: readonly number[] = []
  let fetch: Fetch | null = null

  return {
    sent: (nowMs, positionS, buffered) => {
      fetch = isBuffered(buffered, positionS) ? null : { positionS, sinceMs: nowMs }
    },
    look: (nowMs, reading) => {
      if (!fetch || !hasCome(fetch, reading)) return
      tookMs = [...tookMs, nowMs - fetch.sinceMs].slice(-REMEMBERED)
      fetch = null
    },
    dueMs: (nowMs, positionS, partsMs) => {
      const expectedMs = expected(tookMs) ?? expectedOfParts(partsMs)
      if (!fetch || expectedMs === null || Math.abs(fetch.positionS - positionS) > NEAR_S) return null
      const dueMs = fetch.sinceMs + expectedMs
      // It takes longer than any before: nobody knows how long.
      return dueMs > nowMs ? dueMs : null
    },
    drop: () => {
      fetch = null
    },
    forget: () => {
      tookMs = []
      fetch = null
    },
  }
}

/** Whether a player could set off there without fetching anything. */
export function isBuffered(buffered: readonly TimeRange[], positionS: number): boolean {
  return buffered.some(({ startS, endS }) => startS <= positionS && positionS + NEEDED_S <= endS)
}

function hasCome({ positionS }: Fetch, reading: MediaReading): boolean {
  if (reading.positionS === null || reading.seeking || reading.readyState < CAN_PLAY_ON) return false
  return Math.abs(reading.positionS - positionS) <= NEAR_S
}

function expectedOfParts(partsMs: readonly number[]): number | null {
  const partMs = expected(partsMs)
  return partMs === null ? null : partMs + AFTER_PART_MS
}

/**
 * The slowest of those that agree, where all but one do. Everybody waits for what is promised, so an accident must
 * not be promised again, and a history that contradicts itself promises nothing.
 */
function expected(tookMs: readonly number[]): number | null {
  const middleMs = median(tookMs)
  const agreeing = tookMs.filter(ms => Math.abs(ms - middleMs) <= AGREES_MS)
  const enough = tookMs.length >= LEAST_KNOWN && agreeing.length >= tookMs.length - ACCIDENTS
  return enough ? Math.max(...agreeing) : null
}
