import { type ChildProcess, spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

export const REPOSITORY = resolve(import.meta.dirname, '..')

export interface CommandResult {
  readonly code: number
  /** What it printed, both streams in order; empty when it printed straight to the terminal. */
  readonly output: string
}

interface CommandOptions {
  /** `show` prints as it comes, `keep` hands the output back. */
  readonly output: 'show' | 'keep'
  readonly environment?: Readonly<Record<string, string>>
}

/** The workspace's own Node first, whoever starts us. */
const path = [resolve(REPOSITORY, 'node_modules/.bin'), process.env['PATH']].join(delimiter)

/** For ending properly, ms. */
const PATIENCE_MS = 20_000

const running = new Set<ChildProcess>()

/** Runs a program of the workspace's own `node_modules/.bin`, or any other by its path or name. */
export function runCommand(
  program: string,
  commandArguments: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const child = spawn(program, commandArguments, {
    cwd: REPOSITORY,
    env: { ...process.env, PATH: path, ...options.environment },
    stdio: options.output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => void chunks.push(chunk))
  return new Promise(done => {
    const end = (code: number, note = ''): void => {
      running.delete(child)
      done({ code, output: Buffer.concat(chunks).toString('utf8') + note })
    }
    child.once('error', error => end(127, `${program}: ${error.message}\n`))
    child.once('close', (code, signal) => end(code ?? (signal ? 1 : 0)))
  })
}

/** A script that is told to end takes its children with it; they clean up after an interrupt, Playwright only then. */
export function endChildrenOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      for (const child of running) child.kill('SIGINT')
      process.exitCode = signal === 'SIGINT' ? 130 : 143
      setTimeout(() => process.exit(), PATIENCE_MS).unref()
    })
}

/** A program that a package of the workspace brings along. */
export const workspaceProgram = (name: string, folder = '.'): string =>
  resolve(REPOSITORY, folder, 'node_modules/.bin', name)
