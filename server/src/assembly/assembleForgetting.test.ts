import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { DRAFT_MS } from '../features/commands/meetings/drafts/draftStore.ts'
import { createForgetter, type Forgetter } from '../platform/database/forgetting.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { forgettingParts, NEVER_FORGOTTEN } from './assembleForgetting.ts'

const ANA = '1400000000000000001'
const BEN = '1400000000000000002'
const FILM_CLUB = '1200000000000000001'
const CHESS_CLUB = '1200000000000000002'
const LEFT_AT_MS = 1_800_000_000_000
const BEFORE_MS = LEFT_AT_MS - 1_000
const AFTER_MS = LEFT_AT_MS + 60_000
/** What is to be done at Kaltura has tests of its own. */
const NO_OUTBOX = { add: async () => {} }
const OVERRIDES = '{"features":{"user_sync":false}}'

type Rows = Readonly<Record<string, readonly string[]>>

let database: Database
let forgetter: Forgetter
let ended: string[]

async function tableNames(): Promise<string[]> {
  const tables = await database.query.introspection.getTables()
  return tables.map(({ name }) => name).filter(name => !name.startsWith('kysely_'))
}

/** Every row of every table, as JSON. */
async function everything(): Promise<Rows> {
  const all: Record<string, string[]> = {}
  for (const name of await tableNames()) {
    const { rows } = await sql`SELECT * FROM ${sql.table(name)}`.execute(database.query)
    all[name] = rows.map(row => JSON.stringify(row)).sort()
  }
  return all
}

const without = (rows: Rows, words: readonly string[]): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([name, all]) => [
      name,
      all.filter(row => !words.some(word => row.includes(word))),
    ]),
  )

let serial = 0

/** One row of everything that has to do with somebody in a server. */
async function live(userId: string, guildId: string, atMs: number): Promise<void> {
  const { query } = database
  const number = ++serial
  const id = `sign-in-${number}-${userId}-${guildId}`
  await query
    .insertInto('sign_ins')
    .values({
      id,
      surface: 'activity',
      user_id: userId,
      guild_id: guildId,
      instance_id: `i-${number}`,
      service_id: null,
      scopes: 'videos:read',
      kaltura_role: null,
      display_name: 'Somebody',
      avatar_url: null,
      created_at_ms: atMs,
      expires_at_ms: atMs + 1_000_000,
      ended_at_ms: null,
    })
    .execute()
  await query
    .insertInto('refresh_tokens')
    .values({ hash: `hash-${number}`, sign_in_id: id, used_at_ms: null })
    .execute()
  await query
    .insertInto('launch_wishes')
    .values({
      interaction_id: String(number),
      user_id: userId,
      guild_id: guildId,
      entry_id: '0_testcard',
      place: 'now',
      instance_id: null,
      wished_at_ms: atMs,
    })
    .execute()
  await query
    .insertInto('comments')
    .values({
      id: `comment-${number}`,
      guild_id: guildId,
      entry_id: '0_testcard',
      position_ms: 12_500,
      user_id: userId,
      display_name: 'Somebody',
      avatar_url: null,
      text: 'Look at that',
      created_at_ms: atMs,
      command_id: `command-${number}`,
      room_id: `room-${number}`,
      room_seq: 1,
      removed_at_ms: null,
      removed_by: null,
    })
    .execute()
  await query
    .insertInto('meeting_drafts')
    .values({
      id: `draft-${number}`,
      guild_id: guildId,
      user_id: userId,
      draft: '{}',
      expires_at_ms: atMs + DRAFT_MS,
    })
    .execute()
  await query
    .insertInto('room_links')
    .values({
      id: `link-${number}`,
      token_hash: `hash-${number}`,
      instance_id: `i-${number}`,
      guild_id: guildId,
      channel_id: null,
      maker_id: userId,
      maker_name: 'Somebody',
      max_uses: 1,
      uses: 0,
      created_at_ms: atMs,
      expires_at_ms: atMs + 1_000_000,
      revoked_at_ms: null,
    })
    .execute()
  await query
    .insertInto('room_guests')
    .values({
      sign_in_id: id,
      link_id: `link-${number}`,
      instance_id: `i-${number}`,
      guild_id: guildId,
      user_id: userId,
      created_at_ms: atMs,
      expires_at_ms: atMs + 1_000_000,
      ended_because: null,
    })
    .execute()
  await query
    .insertInto('outbox')
    .values({
      id: `effect-${number}`,
      kind: 'meeting.joined',
      lane: `notify:${number}`,
      guild_id: guildId,
      payload: JSON.stringify({ meetingId: '0123456789', userId, name: 'Somebody' }),
      created_at_ms: atMs,
      attempts: 0,
      next_attempt_at_ms: atMs,
      done_at_ms: null,
      last_error: null,
    })
    .execute()
  await query
    .insertInto('guild_config_changes')
    .values({
      guild_id: guildId,
      version: number,
      at_ms: atMs,
      way: 'command',
      user_id: userId,
      service_id: null,
      changed_keys: '[]',
    })
    .execute()
}

async function keepOf(guildId: string, installedBy: string): Promise<void> {
  const { query } = database
  await query
    .insertInto('guild_configs')
    .values({ guild_id: guildId, version: 7, overrides: OVERRIDES, updated_at_ms: BEFORE_MS })
    .execute()
  await query
    .insertInto('guild_config_imports')
    .values({ guild_id: guildId, content_hash: 'hash', at_ms: BEFORE_MS })
    .execute()
  await query
    .insertInto('installations')
    .values({
      guild_id: guildId,
      guild_name: 'A server',
      installed_by: installedBy,
      scopes: 'bot applications.commands',
      at_ms: BEFORE_MS,
    })
    .execute()
  await query
    .insertInto('guild_checks')
    .values({ guild_id: guildId, next_check_at_ms: AFTER_MS, removed_at_ms: null })
    .execute()
  const shown = { guild_id: guildId, content_hash: 'hash', at_ms: BEFORE_MS }
  await query
    .insertInto('notification_messages')
    .values({ ...shown, key: `meeting:${guildId}:end`, channel_id: '1', message_id: '2', state: 'sent' })
    .execute()
  await query
    .insertInto('meeting_events')
    .values({ ...shown, meeting_id: guildId.slice(-10), event_id: '3', state: 'made' })
    .execute()
}

const forgetAna = () => forgetter.user({ userId: ANA, atMs: LEFT_AT_MS, untilMs: LEFT_AT_MS })

eachDatabase('forgetting', open => {
  beforeEach(async () => {
    database = await open()
    ended = []
    forgetter = createForgetter(
      database,
      forgettingParts({ ended: ids => void ended.push(...ids) }, NO_OUTBOX),
    )
    for (const userId of [ANA, BEN]) {
      await database.query
        .insertInto('kaltura_users')
        .values({ user_id: userId, sent_hash: 'hash', sent_at_ms: BEFORE_MS })
        .execute()
      await database.query
        .insertInto('personal_settings')
        .values({ user_id: userId, settings: '{}', changed_at_ms: AFTER_MS, saved_at_ms: BEFORE_MS })
        .execute()
      await database.query
        .insertInto('member_time_zones')
        .values({ user_id: userId, time_zone: 'Europe/Berlin', at_ms: BEFORE_MS })
        .execute()
    }
    for (const guildId of [FILM_CLUB, CHESS_CLUB])
      for (const userId of [ANA, BEN]) await live(userId, guildId, BEFORE_MS)
    await keepOf(FILM_CLUB, ANA)
    await keepOf(CHESS_CLUB, BEN)
  })

  it('is thought of for every table', async () => {
    const parts = forgettingParts({ ended: () => {} }, NO_OUTBOX)
    const covered = [...parts.flatMap(({ tables }) => tables), ...Object.keys(NEVER_FORGOTTEN)]
    expect(covered.sort(), 'a part or a reason in assembleForgetting.ts').toEqual((await tableNames()).sort())
  })

  it('leaves nothing of a person, and everything of everybody else', async () => {
    const before = await everything()
    await forgetAna()
    const after = await everything()
    expect(JSON.stringify(after)).not.toContain(ANA)
    expect(after['guild_config_changes']).toHaveLength(4)
    expect(after['refresh_tokens']).toHaveLength(2)
    expect(without(after, ['"user_id":null', '"installed_by":null', FILM_CLUB])).toMatchObject({
      ...without(before, [ANA, FILM_CLUB]),
      refresh_tokens: expect.anything(),
    })
    expect(after['guild_configs']).toEqual(before['guild_configs'])
    expect(ended.filter(id => id.includes(ANA))).toHaveLength(2)
    expect(ended).toHaveLength(2)
  })

  it('has the servers looked at that this person had added the application to', async () => {
    await forgetAna()
    const checks = await database.query.selectFrom('guild_checks').selectAll().orderBy('guild_id').execute()
    expect(checks.map(row => [row.guild_id, row.next_check_at_ms])).toEqual([
      [FILM_CLUB, 0],
      [CHESS_CLUB, AFTER_MS],
    ])
  })

  it('leaves alone what somebody has done since they came back', async () => {
    await live(ANA, FILM_CLUB, AFTER_MS)
    await database.query
      .updateTable('kaltura_users')
      .set({ sent_at_ms: AFTER_MS })
      .where('user_id', '=', ANA)
      .execute()
    await database.query
      .updateTable('personal_settings')
      .set({ saved_at_ms: AFTER_MS })
      .where('user_id', '=', ANA)
      .execute()
    await database.query
      .updateTable('member_time_zones')
      .set({ at_ms: AFTER_MS })
      .where('user_id', '=', ANA)
      .execute()
    await forgetAna()
    for (const [table, column] of [
      ['kaltura_users', 'sent_at_ms'],
      ['member_time_zones', 'at_ms'],
      ['meeting_drafts', 'expires_at_ms'],
      ['guild_config_changes', 'at_ms'],
    ] as const) {
      const { rows } =
        await sql`SELECT ${sql.ref(column)} AS ms FROM ${sql.table(table)} WHERE user_id = ${ANA}`.execute(
          database.query,
        )
      expect(rows, table).toEqual([{ ms: table === 'meeting_drafts' ? AFTER_MS + DRAFT_MS : AFTER_MS }])
    }
    const said = await database.query
      .selectFrom('comments')
      .select('created_at_ms')
      .where('user_id', '=', ANA)
      .execute()
    expect(said).toEqual([{ created_at_ms: AFTER_MS }])
    const signIns = await database.query
      .selectFrom('sign_ins')
      .select('created_at_ms')
      .where('user_id', '=', ANA)
      .execute()
    expect(signIns).toEqual([{ created_at_ms: AFTER_MS }])
    expect(await database.query.selectFrom('refresh_tokens').selectAll().execute()).toHaveLength(3)
    expect(
      await database.query
        .selectFrom('launch_wishes')
        .select('wished_at_ms')
        .where('user_id', '=', ANA)
        .execute(),
    ).toEqual([{ wished_at_ms: AFTER_MS }])
    expect(
      await database.query
        .selectFrom('outbox')
        .select('created_at_ms')
        .where('payload', 'like', `%${ANA}%`)
        .execute(),
    ).toEqual([{ created_at_ms: AFTER_MS }])
  })

  it('leaves nothing of the people of a server but what was set up for it, and all of other servers', async () => {
    const before = await everything()
    await forgetter.guild({ guildId: FILM_CLUB, nowMs: AFTER_MS })
    const after = await everything()
    expect(without(after, [FILM_CLUB])).toMatchObject({
      ...without(before, [FILM_CLUB]),
      refresh_tokens: expect.anything(),
    })
    expect(after['refresh_tokens']).toHaveLength(2)
    const ofFilmClub = Object.entries(after).filter(([, rows]) => rows.some(row => row.includes(FILM_CLUB)))
    expect(ofFilmClub.map(([name]) => name).sort()).toEqual([
      'guild_checks',
      'guild_config_changes',
      'guild_config_imports',
      'guild_configs',
    ])
    const history = after['guild_config_changes']?.filter(row => row.includes(FILM_CLUB)) ?? []
    expect(history).toHaveLength(2)
    for (const row of history) expect(row).toContain('"user_id":null')
    expect(after['guild_configs']).toEqual(before['guild_configs'])
    expect(ended).toHaveLength(2)
  })

  it('drops in the end what was set up for a server, and keeps the number that must not fall', async () => {
    await forgetter.guild({ guildId: FILM_CLUB, nowMs: AFTER_MS })
    await forgetter.settings({ guildId: FILM_CLUB, nowMs: AFTER_MS })
    const after = await everything()
    const ofFilmClub = Object.entries(after).filter(([, rows]) => rows.some(row => row.includes(FILM_CLUB)))
    expect(ofFilmClub.map(([name]) => name)).toEqual(['guild_configs'])
    const row = await database.query
      .selectFrom('guild_configs')
      .selectAll()
      .where('guild_id', '=', FILM_CLUB)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ version: 8, overrides: '{}' })
    expect([...(await forgetter.guilds())]).toEqual([CHESS_CLUB])
  })

  it('may be done again without harm', async () => {
    for (const forget of [
      forgetAna,
      (nowMs: number) => forgetter.guild({ guildId: FILM_CLUB, nowMs }),
      (nowMs: number) => forgetter.settings({ guildId: FILM_CLUB, nowMs }),
    ]) {
      await forget(AFTER_MS)
      const once = await everything()
      // Later, too: the time from which its configuration is kept doesn't begin anew.
      await forget(AFTER_MS + 1)
      expect(await everything()).toEqual(once)
    }
  })

  it('is done as a whole or not at all', async () => {
    const before = await everything()
    const broken = createForgetter(database, [
      ...forgettingParts({ ended: ids => void ended.push(...ids) }, NO_OUTBOX),
      { tables: [], forgetUser: () => Promise.reject(new Error('away')) },
    ])
    await expect(broken.user({ userId: ANA, atMs: LEFT_AT_MS, untilMs: LEFT_AT_MS })).rejects.toThrow('away')
    expect(await everything()).toEqual(before)
    expect(ended).toEqual([])
  })
})

describe('a table that nobody is forgotten in', () => {
  it('says why', () => {
    for (const reason of Object.values(NEVER_FORGOTTEN)) expect(reason).toMatch(/\.$/)
  })
})
