import type { Interaction } from './interactionProbe.ts'
import { percentile } from './positions.ts'

const SLOWEST = 5

/** One line of all that people did in a run: how soon the picture followed, and where it took longest. */
export function describeInteractions(interactions: readonly Interaction[]): string {
  if (interactions.length === 0) return 'Interaction to next paint: nothing was pressed.'
  const p95 = percentile(
    interactions.map(({ ms }) => ms),
    0.95,
  )
  const slowest = slowestOf(interactions)
    .map(({ what, ms }) => `${what} ${ms} ms`)
    .join(', ')
  return `Interaction to next paint: p95 ${p95} ms of ${interactions.length} interactions; slowest: ${slowest}`
}

/** Each once, with its worst. */
export function slowestOf(interactions: readonly Interaction[]): Interaction[] {
  const worst = new Map<string, Interaction>()
  for (const each of interactions) if (each.ms > (worst.get(each.what)?.ms ?? 0)) worst.set(each.what, each)
  return [...worst.values()].toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST)
}
