/** What a media element says has happened to it. */
export type MediaChange =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly positionS: number }
  | { readonly kind: 'rate'; readonly rate: number }

/**
 * Tells what we did to a player from what its viewer did with media keys or the browser's own menu. Each thing
 * we do leaves a token, each event takes the token that matches; an event without one is the viewer's wish. A
 * timer can't tell them apart: an event may come later than any fixed time.
 */
export interface Expectations {
  expect(change: MediaChange, nowMs: number): void
  /** True when we brought this about ourselves. */
  consume(change: MediaChange, nowMs: number): boolean
  /** The room is in another state: what was expected of the last one won't come, or no longer matters. */
  nextState(nowMs: number): void
}

const TOKEN_LIFE_MS = 5000
/** Events of the last state that are still in the browser's queue come within this, ms. */
const LAST_STATE_LIFE_MS = 1000
const SEEK_TOLERANCE_S = 0.25
const RATE_TOLERANCE = 0.001

interface Token {
  readonly change: MediaChange
  readonly untilMs: number
}

export function createExpectations(): Expectations {
  let tokens: readonly Token[] = []
  const alive = (nowMs: number): readonly Token[] => tokens.filter(token => nowMs <= token.untilMs)

  return {
    expect: (change, nowMs) => {
      tokens = [...alive(nowMs), { change, untilMs: nowMs + TOKEN_LIFE_MS }]
    },
    consume: (change, nowMs) => {
      const living = alive(nowMs)
      const index = living.findIndex(token => matches(token.change, change))
      tokens = living.filter((_, at) => at !== index)
      return index !== -1
    },
    nextState: nowMs => {
      const untilMs = nowMs + LAST_STATE_LIFE_MS
      tokens = alive(nowMs).map(token => ({ ...token, untilMs: Math.min(token.untilMs, untilMs) }))
    },
  }
}

function matches(expected: MediaChange, seen: MediaChange): boolean {
  if (expected.kind === 'seek' && seen.kind === 'seek')
    return Math.abs(expected.positionS - seen.positionS) <= SEEK_TOLERANCE_S
  if (expected.kind === 'rate' && seen.kind === 'rate')
    return Math.abs(expected.rate - seen.rate) <= RATE_TOLERANCE
  return expected.kind === seen.kind
}
