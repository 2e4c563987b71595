/**
 * Every check and every test. `pnpm test <filter…>` runs only the tests of Vitest whose files match.
 * The last line says how many passed and failed over both runners.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { buildClient } from './buildClient.ts'
import { ensureChromium } from './ensureChromium.ts'
import { ensureMariaDb } from './ensureMariaDb.ts'
import { endChildrenOnSignals, REPOSITORY, runCommand, workspaceProgram } from './runCommand.ts'
import {
  addTotals,
  describeTotals,
  NO_TESTS,
  playwrightTotals,
  type TestTotals,
  vitestTotals,
} from './testTotals.ts'

const PLAYWRIGHT_CONFIG = 'e2e/playwright.config.ts'

interface StepResult {
  readonly ok: boolean
  readonly totals?: TestTotals
  /** The sentence that says what is wrong where no output has said it. */
  readonly problem?: string
}

const filters = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'kaltura-discord-reports-'))
process.once('exit', () => rmSync(reports, { recursive: true, force: true }))

async function browser(): Promise<StepResult> {
  const chromium = await ensureChromium()
  if (!chromium.ok) return { ok: false, problem: chromium.why }
  process.env['CHROMIUM_PATH'] = chromium.path
  console.log(chromium.path)
  return { ok: true }
}

async function database(): Promise<StepResult> {
  const mariaDb = await ensureMariaDb()
  if (!mariaDb.ok) return { ok: false, problem: mariaDb.why }
  console.log(mariaDb.programs.server)
  return { ok: true }
}

async function check(): Promise<StepResult> {
  const { code } = await runCommand(process.execPath, ['scripts/check.ts'], { output: 'show' })
  return { ok: code === 0 }
}

async function build(): Promise<StepResult> {
  const { code, output } = await buildClient()
  process.stdout.write(output)
  return { ok: code === 0 }
}

async function vitest(): Promise<StepResult> {
  const report = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runCommand(workspaceProgram('vitest'), ['run', ...reporters, ...filters], {
    output: 'show',
  })
  return outcome('Vitest', code, vitestTotals(report))
}

async function playwright(): Promise<StepResult> {
  if (!existsSync(join(REPOSITORY, PLAYWRIGHT_CONFIG)))
    return { ok: false, problem: `${PLAYWRIGHT_CONFIG} is missing: the browser tests can't run.` }
  const report = join(reports, 'playwright.json')
  const { code } = await runCommand(
    workspaceProgram('playwright', 'e2e'),
    ['test', '-c', PLAYWRIGHT_CONFIG, '--reporter=list,json'],
    {
      output: 'show',
      environment: {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        // The sandbox serves its page's TypeScript with what Node itself uses to run ours.
        NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      },
    },
  )
  return outcome('Playwright', code, playwrightTotals(report))
}

function outcome(runner: string, code: number, totals: TestTotals | null): StepResult {
  if (!totals) return { ok: false, problem: `${runner} ended with ${code} and left no report.` }
  const ran = totals.passed + totals.failed
  if (ran === 0) return { ok: false, totals, problem: `${runner} ran no test.` }
  if (code !== 0 && totals.failed === 0)
    return { ok: false, totals, problem: `${runner} ended with ${code} although no test failed.` }
  return { ok: code === 0, totals }
}

const steps: readonly (readonly [heading: string, step: () => Promise<StepResult>])[] =
  filters.length > 0
    ? [
        ['A MariaDB', database],
        ['Tests that match', vitest],
      ]
    : [
        ['A browser', browser],
        ['A MariaDB', database],
        ['Checks', check],
        ['Building the client', build],
        ['Tests without a browser', vitest],
        ['Tests in a browser', playwright],
      ]

endChildrenOnSignals()
let totals = NO_TESTS
const problems: string[] = []
for (const [heading, step] of steps) {
  if (process.exitCode) break
  console.log(`\n━━ ${heading} ━━`)
  const startedMs = performance.now()
  const result = await step()
  console.log(
    `━━ ${heading}: ${result.ok ? 'ok' : 'failed'}, ${((performance.now() - startedMs) / 1000).toFixed(1)} s`,
  )
  totals = addTotals(totals, result.totals ?? NO_TESTS)
  if (!result.ok)
    problems.push(result.problem ? `${heading}: ${result.problem}` : `${heading}: failed, see above.`)
}

console.log(problems.length > 0 ? `\n${problems.join('\n')}` : '\nAll is well.')
console.log(describeTotals(totals))
if (problems.length > 0) process.exitCode ||= 1
