/** Firefox and WebKit, each beside a Chromium; packages that are missing are installed. Not a part of `pnpm test`. */
import { existsSync } from 'node:fs'
import { buildClient } from './buildClient.ts'
import { ensureChromium } from './ensureChromium.ts'
import { installCommand, installPackages } from './installPackages.ts'
import { endChildrenOnSignals, runCommand } from './runCommand.ts'

const PROGRAMS = ['/usr/bin/firefox-esr', '/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run']
const PACKAGES = [
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'xauth',
  'gstreamer1.0-libav',
  'gstreamer1.0-plugins-good',
  'gstreamer1.0-plugins-bad',
]

endChildrenOnSignals()
if (!PROGRAMS.every(program => existsSync(program))) {
  console.log(`Browsers are missing: ${installCommand(PACKAGES)}`)
  const problem = await installPackages(PACKAGES)
  if (problem !== null) console.log(problem)
}
const chromium = await ensureChromium()
if (!chromium.ok) throw new Error(chromium.why)
const built = await buildClient()
if (built.code !== 0) throw new Error(built.output)
const { code } = await runCommand(
  'xvfb-run',
  ['-a', process.execPath, 'e2e/src/otherBrowsers/runSmoke.ts', ...process.argv.slice(2)],
  {
    output: 'show',
    environment: { CHROMIUM_PATH: chromium.path, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  },
)
process.exitCode = code
