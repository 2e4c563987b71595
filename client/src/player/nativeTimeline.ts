import * as z from 'zod'
import type { LiveTimeline } from './liveTimeline.ts'

/** What WebKit's video has beyond others: the date of its time 0, which is no date where the stream has none. */
const WithStartDate = z.custom<{ getStartDate(): Date }>(
  value =>
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'getStartDate') === 'function',
)

/** The window a live stream offers shrinks at its old end while we look, s. */
const OLD_END_MARGIN_S = 2
/** What such a player offers to seek to ends three parts before the edge: only the moments in which it jumps on are left. */
const SAFE_EDGE_MARGIN_S = 1
/** The date comes from two readings that aren't of one moment; smaller differences are nothing, ms. */
const NOISE_MS = 100

/** Live positions where the browser plays the stream by itself: its start is a date, the same for all who watch. */
export function createNativeTimeline(video: () => HTMLVideoElement | null): LiveTimeline {
  let knownMs = Number.NaN
  const startS = (): number | null => {
    const parsed = WithStartDate.safeParse(video())
    const nowMs = parsed.success ? parsed.data.getStartDate().getTime() : Number.NaN
    if (Number.isNaN(nowMs)) return null
    if (!(Math.abs(nowMs - knownMs) <= NOISE_MS)) knownMs = nowMs
    return knownMs / 1000
  }
  const toPositionS = (mediaS: number): number | null => {
    const fromS = startS()
    return fromS === null ? null : fromS + mediaS
  }
  return {
    toPositionS,
    toMediaS: positionS => {
      const fromS = startS()
      return fromS === null ? null : positionS - fromS
    },
    window: () => {
      const seekable = video()?.seekable
      if (!seekable || seekable.length === 0) return null
      const [first, last] = [toPositionS(seekable.start(0)), toPositionS(seekable.end(seekable.length - 1))]
      if (first === null || last === null) return null
      const safeEdgeS = Math.max(first + OLD_END_MARGIN_S, last - SAFE_EDGE_MARGIN_S)
      return { seekable: { startS: first, endS: last }, safeEdgeS }
    },
  }
}
