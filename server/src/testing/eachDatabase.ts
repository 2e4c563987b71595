import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe } from 'vitest'
import type { Config } from '../config.ts'
import { type Database, openDatabase } from '../platform/database/openDatabase.ts'
import type { Secret } from '../platform/secret.ts'
import { createMariaDatabase, emptyMariaDatabase } from './testDatabases.ts'

type DatabaseConfig = Config['database']

interface Place {
  readonly config: DatabaseConfig
  /** Leaves nothing for the next test to find. */
  clear(): Promise<void>
}

/** Opens the test's database, empty at first; each further call is another process on the same one, as it were. */
export type OpenDatabase = () => Promise<Database>

async function inFile(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-database-'))
  return {
    config: { kind: 'sqlite', path: join(folder, 'test.sqlite') },
    clear: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** One for a whole test file: to make its tables takes longer than most tests do. */
let shared: Promise<Secret> | null = null

async function inMariaDb(): Promise<Place> {
  shared ??= createMariaDatabase()
  const url = await shared
  return { config: { kind: 'mysql', url }, clear: () => emptyMariaDatabase(url) }
}

/**
 * Puts whatever stores something through the same tests on every database there is:
 * `eachDatabase('keys', open => { it('…', async () => { const store = createStore(await open()) … }) })`.
 */
export function eachDatabase(what: string, tests: (open: OpenDatabase) => void): void {
  for (const [name, create] of [
    ['SQLite', inFile],
    ['MariaDB', inMariaDb],
  ] as const)
    describe(`${what} on ${name}`, () => {
      let place: Promise<Place> | null = null
      const opened: Database[] = []
      afterEach(async () => {
        for (const database of opened.splice(0)) await database.close()
        await (await place)?.clear()
        place = null
      })
      tests(async () => {
        place ??= create()
        const database = await openDatabase((await place).config)
        opened.push(database)
        return database
      })
    })
}
