import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const DRIVER = '/usr/bin/WebKitWebDriver'
const BROWSERS = '/usr/lib/*/webkit2gtk-4.1/MiniBrowser'
const DEADLINE_MS = 10_000

export interface WebKitDriver {
  readonly url: string
  /** The program that it drives. */
  readonly browser: string
  close(): void
}

export async function startWebKitDriver(): Promise<WebKitDriver> {
  const [browser] = globSync(BROWSERS)
  if (browser === undefined) throw new Error(`There is no browser at ${BROWSERS}`)
  const port = await freePort()
  const child = spawn(DRIVER, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const endsMs = Date.now() + DEADLINE_MS
  while (!(await answers(`${url}/status`))) {
    if (Date.now() > endsMs) throw new Error(`${DRIVER} does not answer`)
    await pause(50)
  }
  return { url, browser, close: () => void child.kill() }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('No port is free')),
      )
    })
  })
}
