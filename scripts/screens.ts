/** Every state of the interface in all its sizes, looked at and photographed. Not a part of `pnpm test`. */
import { ensureChromium } from './ensureChromium.ts'
import { endChildrenOnSignals, runCommand, workspaceProgram } from './runCommand.ts'

endChildrenOnSignals()
const chromium = await ensureChromium()
if (!chromium.ok) throw new Error(chromium.why)
const only = process.argv.slice(2)
const { code } = await runCommand(
  workspaceProgram('playwright', 'e2e'),
  ['test', '-c', 'e2e/screens.config.ts', ...(only.length > 0 ? ['-g', only.join('|')] : [])],
  {
    output: 'show',
    environment: { CHROMIUM_PATH: chromium.path, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  },
)
process.exitCode = code
