import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@kaltura-discord/sandbox/startSandbox.ts'
import { setUpDiscord } from './setUpDiscord.ts'
import { type SupervisedServer, superviseServer } from './superviseServer.ts'

export interface RunProductOptions {
  /** Handed to the sandbox. */
  readonly ports?: NonNullable<Parameters<typeof startSandbox>[0]>['ports']
  /** The server's variables beyond what the sandbox names. */
  readonly environment?: Readonly<Record<string, string>>
  /** Kept when it is given; otherwise in a folder that goes away with the product. */
  readonly databasePath?: string
  /** The server's own output, line by line. */
  readonly onServerLine?: (line: string) => void
}

export interface Product {
  readonly sandbox: Sandbox
  readonly server: SupervisedServer
  readonly urls: Sandbox['urls']
  readonly databasePath: string
  /** What `pnpm setup:discord` has printed. */
  readonly setup: string
  close(): Promise<void>
}

/** The sandbox and the server on one machine, as `pnpm sandbox`, the browser tests and the bench run them. */
export async function runProduct(options: RunProductOptions = {}): Promise<Product> {
  const server = superviseServer(options.onServerLine ? { onLine: options.onServerLine } : {})
  const sandbox = await startSandbox({
    server: { kill: server.kill, state: server.state, onChange: server.onChange },
    ...(options.ports ? { ports: options.ports } : {}),
  })
  const folder = await mkdtemp(join(tmpdir(), 'kaltura-discord-'))
  const databasePath = options.databasePath ?? join(folder, 'rooms.sqlite')
  const close = async (): Promise<void> => {
    await server.stop()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
  const environment = {
    NODE_ENV: 'production',
    // Any free one: whoever tries this out may have something of their own at the usual port.
    METRICS_PORT: '0',
    ...sandbox.serverEnvironment,
    DATABASE_PATH: databasePath,
    ...options.environment,
  }
  try {
    await server.start(environment)
    const setup = await setUpDiscord(environment, sandbox)
    return { sandbox, server, urls: sandbox.urls, databasePath, setup, close }
  } catch (error) {
    await close()
    throw error
  }
}
