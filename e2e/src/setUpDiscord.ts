import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import type { Sandbox } from '@kaltura-discord/sandbox/startSandbox.ts'

const SETUP = resolve(import.meta.dirname, '../../server/src/setup/main.ts')
/** Everything there is to ask is on this machine, ms. */
const DEADLINE_MS = 30_000

/** `pnpm setup:discord` as an administrator runs it once the server answers; returns what it prints. */
export function setUpDiscord(
  environment: Readonly<Record<string, string>>,
  { urls }: Sandbox,
): Promise<string> {
  const words = [SETUP, '--activity-url', urls.proxy]
  const options = { env: { ...process.env, ...environment }, timeout: DEADLINE_MS }
  // What is wrong is in what it prints: whoever wants the product with something amiss gets it.
  return new Promise(done => {
    execFile(process.execPath, words, options, (_error, stdout, stderr) => done(stdout + stderr))
  })
}
