import type { LiveWindow } from './mediaPlayer.ts'

/** The slice of hls.js that says what date a fragment has. Everything may be missing before the first manifest. */
export interface HlsFragment {
  readonly start: number
  readonly duration: number
  /** Epoch ms. */
  readonly programDateTime: number | null
}

export interface HlsLevelDetails {
  readonly fragments: readonly HlsFragment[]
  readonly targetduration: number
  readonly edge: number
}

export interface HlsInstance {
  readonly currentLevel: number
  readonly loadLevel: number
  /** The best level that hls.js chooses by itself, by its place among `levels`; -1 for none. */
  autoLevelCapping?: number
  readonly levels: readonly { readonly details?: HlsLevelDetails | undefined }[] | undefined
  on(event: string, listener: (event: string, data: unknown) => void): void
  trigger(event: string, data: object): void
}

/** The window a live stream offers shrinks at its old end while we look, s. */
const OLD_END_MARGIN_S = 2
/** Nearer to the edge than this many fragments a player runs dry, RFC 8216 §6.3.3. */
const SAFE_FRAGMENTS = 3

/**
 * Translates between a player's own time, whose origin is whatever it saw first, and program-date-time, which is
 * the same for everybody. The fragment that is playing is the anchor: its times have been measured from its data.
 */
export interface LiveTimeline {
  toPositionS(mediaS: number): number | null
  toMediaS(positionS: number): number | null
  window(): LiveWindow | null
}

export function createLiveTimeline(hls: () => HlsInstance | null): LiveTimeline {
  const details = (): HlsLevelDetails | null => detailsOf(hls())
  return {
    toPositionS: mediaS => {
      const anchor = nearest(details(), fragment => mediaS - fragment.start)
      return anchor && anchor.dateS + (mediaS - anchor.startS)
    },
    toMediaS: positionS => {
      const anchor = nearest(details(), (_, dateS) => positionS - dateS)
      return anchor && anchor.startS + (positionS - anchor.dateS)
    },
    window: () => windowOf(details()),
  }
}

function detailsOf(hls: HlsInstance | null): HlsLevelDetails | null {
  // While hls.js is being made it has no levels yet.
  if (!hls?.levels) return null
  const current = hls.levels[hls.currentLevel]?.details ?? hls.levels[hls.loadLevel]?.details
  return current ?? hls.levels.find(level => level.details)?.details ?? null
}

interface Anchor {
  readonly startS: number
  readonly dateS: number
}

/** The fragment that holds a point, or the one closest to it; `offset` is the way from its start to the point. */
function nearest(
  details: HlsLevelDetails | null,
  offset: (fragment: HlsFragment, dateS: number) => number,
): Anchor | null {
  let best: Anchor | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const fragment of details?.fragments ?? []) {
    if (typeof fragment.programDateTime !== 'number') continue
    const dateS = fragment.programDateTime / 1000
    const fromStart = offset(fragment, dateS)
    const distance = Math.max(-fromStart, fromStart - fragment.duration, 0)
    if (distance >= bestDistance) continue
    bestDistance = distance
    best = { startS: fragment.start, dateS }
  }
  return best
}

function windowOf(details: HlsLevelDetails | null): LiveWindow | null {
  const first = details?.fragments[0]
  const last = details?.fragments.at(-1)
  if (!details || typeof first?.programDateTime !== 'number' || typeof last?.programDateTime !== 'number')
    return null
  const startS = first.programDateTime / 1000
  const endS = last.programDateTime / 1000 + last.duration
  return {
    seekable: { startS, endS },
    safeEdgeS: Math.max(startS + OLD_END_MARGIN_S, endS - SAFE_FRAGMENTS * details.targetduration),
  }
}
