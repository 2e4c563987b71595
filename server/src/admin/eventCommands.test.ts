import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEventStore, type EventStore } from '../features/discordEvents/store.ts'
import { type Database, openDatabase } from '../platform/database/openDatabase.ts'
import { runAdmin } from './runAdmin.ts'

const ANA = '1400000000000000001'
const NOW_MS = 1_800_000_000_000
const PARKED = 'a'.repeat(64)
const WAITING = 'b'.repeat(64)

let folder: string
let environment: Record<string, string>
let database: Database
let store: EventStore
const admin = (line: string) => runAdmin(line.split(' ').filter(Boolean), environment)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-admin-'))
  const path = join(folder, 'admin.sqlite')
  environment = { DATABASE_PATH: path }
  database = await openDatabase({ kind: 'sqlite', path })
  store = createEventStore(database)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const event = { type: 'deauthorized', userId: ANA, occurredAtMs: NOW_MS } as const

describe('pnpm admin events', () => {
  it('says when there is nothing left to do', async () => {
    expect((await admin('events list')).output).toMatch(/Everything .* is done/)
    expect((await admin('events retry --all')).output).toMatch(/None is parked/)
    expect(JSON.parse((await admin('events list --json')).output)).toEqual([])
  })

  it('shows what is not done, and not whom it is about', async () => {
    for (const id of [PARKED, WAITING]) await store.add(id, event, NOW_MS)
    await store.failed(PARKED, 'Error: no\u001b[2J way', null)
    const { output, exitCode } = await admin('events list')
    expect(exitCode).toBe(0)
    expect(output).toMatch(new RegExp(`${PARKED}  deauthorized .* parked  Error: no \\[2J way\n`))
    expect(output).toMatch(new RegExp(`${WAITING} .* due 2027-01-15T08:00:00.000Z\n`))
    expect(output).not.toContain(ANA)
    expect(output).not.toContain('\u001b')
    const listed = JSON.parse((await admin('events list --json')).output)
    expect(listed).toMatchObject([
      { id: PARKED, parked: true, nextAttemptAt: null },
      { id: WAITING, parked: false, lastError: null },
    ])
  })

  it('has what is parked tried again, and nothing else', async () => {
    expect(await admin(`events retry ${WAITING}`)).toMatchObject({ exitCode: 1, output: '' })
    expect((await admin(`events retry ${PARKED}`)).output).toBe(`${PARKED} is due again.\n`)
    expect(await store.countParked()).toBe(0)
    await store.failed(PARKED, 'Error', null)
    expect(JSON.parse((await admin('events retry --all --json')).output)).toEqual({ retried: [PARKED] })
    expect(await store.countParked()).toBe(0)
  })

  it.each([
    ['events', 'Did you mean events list'],
    ['events lst', 'Did you mean events list'],
    ['events retry', 'either the id'],
    ['events retry --all one', 'either the id'],
    ['events retry one two', '"two"'],
    ['events list --all', 'takes no option --all'],
  ])('helps who has written %j', async (line, help) => {
    const { exitCode, output, problem } = await admin(line)
    expect([exitCode, output]).toEqual([2, ''])
    expect(problem).toContain(help)
  })
})
