import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Interaction } from './interactionProbe.ts'

/** What a run leaves behind for the tests that look at all of it once it is over. */
const FOLDER = join(import.meta.dirname, '../../test-results/e2e-run')
const SERVER_LOG = join(FOLDER, 'server.log')
const SECRETS = join(FOLDER, 'secrets.ndjson')
const PAGES = join(FOLDER, 'pages.ndjson')
const INTERACTIONS = join(FOLDER, 'interactions.ndjson')
const DATABASE = join(FOLDER, 'database')

/** Something that must not turn up where it isn't meant to. */
export interface Secret {
  readonly name: string
  readonly value: string
}

/** Something a page did that no page of ours may do. */
export interface PageFault {
  readonly person: string
  readonly kind: 'policyViolation' | 'leftTheMachine' | 'secretInAnswer' | 'uncaughtError'
  readonly what: string
}

export function startRecord(): void {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const path of [SERVER_LOG, SECRETS, PAGES, INTERACTIONS]) writeFileSync(path, '')
}

export const recordServerLine = (line: string): void => appendFileSync(SERVER_LOG, `${line}\n`)
export const recordSecret = (secret: Secret): void => appendFileSync(SECRETS, `${JSON.stringify(secret)}\n`)
export const recordPageFault = (fault: PageFault): void => appendFileSync(PAGES, `${JSON.stringify(fault)}\n`)

export const recordInteraction = (interaction: Interaction): void =>
  appendFileSync(INTERACTIONS, `${JSON.stringify(interaction)}\n`)

/** Where the product that all tests share keeps its rooms. */
export const recordDatabase = (path: string): void => writeFileSync(DATABASE, path)
export const databasePath = (): string => readFileSync(DATABASE, 'utf8')

export const serverLog = (): string => readFileSync(SERVER_LOG, 'utf8')
/** How often the server has come up since the run began. */
export const serverStarts = (): number => serverLog().split('"event":"app.started"').length - 1
export const secrets = (): Secret[] => lines(SECRETS).map(parseSecret)
/** Each kind once, however often it came about. */
export const pageFaults = (): string[] => [...new Set(lines(PAGES))]

export const interactions = (): Interaction[] => lines(INTERACTIONS).map(parseInteraction)

const lines = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')

function parseInteraction(line: string): Interaction {
  const parsed: unknown = JSON.parse(line)
  if (typeof parsed === 'object' && parsed !== null && 'what' in parsed && 'ms' in parsed)
    return { what: String(parsed.what), ms: Number(parsed.ms) }
  throw new Error('The record of the run is damaged.')
}

function parseSecret(line: string): Secret {
  const parsed: unknown = JSON.parse(line)
  if (typeof parsed === 'object' && parsed !== null && 'name' in parsed && 'value' in parsed)
    return { name: String(parsed.name), value: String(parsed.value) }
  throw new Error('The record of the run is damaged.')
}
