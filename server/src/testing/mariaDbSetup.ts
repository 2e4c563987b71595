/**
 * One MariaDB for all test files of a run, started when the first of them asks: most runs of a few files never do.
 * Vitest calls `setup` before its workers and `teardown` after them, in a process that outlives them all.
 */
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type MariaDbServer, startMariaDb } from './mariaDb.ts'

/** What a worker is told. */
export type MariaDbAnswer =
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly why: string }

declare module 'vitest' {
  interface ProvidedContext {
    /** The port on this machine at which to ask for the MariaDB. */
    mariaDbDesk: number
  }
}

let desk: Server | null = null
let starting: Promise<MariaDbServer> | null = null

export async function setup(project: TestProject): Promise<void> {
  desk = createServer(socket => {
    socket.on('error', () => {})
    void answer().then(text => socket.end(JSON.stringify(text)))
  }).listen(0, '127.0.0.1')
  await once(desk, 'listening')
  const address = desk.address()
  if (address === null || typeof address === 'string') throw new Error('It does not listen')
  project.provide('mariaDbDesk', address.port)
}

export async function teardown(): Promise<void> {
  desk?.close()
  await starting?.then(
    server => server.close(),
    () => {},
  )
}

async function answer(): Promise<MariaDbAnswer> {
  starting ??= startMariaDb()
  try {
    return { ok: true, port: (await starting).port }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}
