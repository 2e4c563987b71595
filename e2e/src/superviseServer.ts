import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const SERVER_MAIN = resolve(import.meta.dirname, '../../server/src/main.ts')
const END_WITH_PARENT = import.meta.resolve('./endWithParent.ts')
const COMPILE_CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/server')
/** From a death to the next start, ms; a server that can't even start is tried less and less often. */
const RESTART_MS = { first: 50, longest: 2_000 } as const
/** It has come up properly once it has run this long, ms. */
const SETTLED_MS = 2_000
const PROBE_EVERY_MS = 25
const PROBE_TIMEOUT_MS = 1_000
const START_DEADLINE_MS = 20_000
/** A server drains within ten seconds; after that it is ended, ms. */
const STOP_DEADLINE_MS = 12_000

export type ServerState = 'running' | 'stopped'

export interface SupervisedServer {
  /** Resolves when the server answers; rejects with what it printed when it ends before, or takes too long. */
  start(environment: Readonly<Record<string, string>>): Promise<void>
  /** SIGKILL, as a crash; it is started again at once. */
  kill(): void
  /** SIGTERM, and it stays down until the next `start`. Resolves with the exit code. */
  stop(): Promise<number | null>
  state(): ServerState
  /** Resolves once the server is in that state. */
  reached(state: ServerState): Promise<void>
  /** Returns how to stop listening. */
  onChange(listener: (state: ServerState) => void): () => void
  pid(): number | undefined
}

interface SuperviseOptions {
  /** Where the server's output goes, line by line; both streams. */
  readonly onLine?: (line: string) => void
}

/** Runs the product's server as a process of its own and starts it again whenever it dies. */
export function superviseServer({ onLine = () => {} }: SuperviseOptions = {}): SupervisedServer {
  const listeners = new Set<(state: ServerState) => void>()
  const lastLines: string[] = []
  let environment: Readonly<Record<string, string>> = {}
  let child: ChildProcess | undefined
  let state: ServerState = 'stopped'
  let wanted = false
  let restartMs: number = RESTART_MS.first

  const setState = (next: ServerState): void => {
    if (state === next) return
    state = next
    for (const listener of [...listeners]) listener(next)
  }

  const takeLine = (line: string): void => {
    lastLines.push(line)
    if (lastLines.length > 40) lastLines.shift()
    onLine(line)
  }

  const launch = (): ChildProcess => {
    const started = spawn(process.execPath, ['--import', END_WITH_PARENT, SERVER_MAIN], {
      // What was compiled once needn't be again: the server is back sooner after a crash.
      env: { ...baseEnvironment(), NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child = started
    const startedMs = Date.now()
    eachLine(started, takeLine)
    started.once('error', error => takeLine(`The server could not be started: ${error.message}`))
    started.once('close', () => {
      setState('stopped')
      if (child === started) child = undefined
      if (!wanted) return
      restartMs = Date.now() - startedMs > SETTLED_MS ? RESTART_MS.first : restartMs
      setTimeout(() => wanted && child === undefined && launch(), restartMs)
      restartMs = Math.min(restartMs * 2, RESTART_MS.longest)
    })
    void probe(started)
    return started
  }

  /** It counts as running when it answers, not when its process exists. */
  const probe = async (started: ChildProcess): Promise<void> => {
    const url = `http://127.0.0.1:${environment['API_PORT'] ?? '3000'}/api/v1/live`
    while (child === started && wanted) {
      if (await answers(url)) return child === started ? setState('running') : undefined
      await pause(PROBE_EVERY_MS)
    }
  }

  const reached = (awaited: ServerState): Promise<void> =>
    new Promise(done => {
      const listen = (now: ServerState): void => {
        if (now !== awaited) return
        listeners.delete(listen)
        done()
      }
      listeners.add(listen)
      listen(state)
    })

  return {
    start: async given => {
      environment = given
      wanted = true
      restartMs = RESTART_MS.first
      const first = child ?? launch()
      const late = new AbortController()
      const running = await Promise.race([
        reached('running').then(() => true),
        once(first, 'close', { signal: late.signal }).then(() => false),
        pause(START_DEADLINE_MS, false, { signal: late.signal }),
      ])
      late.abort()
      if (running) return
      wanted = false
      first.kill('SIGKILL')
      throw new Error(`The server does not answer. It printed last:\n${lastLines.join('\n')}`)
    },
    kill: () => void child?.kill('SIGKILL'),
    stop: async () => {
      wanted = false
      if (!child) return null
      const ending = child
      const closed = once(ending, 'close')
      const force = setTimeout(() => ending.kill('SIGKILL'), STOP_DEADLINE_MS)
      ending.kill('SIGTERM')
      await closed
      clearTimeout(force)
      return ending.exitCode
    },
    state: () => state,
    reached,
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pid: () => child?.pid,
  }
}

/** A server sees only what it is given, so that a variable of the developer's own can't change what it does. */
function baseEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TZ', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'SystemRoot']
  return Object.fromEntries(kept.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])))
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

function eachLine(child: ChildProcess, take: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) take(line)
    })
    stream?.on('end', () => rest && take(rest))
  }
}
