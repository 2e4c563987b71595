import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { beforeEach, expect, it } from 'vitest'
import { createForgetter, type Forgetter } from '../platform/database/forgetting.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { createMeetingsForgetting } from './forgetting.ts'
import { createJoinLinkStore } from './joinLinkStore.ts'
import {
  ANA,
  BEN,
  createMeetingGround,
  GUILD,
  LIVE,
  type MeetingGround,
  OTHER_GUILD,
  ROOM,
} from './testing/meetingGround.ts'

const LEFT_AT_MS = 1_790_000_100_000
const BEFORE_MS = LEFT_AT_MS - 1_000
const BENS = { id: BEN.userId, name: BEN.displayName }

let database: Database
let ground: MeetingGround
let forgetter: Forgetter

async function keep(id: string, more: Partial<Meeting> = {}): Promise<Meeting> {
  const meeting: Meeting = { ...LIVE, id, room: { ...ROOM, id: `1_${id}` }, createdAtMs: BEFORE_MS, ...more }
  await ground.store.insert(meeting, [])
  const links = createJoinLinkStore(database)
  for (const { userId, displayName: name } of [ANA, BEN]) {
    await database.query
      .insertInto('meeting_joins')
      .values({ meeting_id: id, user_id: userId, name, first_at_ms: BEFORE_MS })
      .execute()
    const tokenHash = `${id} ${userId}`
    await links.add(
      { meetingId: id, guildId: meeting.guildId, userId, name, tokenHash, expiresAtMs: LEFT_AT_MS },
      4,
    )
  }
  return meeting
}

async function everything(): Promise<string> {
  const tables = ['meetings', 'meeting_joins', 'join_links', 'outbox'] as const
  const rows = await Promise.all(tables.map(name => database.query.selectFrom(name).selectAll().execute()))
  return JSON.stringify(rows)
}

const forgetAna = () => forgetter.user({ userId: ANA.userId, atMs: LEFT_AT_MS, untilMs: LEFT_AT_MS })

eachDatabase('forgetting meetings', open => {
  beforeEach(async () => {
    database = await open()
    ground = createMeetingGround(database)
    forgetter = createForgetter(database, [createMeetingsForgetting(ground.outbox)])
  })

  it('leaves nothing of whoever has left, and their meetings to the others (MT10)', async () => {
    const live = await keep('m000000001')
    const bens = await keep('m000000002', {
      owner: BENS,
      status: 'ended',
      endedAtMs: BEFORE_MS,
      endedBy: ANA.userId,
    })
    await forgetAna()
    expect(await everything()).not.toMatch(new RegExp(`${ANA.userId}|Ana`))
    const nobody = { ...live, owner: { id: '0', name: '' }, version: 2 }
    expect(await ground.store.get(live.id)).toEqual(nobody)
    expect(await ground.store.get(bens.id)).toEqual({ ...bens, endedBy: null, version: 2 })
    expect(await ground.queries.namesOf(live.id, 8)).toEqual(['Ben'])
    const once = await everything()
    await forgetAna()
    expect(await everything()).toBe(once)
  })

  it('leaves alone what they have begun since they came back', async () => {
    const later = await keep('m000000001', { createdAtMs: LEFT_AT_MS + 1 })
    await forgetAna()
    expect(await ground.store.get(later.id)).toEqual(later)
  })

  it('leaves nothing of a server, here or at Kaltura, but for what was recorded there (MT10)', async () => {
    await keep('m000000001')
    await keep('m000000002', { status: 'ended', endedAtMs: BEFORE_MS })
    await keep('m000000003', { status: 'scheduled', plannedAtMs: LEFT_AT_MS, startedAtMs: null })
    const others = await keep('m000000004', { guildId: OTHER_GUILD })
    expect(await forgetter.guilds()).toEqual(new Set([GUILD, OTHER_GUILD]))
    await forgetter.guild({ guildId: GUILD, nowMs: LEFT_AT_MS })
    expect(await everything()).not.toContain(GUILD)
    expect(await forgetter.guilds()).toEqual(new Set([OTHER_GUILD]))
    expect(await ground.store.get(others.id)).toEqual(others)
    expect(await ground.queries.namesOf(others.id, 8)).toEqual(['Ana', 'Ben'])
    const kept = await database.query.selectFrom('outbox').select(['kind', 'payload', 'guild_id']).execute()
    // Twice: what was made a moment ago may not be in Kaltura's lists yet.
    expect(kept.map(({ payload }) => payload).toSorted()).toEqual([
      '{"meetingId":"m000000001"}',
      '{"meetingId":"m000000001"}',
      '{"meetingId":"m000000003"}',
      '{"meetingId":"m000000003"}',
    ])
    for (const row of kept) expect(row).toMatchObject({ kind: 'meeting.remove', guild_id: null })
  })
})
