import { statSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from './checks/sourceFiles.ts'
import { type CommandResult, REPOSITORY, runCommand, workspaceProgram } from './runCommand.ts'

const BUILT = 'client/dist/.vite/manifest.json'
const INPUTS = ['client/*.html', 'client/{src,public}/**/*.*', 'shared/src/**/*.ts', 'vite.config.ts']

/** Builds the client, unless what is built is newer than all that it is made from. */
export async function buildClient(): Promise<CommandResult> {
  if (isFresh()) return { code: 0, output: 'The client is built already.\n' }
  return runCommand(workspaceProgram('vite'), ['build', '--logLevel', 'warn'], { output: 'keep' })
}

function isFresh(): boolean {
  const builtMs = changedMs(BUILT)
  if (builtMs === null) return false
  return [...sourceFiles(INPUTS).map(({ path }) => path), 'pnpm-lock.yaml'].every(
    path => (changedMs(path) ?? Number.POSITIVE_INFINITY) < builtMs,
  )
}

function changedMs(path: string): number | null {
  return statSync(join(REPOSITORY, path), { throwIfNoEntry: false })?.mtimeMs ?? null
}
