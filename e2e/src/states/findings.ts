import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { HostKind, Size } from './state.ts'

/** What a walk has seen, until its summary is made. */
const PATH = join(import.meta.dirname, '../../../test-results/screens/findings.ndjson')

export interface Finding {
  readonly host: HostKind
  readonly state: string
  readonly size: Size
  /** Broken rules of accessibility, as axe words them. */
  readonly axe: readonly string[]
  /** What doesn't fit, is too small, or was said twice. */
  readonly others: readonly string[]
  /** Why nobody got there; null where somebody did. */
  readonly missed: string | null
}

export function startFindings(): void {
  rmSync(PATH, { force: true })
  mkdirSync(dirname(PATH), { recursive: true })
}

export const writeFinding = (finding: Finding): void => appendFileSync(PATH, `${JSON.stringify(finding)}\n`)

export function readFindings(): Finding[] {
  if (!existsSync(PATH)) return []
  const lines = readFileSync(PATH, 'utf8')
    .split('\n')
    .filter(line => line !== '')
  return lines.map(line => toFinding(JSON.parse(line)))
}

function toFinding(value: unknown): Finding {
  const isFinding = (candidate: unknown): candidate is Finding =>
    typeof candidate === 'object' && candidate !== null && 'axe' in candidate && 'missed' in candidate
  if (!isFinding(value)) throw new Error('The record of the walk is damaged.')
  return value
}
