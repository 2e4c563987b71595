import { readFileSync } from 'node:fs'

/** How many tests came out how. */
export interface TestTotals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const NO_TESTS: TestTotals = { passed: 0, failed: 0, skipped: 0 }

/** Null when there is no report, or not the one expected: the runner has not come to its end then. */
export function vitestTotals(reportPath: string): TestTotals | null {
  return readTotals(reportPath, {
    passed: [['numPassedTests']],
    failed: [['numFailedTests']],
    skipped: [['numPendingTests'], ['numTodoTests']],
  })
}

/** A test that passed at the second try passed. */
export function playwrightTotals(reportPath: string): TestTotals | null {
  return readTotals(reportPath, {
    passed: [
      ['stats', 'expected'],
      ['stats', 'flaky'],
    ],
    failed: [['stats', 'unexpected']],
    skipped: [['stats', 'skipped']],
  })
}

export const addTotals = (one: TestTotals, other: TestTotals): TestTotals => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
})

/** `12 passed, 0 failed`, and how many were skipped where any were. */
export function describeTotals({ passed, failed, skipped }: TestTotals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** For each outcome, the places in the report whose numbers add up to it. */
type Places = Readonly<Record<keyof TestTotals, readonly (readonly string[])[]>>

function readTotals(reportPath: string, places: Places): TestTotals | null {
  const report = readJson(reportPath)
  const sum = (paths: readonly (readonly string[])[]): number =>
    paths.reduce((total, path) => total + numberAt(report, path), 0)
  const totals = { passed: sum(places.passed), failed: sum(places.failed), skipped: sum(places.skipped) }
  return Object.values(totals).every(Number.isInteger) ? totals : null
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function numberAt(value: unknown, path: readonly string[]): number {
  const found = path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
  return typeof found === 'number' ? found : Number.NaN
}
