import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findMariaDb, type MariaDbPrograms } from '../../../scripts/findMariaDb.ts'

/** A MariaDB on this machine's loopback, with a data folder of its own. */
export interface MariaDbServer {
  readonly port: number
  readonly pid: number
  /** Ends it, and removes everything it has stored. */
  close(): Promise<void>
}

interface StartOptions {
  /** On a chosen port, for whoever starts one in place of another. */
  readonly port?: number
  /** An existing data folder, which is left alone at the end. */
  readonly folder?: string
}

const NOT_INSTALLED =
  'There is no MariaDB on this machine, and this test needs one. Run `pnpm test`, which installs it; or, on Debian as root: apt-get install -y --no-install-recommends mariadb-server-core mariadb-client-core'

const IS_ROOT = process.getuid?.() === 0
/** Without it a MariaDB that is started by root refuses to run. */
const AS_ROOT = IS_ROOT ? ['--user=root'] : []
/** In memory where there is room for it: nothing here has to survive the machine. */
const MEMORY = '/dev/shm'
/** A new data folder takes a good hundred megabytes; containers often have less memory than that for files. */
const ROOM_BYTES = 1_000_000_000
const PREFIX = 'kaltura-discord-mariadb-'
/** For a server that starts in a quarter of a second, ms. */
const PATIENCE_MS = 30_000

/** Small and quick, and as unlike SQLite as a server may be set up: names regardless of case, nothing strict. */
const SETTINGS = [
  '--bind-address=127.0.0.1',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--performance-schema=OFF',
  '--innodb-buffer-pool-size=64M',
  '--innodb-flush-log-at-trx-commit=2',
  '--innodb-doublewrite=OFF',
  '--innodb-stats-persistent=OFF',
  '--max-connections=300',
  '--character-set-server=latin1',
  '--collation-server=latin1_swedish_ci',
  '--sql-mode=',
  '--default-time-zone=+05:00',
]

/** Starts the distribution's own programs. Where there are none, the test fails and says what to do. */
export async function startMariaDb(options: StartOptions = {}): Promise<MariaDbServer> {
  const programs = findMariaDb()
  if (!programs) throw new Error(NOT_INSTALLED)
  const folder = options.folder ?? (await createDataFolder(programs))
  const port = options.port ?? (await freePort())
  const server = launch(programs, folder, port)
  const output: string[] = []
  server.stderr?.on('data', chunk => void output.push(String(chunk)))
  const exited = once(server, 'exit')
  const died = exited.then(() => {
    throw new Error(`MariaDB has not started:\n${output.join('')}`)
  })
  await Promise.race([readyLine(server), died])
  died.catch(() => {})
  return {
    port,
    pid: server.pid ?? 0,
    async close() {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGKILL')
        await exited
      }
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A data folder without accounts' passwords, filled by MariaDB's own installer. */
export async function createDataFolder(programs = findMariaDb()): Promise<string> {
  if (!programs) throw new Error(NOT_INSTALLED)
  const parent = hasRoom(MEMORY) ? MEMORY : tmpdir()
  removeAbandoned(parent)
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`))
  const installing = [
    '--no-defaults',
    `--datadir=${folder}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=8M',
    ...AS_ROOT,
  ]
  await promisify(execFile)(programs.installer, installing, { timeout: PATIENCE_MS, env: inside(folder) })
  return folder
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > ROOM_BYTES
}

/** A run that was killed could not clean up; its number in the name says whether it still lives. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN
    if (pid > 0 && !lives(pid)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process lives too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function launch({ server }: MariaDbPrograms, folder: string, port: number): ChildProcess {
  const serverArguments = [
    '--no-defaults',
    `--datadir=${folder}`,
    `--socket=${join(folder, 'socket')}`,
    `--port=${port}`,
    '--innodb-log-file-size=8M',
    ...SETTINGS,
    ...AS_ROOT,
  ]
  // The system ends it with whoever started it, even if that one is killed.
  const withParent = existsSync('/usr/bin/setpriv')
  const [program, ...more] = withParent ? ['/usr/bin/setpriv', '--pdeathsig', 'SIGKILL', server] : [server]
  return spawn(program ?? server, [...more, ...serverArguments], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: inside(folder),
  })
}

/** One that starts deletes what looks like temporary tables of an earlier one: not those of another that runs. */
const inside = (folder: string) => ({ ...process.env, TMPDIR: folder })

function readyLine(server: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    server.stderr?.on('data', chunk => {
      if (String(chunk).includes('ready for connections')) resolve()
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('There is no free port')
  return address.port
}
