import type { NetworkConditions } from '../../hostApi.ts'
import { defaultLimits, type HealState } from './healTracker.ts'

const wholeMs = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const seconds = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const formatMs = (ms: number): string =>
  ms < 10_000 ? `${wholeMs.format(ms)} ms` : `${seconds.format(ms / 1000)} s`

export const formatSeconds = (ms: number): string => `${seconds.format(ms / 1000)} s`

/** `+12 ms` is ahead. */
export const formatOffset = (ms: number): string => {
  const sign = Math.round(ms) > 0 ? '+' : Math.round(ms) < 0 ? '−' : ''
  return `${sign}${formatMs(Math.abs(ms))}`
}

/** `1.02×` */
export const formatRate = (rate: number): string => `${rate.toFixed(2)}×`

/** `100 ± 40 ms · clock +1,500 ms`, empty for a good line and a right clock. */
export function describeConditions(line: NetworkConditions | undefined, clockOffsetMs: number): string {
  const isSlow = line !== undefined && (line.oneWayMs > 0 || line.jitterMs > 0)
  return [
    ...(isSlow ? [`${line.oneWayMs} ± ${line.jitterMs} ms`] : []),
    ...(clockOffsetMs === 0 ? [] : [`clock ${formatOffset(clockOffsetMs)}`]),
  ].join(' · ')
}

/** `1:02.3` */
export function formatPosition(positionS: number): string {
  const tenths = Math.max(0, Math.floor(positionS * 10))
  const minutes = Math.floor(tenths / 600)
  return `${minutes}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`
}

/** `joins`: the trial brought somebody in, so the spread is the others'. */
export function describeHeal(state: HealState, joins: boolean): string {
  const worst = state.worstSpreadMs === null ? '' : ` ${worstSentence(state.worstSpreadMs, joins)}`
  switch (state.phase) {
    case 'watching':
      return 'Watching…'
    case 'disturbed':
      return `${joins ? 'Coming in' : state.anybodyApart ? 'Out of step' : 'Still playing in step'}…${worst}`
    case 'healed':
      return `${healedSentence(state, joins)}${worst}`
    case 'unnoticed':
      return `Nobody fell out of step in ${formatSeconds(defaultLimits.quietMs)}.${worst}`
    case 'gave-up':
      return `Not in step ${joins ? '' : 'again '}within a minute.${worst}`
  }
}

function healedSentence({ anybodyApart, healedAfterMs }: HealState, joins: boolean): string {
  const after = `after ${formatSeconds(healedAfterMs ?? 0)}`
  if (joins) return `In step ${after}.`
  return anybodyApart ? `In step again ${after}.` : `Back ${after}, nobody fell out of step.`
}

const worstSentence = (worstSpreadMs: number, joins: boolean): string =>
  joins ? `The others stayed within ${formatMs(worstSpreadMs)}.` : `Worst spread ${formatMs(worstSpreadMs)}.`
