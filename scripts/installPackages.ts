import { platform } from 'node:os'
import { runCommand } from './runCommand.ts'

/** The command that installs packages of the distribution, for whoever has to do it by hand. */
export const installCommand = (packages: readonly string[]): string =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`

/** Installs packages of the distribution where that is possible; what went wrong, or null. */
export async function installPackages(packages: readonly string[]): Promise<string | null> {
  if (platform() !== 'linux' || process.getuid?.() !== 0)
    return 'Packages are only installed as root on Linux.'
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { code, output } = await runCommand('apt-get', step, {
      output: 'keep',
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (code !== 0) return `apt-get ${step[0]} ended with ${code}:\n${output}`
  }
  return null
}
