import { parseArgs } from 'node:util'
import { loadPublicConfig } from '../config.ts'
import { describeReport } from './describeReport.ts'
import { setUpDiscord } from './setUpDiscord.ts'

/** What there is to say, and how the process ends. */
export interface SetupOutcome {
  /** 1: something is wrong. 2: it can't be understood what to do. */
  readonly exitCode: 0 | 1 | 2
  /** For standard output. */
  readonly output: string
  /** For standard error. */
  readonly problem: string
}

const HELP = `Usage: pnpm setup:discord [--check]

  Looks whether Discord and this server know each other as they should, registers the commands, and sets the
  addresses that Discord sends to. The server has to be running, at PUBLIC_URL.

  --check               changes nothing, and ends with 1 where something is wrong
  --activity-url <url>  where the Activity is, when it isn't at https://<application id>.discordsays.com
`

export async function runSetup(
  given: readonly string[],
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<SetupOutcome> {
  const wanted = parse(given)
  if (typeof wanted === 'string') return { exitCode: 2, output: '', problem: `${wanted}\n\n${HELP}` }
  if (wanted.help) return { exitCode: 0, output: HELP, problem: '' }
  const loaded = loadPublicConfig(environment)
  if (!loaded.ok)
    return { exitCode: 2, output: '', problem: loaded.problems.map(each => `- ${each}\n`).join('') }
  const { config } = loaded
  const report = await setUpDiscord({
    config,
    check: wanted.check,
    ...(wanted.activityUrl === null ? {} : { activityUrl: wanted.activityUrl }),
  })
  return { exitCode: report.isRight ? 0 : 1, output: describeReport(report), problem: '' }
}

interface Wanted {
  readonly help: boolean
  readonly check: boolean
  readonly activityUrl: string | null
}

/** Or what is wrong, in a sentence. */
function parse(given: readonly string[]): Wanted | string {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { check: { type: 'boolean' }, help: { type: 'boolean' }, 'activity-url': { type: 'string' } },
    allowPositionals: true,
    strict: false,
  })
  const { check, help, 'activity-url': address, ...unknown } = values
  // `--check=true` taken for no --check would change things.
  const withValue = Object.entries({ check, help }).filter(([, value]) => typeof value === 'string')
  const names = [...Object.keys(unknown), ...withValue.map(([name, value]) => `${name}=${value}`)]
  const [stranger] = [...names.map(name => `--${name}`), ...positionals]
  if (stranger !== undefined) return `${JSON.stringify(stranger)} means nothing here.`
  if (address === undefined) return { help: help === true, check: check === true, activityUrl: null }
  const url = typeof address === 'string' ? URL.parse(address) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return '--activity-url takes an http(s) address.'
  return { help: help === true, check: check === true, activityUrl: url.origin }
}
