import { parseArgs } from 'node:util'

export const SECTION_NAMES = [
  'sync',
  'crowd',
  'fanout',
  'lastCommand',
  'restart',
  'size',
  'open',
  'nextPaint',
  'api',
  'interactions',
  'webhooks',
] as const
export type SectionName = (typeof SECTION_NAMES)[number]

export interface BenchOptions {
  readonly sections: readonly SectionName[]
  /** How long the viewers just play, min. */
  readonly steadyMinutes: number
  readonly joins: number
  /** Commands for each number of members, on either side. */
  readonly commands: number
  readonly pairs: number
  readonly kills: number
  readonly opens: number
  /** Of one video, for each side of the comparison. */
  readonly requests: number
  /** Of each kind, for each side of the comparison. */
  readonly interactions: number
}

const USAGE = `pnpm bench [section…] [--steady-minutes 1] [--joins 8] [--commands 600] [--pairs 10000] [--kills 5] [--opens 10] [--requests 5000] [--interactions 3000]
Sections: ${SECTION_NAMES.join(', ')}; all of them when none is named.`

/** Throws with the usage when an argument isn't one. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'steady-minutes': { type: 'string', default: '1' },
      joins: { type: 'string', default: '8' },
      commands: { type: 'string', default: '600' },
      pairs: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '5' },
      opens: { type: 'string', default: '10' },
      requests: { type: 'string', default: '5000' },
      interactions: { type: 'string', default: '3000' },
    },
  })
  const sections = positionals.map(toSection)
  return {
    sections: sections.length > 0 ? sections : SECTION_NAMES,
    steadyMinutes: toNumber('steady-minutes', values['steady-minutes']),
    joins: toNumber('joins', values.joins),
    commands: toNumber('commands', values.commands),
    pairs: toNumber('pairs', values.pairs),
    kills: toNumber('kills', values.kills),
    opens: toNumber('opens', values.opens),
    requests: toNumber('requests', values.requests),
    interactions: toNumber('interactions', values.interactions),
  }
}

function toSection(name: string): SectionName {
  const found = SECTION_NAMES.find(each => each === name)
  if (found === undefined) throw new Error(`There is no section "${name}".\n${USAGE}`)
  return found
}

function toNumber(name: string, text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw new Error(`--${name} must be a number above 0.\n${USAGE}`)
}
