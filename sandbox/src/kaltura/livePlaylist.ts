import { liveInitUrl, liveSegmentUrl } from './cdnPaths.ts'
import { LIVE_SEGMENT_MS } from './entryAnswer.ts'
import type { Flavor } from './flavor.ts'
import type { KalturaOptions } from './kalturaOptions.ts'

/** A minute past the hour zero of the broadcast; sequence numbers and media times count from here. */
const BROADCAST_START_MS = Date.UTC(2025, 0, 1)
/** Two minutes of DVR. */
const WINDOW_SEGMENTS = 30
/** Segments that left the playlist stay fetchable: a player may still be about to ask for them. */
const GRACE_SEGMENTS = 15

interface LiveWindow {
  readonly first: number
  readonly last: number
}

/** A segment is listed once it is over: the last one ends at or before now. */
const liveWindow = (nowMs: number): LiveWindow => {
  const last = Math.floor((nowMs - BROADCAST_START_MS) / LIVE_SEGMENT_MS) - 1
  return { first: Math.max(0, last - WINDOW_SEGMENTS + 1), last }
}

export const isOnAir = (sequence: number, nowMs: number): boolean => {
  const { first, last } = liveWindow(nowMs)
  return sequence >= Math.max(0, first - GRACE_SEGMENTS) && sequence <= last
}

const segmentLines = (sequence: number, flavor: Flavor, options: KalturaOptions): string => {
  const startsAt = new Date(BROADCAST_START_MS + sequence * LIVE_SEGMENT_MS).toISOString()
  const durationS = (LIVE_SEGMENT_MS / 1000).toFixed(3)
  const url = liveSegmentUrl(flavor, options, sequence)
  return `#EXT-X-PROGRAM-DATE-TIME:${startsAt}\n#EXTINF:${durationS},\n${url}`
}

/** The sliding window. It depends on the clock alone, so all viewers and both renditions agree. */
export const livePlaylist = (flavor: Flavor, options: KalturaOptions): string => {
  const { first, last } = liveWindow(options.now())
  const sequences = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${LIVE_SEGMENT_MS / 1000}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${liveInitUrl(flavor, options)}"`,
    ...sequences.map(sequence => segmentLines(sequence, flavor, options)),
    '',
  ].join('\n')
}
