import type { CheckResult } from './checkResult.ts'
import { sourceFiles } from './sourceFiles.ts'

const SPLIT_LINES = 500

/** A file that has grown past what one reads in a sitting. A word of warning, no more. */
export async function checkFileLengths(): Promise<CheckResult> {
  const warnings = sourceFiles(['{client,server,shared,sandbox,e2e,bench,scripts}/**/*.{ts,tsx,css}'])
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > SPLIT_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines: time to split it`)
  return { problems: [], warnings }
}
