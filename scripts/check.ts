/** Everything that can be said about the repository without running it. `pnpm check [name…]` */
import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import { checkCommandsDoc } from './checks/checkCommandsDoc.ts'
import { checkConfinement } from './checks/checkConfinement.ts'
import { checkDirection } from './checks/checkDirection.ts'
import { checkFileLengths } from './checks/checkFileLengths.ts'
import { checkLimits } from './checks/checkLimits.ts'
import { checkLogicalCss } from './checks/checkLogicalCss.ts'
import type { CheckResult } from './checks/checkResult.ts'
import { checkSpecification } from './checks/checkSpecification.ts'
import { checkTexts } from './checks/checkTexts.ts'
import { checkThreatModel } from './checks/checkThreatModel.ts'
import { endChildrenOnSignals, runCommand, workspaceProgram } from './runCommand.ts'

interface Check {
  readonly name: string
  readonly run: () => Promise<CheckResult>
}

const SOURCES = ['client', 'server', 'shared', 'sandbox', 'e2e', 'bench']
const TYPE_PROJECTS = ['.', ...SOURCES, 'sandbox/src/discord/page', 'sandbox/src/kaltura/kaf/page']

function tool(name: string, program: string, programArguments: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await runCommand(workspaceProgram(program), programArguments, {
        output: 'keep',
      })
      return { problems: code === 0 ? [] : [output.trim() || `${program} ended with ${code}.`] }
    },
  }
}

const checks: readonly Check[] = [
  ...TYPE_PROJECTS.map(folder => tool(`types ${folder}`, 'tsc', ['-p', folder])),
  tool('format and lint', 'biome', ['check', '--diagnostic-level=warn', '--error-on-warnings', '.']),
  tool('promises', 'oxlint', ['--type-aware', ...SOURCES, 'scripts']),
  tool('unused', 'knip', ['--no-progress']),
  { name: 'direction', run: checkDirection },
  { name: 'confinement', run: checkConfinement },
  { name: 'specification', run: checkSpecification },
  { name: 'limits', run: checkLimits },
  { name: 'threat model', run: checkThreatModel },
  { name: 'commands', run: checkCommandsDoc },
  { name: 'file lengths', run: checkFileLengths },
  { name: 'texts', run: checkTexts },
  { name: 'reading direction', run: checkLogicalCss },
]

/** As many at a time as there are cores; each takes the next one from the list. */
async function runChecks(selected: readonly Check[]): Promise<number> {
  const waiting = [...selected]
  let failed = 0
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) if (!(await report(check))) failed += 1
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return failed
}

async function report({ name, run }: Check): Promise<boolean> {
  const startedMs = performance.now()
  const { problems, warnings = [] } = await run()
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  for (const line of warnings) console.log(`     note: ${line}`)
  for (const line of problems) console.log(line.replaceAll(/^/gm, '     '))
  return problems.length === 0
}

endChildrenOnSignals()
const names = process.argv.slice(2)
const selected = checks.filter(check => names.length === 0 || names.some(name => check.name.includes(name)))
const failed = await runChecks(selected)
console.log(
  failed === 0 ? `${selected.length} checks passed.` : `${failed} of ${selected.length} checks failed.`,
)
if (failed > 0 || selected.length === 0) process.exitCode = 1
