import { beforeEach, expect, it } from 'vitest'
import { createForgetter } from '../../platform/database/forgetting.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import { createLogger } from '../../platform/logger.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createGuildCheckStore, guildChecksForgetting } from './guildCheckStore.ts'
import {
  CHECK_GUILD_EVERY_MS,
  CONFIRMED_AT_ONCE,
  GuildChecks,
  REST_MS,
  SETTINGS_KEPT_MS,
} from './guildChecks.ts'

const APPLICATION = '1100000000000000001'
const START_MS = 1_800_000_000_000
const guild = (number: number) => `12000000000000${String(number).padStart(5, '0')}`
const [HERE, THERE, GONE] = [guild(1), guild(2), guild(3)]
const UNAVAILABLE = fail('discord_unavailable', 'Discord is away.')

let nowMs: number
let database: Database
let kept: Set<string>
/** What Discord says. */
let listed: Result<ReadonlySet<string>>
let gone: Result<boolean> | ((guildId: string) => boolean)
let asked: string[]
let forgotten: string[]
let settings: string[]

const logger = createLogger({ level: 'error', directory: null, secrets: [], destination: { write() {} } })

function createChecks(from: Database): GuildChecks {
  const all = createForgetter(from, [
    guildChecksForgetting,
    {
      tables: [],
      forgetGuild:
        async (_transaction, { guildId }) =>
        () =>
          void forgotten.push(guildId),
      forgetSettings: async (_transaction, { guildId }) => void settings.push(guildId),
    },
  ])
  return new GuildChecks({
    applicationId: APPLICATION,
    store: createGuildCheckStore(from),
    forgetter: { ...all, guilds: async () => kept },
    discord: {
      ids: async () => listed,
      async isGone(guildId) {
        asked.push(guildId)
        return typeof gone === 'function' ? succeed(gone(guildId)) : gone
      },
    },
    clock: { nowMs: () => nowMs },
    logger,
  })
}

/** One round, as the timer or an event would begin it. */
async function round(checks: GuildChecks = createChecks(database)): Promise<void> {
  checks.wake()
  await checks.idle()
}

async function enrolled(): Promise<GuildChecks> {
  const checks = createChecks(database)
  await checks.enrol()
  return checks
}

const rows = () => database.query.selectFrom('guild_checks').selectAll().orderBy('guild_id').execute()

eachDatabase('the servers that something is kept of', open => {
  beforeEach(async () => {
    nowMs = START_MS
    database = await open()
    kept = new Set([HERE, THERE, GONE])
    listed = succeed(new Set([HERE, THERE]))
    gone = succeed(true)
    asked = []
    forgotten = []
    settings = []
  })

  it('are compared once a day, all together, with those that the bot is in', async () => {
    const checks = await enrolled()
    const firstMs = checks.nextTimeMs()
    expect((await rows()).map(row => row.next_check_at_ms)).toEqual([firstMs, firstMs, firstMs])
    expect(firstMs - nowMs).toBeLessThanOrEqual(CHECK_GUILD_EVERY_MS)
    await round()
    expect(asked).toEqual([])
    nowMs = firstMs
    await round()
    expect(asked).toEqual([GONE])
    expect(forgotten).toEqual([GONE])
    expect((await rows()).map(row => row.next_check_at_ms - firstMs)).toEqual(
      Array.from({ length: 3 }, () => CHECK_GUILD_EVERY_MS),
    )
    await round()
    expect(asked).toEqual([GONE])
  })

  it('are forgotten only where Discord says plainly that the bot is gone', async () => {
    nowMs = (await enrolled()).nextTimeMs()
    gone = succeed(false)
    await round()
    expect([asked, forgotten]).toEqual([[GONE], []])
    expect((await rows())[2]).toMatchObject({ removed_at_ms: null })
  })

  it.each([
    ['its list', () => [UNAVAILABLE, succeed(true)] as const],
    ['a server', () => [succeed(new Set<string>()), UNAVAILABLE] as const],
  ])('are all kept while Discord does not tell of %s', async (_what, answers) => {
    nowMs = (await enrolled()).nextTimeMs()
    ;[listed, gone] = answers()
    for (let tries = 0; tries < 3; tries++) {
      await round()
      nowMs += 3_600_000
    }
    expect(forgotten).toEqual([])
    listed = succeed(new Set([HERE, THERE]))
    gone = succeed(true)
    await round()
    expect(forgotten).toEqual([GONE])
  })

  it('let Discord rest when it does not answer', async () => {
    const checks = await enrolled()
    nowMs = checks.nextTimeMs()
    listed = succeed(new Set())
    gone = UNAVAILABLE
    for (let looks = 0; looks < 5; looks++) await round(checks)
    expect(asked).toHaveLength(1)
  })

  it('are not all asked about at once, however many are missing', async () => {
    kept = new Set(Array.from({ length: CONFIRMED_AT_ONCE * 2 + 5 }, (_, index) => guild(index)))
    listed = succeed(new Set())
    const checks = await enrolled()
    nowMs = checks.nextTimeMs()
    const counts: number[] = []
    for (let looks = 0; looks < 6; looks++) {
      asked = []
      await round(checks)
      nowMs += REST_MS / 2
      counts.push(asked.length)
    }
    expect(counts).toEqual([CONFIRMED_AT_ONCE, 0, CONFIRMED_AT_ONCE, 0, 5, 0])
    expect(new Set(forgotten).size).toBe(kept.size)
  })

  it('keep what was set up for 30 days, and then lose that too', async () => {
    nowMs = (await enrolled()).nextTimeMs()
    await round()
    const removedAtMs = nowMs
    while (nowMs - removedAtMs < SETTINGS_KEPT_MS) {
      expect(settings).toEqual([])
      await round()
      nowMs += CHECK_GUILD_EVERY_MS
    }
    await round()
    expect(settings).toEqual([GONE])
    // Once, not every day: others may watch there without a bot.
    expect(forgotten).toEqual([GONE])
    expect((await rows()).map(row => row.guild_id)).toEqual([HERE, THERE])
  })

  it('keep it after all when the bot is added again', async () => {
    nowMs = (await enrolled()).nextTimeMs()
    await round()
    nowMs += SETTINGS_KEPT_MS - CHECK_GUILD_EVERY_MS
    listed = succeed(new Set([HERE, THERE, GONE]))
    await round()
    expect((await rows())[2]).toMatchObject({ removed_at_ms: null })
    nowMs += 2 * CHECK_GUILD_EVERY_MS
    listed = succeed(new Set([HERE, THERE]))
    await round()
    expect(settings).toEqual([])
    expect(forgotten).toEqual([GONE, GONE])
  })

  it('are looked at by one of two processes', async () => {
    nowMs = (await enrolled()).nextTimeMs()
    const both = [createChecks(database), createChecks(await open())]
    for (const checks of both) checks.wake()
    await Promise.all(both.map(checks => checks.idle()))
    expect(asked).toEqual([GONE])
    expect(forgotten).toEqual([GONE])
  })
})
