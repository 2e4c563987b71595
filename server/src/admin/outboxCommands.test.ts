import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../platform/database/openDatabase.ts'
import { createOutboxStore, type OutboxStore } from '../platform/outbox/outboxStore.ts'
import { runAdmin } from './runAdmin.ts'

const ANA = '1400000000000000001'
const FILM_CLUB = '1200000000000000001'
const NOW_MS = 1_800_000_000_000
const NEVER = '00000000-0000-4000-8000-000000000000'

let folder: string
let environment: Record<string, string>
let database: Database
let store: OutboxStore
const admin = (line: string) => runAdmin(line.split(' ').filter(Boolean), environment)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-admin-'))
  const path = join(folder, 'admin.sqlite')
  environment = { DATABASE_PATH: path }
  database = await openDatabase({ kind: 'sqlite', path })
  store = createOutboxStore(database)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const add = (lane: string, atMs = NOW_MS) =>
  store.add(
    database.query,
    [
      {
        kind: 'meeting.joined',
        lane,
        payload: { meetingId: '0123456789', userId: ANA, name: 'Ana of Film Club', shareId: 'not an id!' },
        atMs,
        guildId: FILM_CLUB,
      },
    ],
    NOW_MS,
  )

async function claim() {
  const claimed = await store.claim({ nowMs: NOW_MS, untilMs: NOW_MS + 30_000, exceptKinds: [] })
  if (!claimed) throw new Error('nothing is due')
  return claimed
}

async function park(lane: string): Promise<string> {
  await add(lane)
  const claimed = await claim()
  await store.failed(claimed, 'unknown\u001b[2J channel', null)
  return claimed.id
}

describe('pnpm admin outbox', () => {
  it('says when there is nothing left to do', async () => {
    expect((await admin('outbox list')).output).toMatch(/Everything .* is done/)
    expect((await admin('outbox list --parked')).output).toMatch(/None is parked/)
    expect((await admin('outbox retry --all')).output).toMatch(/None is parked/)
    expect(JSON.parse((await admin('outbox list --json')).output)).toEqual([])
  })

  it('shows what is not done and why, and nobody by name', async () => {
    const parked = await park('notify:a')
    await add('notify:b', NOW_MS + 60_000)
    await add('notify:c')
    const underWay = await claim()
    const { output, exitCode } = await admin('outbox list')
    expect(exitCode).toBe(0)
    expect(output.split('\n').filter(Boolean)).toHaveLength(3)
    expect(output).toMatch(
      new RegExp(
        `${parked}  meeting.joined  notify:a  added .*  attempts 1  parked  unknown \\[2J channel\n`,
      ),
    )
    expect(output).toMatch(/notify:b {2}added .* attempts 0 {2}due 2027-01-15T08:01:00.000Z\n/)
    expect(output).toMatch(new RegExp(`${underWay.id}  .* attempts 1  under way\n`))
    expect(output).not.toContain('Ana')
    expect(output).not.toContain('\u001b')
    expect((await admin('outbox list --parked')).output.split('\n').filter(Boolean)).toHaveLength(1)
    expect(JSON.parse((await admin('outbox list --parked --json')).output)).toMatchObject([
      { id: parked, state: 'parked', nextAttemptAt: null, lastError: 'unknown\u001b[2J channel' },
    ])
  })

  it('shows what one is about by ids alone', async () => {
    const parked = await park('notify:a')
    const { output } = await admin(`outbox show ${parked}`)
    expect(output).toMatch(/meetingId +0123456789\n/)
    expect(output).toMatch(new RegExp(`userId +${ANA}\n`))
    for (const hidden of ['Ana', 'not an id', '\u001b']) expect(output).not.toContain(hidden)
    expect(JSON.parse((await admin(`outbox show ${parked} --json`)).output)).toMatchObject({
      state: 'parked',
      guildId: FILM_CLUB,
      about: { meetingId: '0123456789', userId: ANA },
    })
    expect(await admin(`outbox show ${NEVER}`)).toMatchObject({ exitCode: 1, output: '' })
    await add('notify:b')
    const claimed = await claim()
    await store.done(claimed, NOW_MS)
    expect(JSON.parse((await admin(`outbox show ${claimed.id} --json`)).output)).toMatchObject({
      state: 'done',
      about: {},
    })
  })

  it('has what is parked tried again, and nothing else', async () => {
    const parked = await park('notify:a')
    await add('notify:b')
    const waiting = await claim()
    expect(await admin(`outbox retry ${waiting.id}`)).toMatchObject({ exitCode: 1, output: '' })
    expect((await admin(`outbox retry ${parked}`)).output).toBe(`${parked} is due again.\n`)
    expect(JSON.parse((await admin(`outbox show ${parked} --json`)).output)).toMatchObject({
      state: 'waiting',
      attempts: 0,
    })
    expect((await admin(`outbox retry ${parked}`)).exitCode).toBe(1)
  })

  it('gives up what is parked, and nothing else', async () => {
    const parked = await park('a lane')
    await add('another')
    const [waiting] = JSON.parse((await admin('outbox list --json')).output).filter(
      (each: { state: string }) => each.state === 'waiting',
    )
    expect(await admin(`outbox drop ${waiting.id}`)).toMatchObject({ exitCode: 1, output: '' })
    expect((await admin(`outbox drop ${parked}`)).output).toBe(
      `${parked} is given up. Nobody tries it any more.\n`,
    )
    expect((await admin(`outbox drop ${parked}`)).exitCode).toBe(1)
    expect((await admin(`outbox retry ${parked}`)).exitCode).toBe(1)
    expect(JSON.parse((await admin(`outbox show ${parked} --json`)).output)).toMatchObject({
      state: 'done',
      about: {},
    })
  })

  it('has all that are parked tried again', async () => {
    const parked = [await park('notify:a'), await park('notify:b')].toSorted()
    const { output } = await admin('outbox retry --all --json')
    expect(JSON.parse(output)).toEqual({ retried: expect.arrayContaining(parked) })
    expect((await admin('outbox list --parked')).output).toMatch(/None is parked/)
  })

  it.each([
    ['outbox', 'Did you mean outbox'],
    ['outbox lst', 'Did you mean outbox list'],
    ['outbox show', 'Say the id of the effect'],
    ['outbox drop', 'the effect to give up'],
    ['outbox retry', 'either the id of an effect'],
    ['outbox retry --all one', 'either the id'],
    ['outbox show one two', '"two"'],
    ['outbox list --all', 'takes no option --all'],
  ])('helps who has written %j', async (line, help) => {
    const { exitCode, output, problem } = await admin(line)
    expect([exitCode, output]).toEqual([2, ''])
    expect(problem).toContain(help)
  })
})
