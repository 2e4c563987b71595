import { randomUUID } from 'node:crypto'
import type { RoomCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import { COMMENT_RATE, MAX_COMMENTS } from '@kaltura-discord/shared/room/limits.ts'
import { expect, it } from 'vitest'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import { createForgetter } from '../../platform/database/forgetting.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import { fail, succeed } from '../../platform/result.ts'
import { createRoomService } from '../../rooms/roomService.ts'
import { createSqlRoomStore } from '../../rooms/sqlRoomStore.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createCommentStore } from './commentStore.ts'
import { createCommentSource } from './createCommentSource.ts'
import { commentsForgetting } from './forgetting.ts'

const person = (index: number) => String(1_400_000_000_000_000_001n + BigInt(index))
const [ANA, BEN, CLEO] = [person(0), person(1), person(2)]
const GUEST = '0123456789'
const FILM_CLUB = '1200000000000000001'
const CHESS_CLUB = '1200000000000000002'
const FILM = '0_film'

const pin = (text = 'Look at that', positionS = 12.5) =>
  ({ type: 'comment.pin', entryId: FILM, positionS, text }) as const

/** Activities of two servers on one database; Ben moderates. */
function rig(database: Database) {
  const clock = { atMs: 1_800_000_000_000, nowMs: () => clock.atMs }
  const discord = { isAway: false, asked: 0 }
  const store = createSqlRoomStore(database)
  const comments = createCommentStore(database)
  const heard: CommittedEvent[] = []
  const permissions: GuildPermissions = {
    async require({ guildId, userId }) {
      discord.asked++
      if (discord.isAway) return fail('discord_unavailable', 'Away.')
      if (userId !== BEN) return fail('forbidden', 'No moderator.')
      const member = { guildId, userId, isOwner: false, isAdministrator: false, roles: [] }
      return succeed({ member, role: 'moderator' })
    },
  }
  const newService = () =>
    createRoomService({
      store,
      clock,
      newId: randomUUID,
      comments: createCommentSource({ store: comments, permissions, clock }),
      broadcast: (_room, events) => void heard.push(...events),
      leadMs: () => 200,
      lookUpVideo: async entryId =>
        succeed({ entryId, name: entryId, kind: 'vod', durationS: 600, dvrWindowS: null }),
    })
  const services = new Map<string, ReturnType<typeof newService>>()
  /** What is before the slash of an instance's id is its server. */
  const guildOf = (instanceId: string) => (instanceId.startsWith('chess') ? CHESS_CLUB : FILM_CLUB)
  async function run(
    actorId: string,
    command: RoomCommand,
    { instanceId = 'film/1', commandId = randomUUID() as string } = {},
  ) {
    const service = services.get(instanceId) ?? newService()
    services.set(instanceId, service)
    const guildId = instanceId.startsWith('call') ? null : guildOf(instanceId)
    return service.execute({ instanceId, actorId, guildId, commandId, command })
  }
  async function come(actorId: string, instanceId = 'film/1'): Promise<void> {
    await run(
      actorId,
      { type: 'room.join', displayName: `Name of ${actorId}`, avatarUrl: null },
      { instanceId },
    )
    await run(actorId, { type: 'video.watch', entryId: FILM, onlyIfIdle: true }, { instanceId })
  }
  const all = (guildId = FILM_CLUB) =>
    comments.list({ guildId, entryId: FILM, after: null, limit: 2 * MAX_COMMENTS })
  const idOf = async (text: string) => (await all()).find(each => each.text === text)?.id ?? ''
  const events = async () => {
    const rows = await database.query.selectFrom('room_events').select('event').execute()
    return rows.map(row => row.event).join('\n')
  }
  return { clock, discord, comments, store, heard, services, newService, run, come, all, idOf, events }
}

async function fill(database: Database, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `kept-${String(index).padStart(4, '0')}`,
    guild_id: FILM_CLUB,
    entry_id: FILM,
    position_ms: (index % 7) * 1000,
    user_id: CLEO,
    display_name: 'Cleo',
    avatar_url: null,
    text: 'Earlier',
    created_at_ms: 1_700_000_000_000,
    command_id: `earlier-${index}`,
    room_id: 'earlier',
    room_seq: index,
    removed_at_ms: null,
    removed_by: null,
  }))
  for (let from = 0; from < rows.length; from += 200)
    await database.query
      .insertInto('comments')
      .values(rows.slice(from, from + 200))
      .execute()
}

eachDatabase('comments', open => {
  it('CM1 CM5 a hundred at the same moment are all kept, each once, and everybody is told of each once', async () => {
    const { run, come, all, heard } = rig(await open())
    const people = Array.from({ length: 99 }, (_, index) => person(index))
    for (const each of people) await come(each)
    const commandIds = people.map(() => randomUUID())
    const texts = people.map((_, index) => `Number ${index}`)
    const pinAll = () =>
      Promise.all(
        people.map((each, index) =>
          run(each, pin(texts[index], index), { commandId: commandIds[index] ?? '' }),
        ),
      )
    expect((await pinAll()).every(({ ok }) => ok)).toBe(true)
    // Answers get lost, and then all is sent again.
    expect((await pinAll()).every(({ ok }) => ok)).toBe(true)
    expect((await all()).map(({ text }) => text)).toEqual(texts)
    const told = heard.flatMap(({ event }) => (event.type === 'comment.pinned' ? event.comment : []))
    expect(told.toSorted((one, other) => one.positionS - other.positionS)).toEqual(await all())
  })

  it('CM5 a command that is sent again long after pins nothing, also where its room has forgotten it', async () => {
    const { run, come, all, store } = rig(await open())
    await come(ANA)
    await run(ANA, pin(), { commandId: 'the same' })
    const room = await store.load('film/1')
    if (!room) throw new Error('no room')
    const forgetful = { ...room, recentCommandIds: [], seq: room.seq + 1 }
    await store.commit({
      room: forgetful,
      events: [
        { seq: room.seq + 1, atMs: 1, commandId: 'x', event: { type: 'member.stalled', memberId: ANA } },
      ],
      expectedSeq: room.seq,
      nowMs: 1,
    })
    expect(await run(ANA, pin(), { commandId: 'the same' })).toMatchObject({ ok: true })
    expect(await all()).toHaveLength(1)
    // Somebody else’s command of that name is another one.
    await come(BEN)
    expect(await run(BEN, pin('Mine'), { commandId: 'the same' })).toMatchObject({ ok: true })
    expect(await all()).toHaveLength(2)
  })

  it('CM8 are there for who comes later, in any room of the server, and in no other', async () => {
    const { run, come, all } = rig(await open())
    await come(ANA)
    await run(ANA, pin('Later', 30))
    await come(BEN, 'film/2')
    await run(BEN, pin('Sooner', 10), { instanceId: 'film/2' })
    await come(ANA, 'chess/1')
    await run(ANA, pin('Elsewhere'), { instanceId: 'chess/1' })
    expect((await all()).map(({ text }) => text)).toEqual(['Sooner', 'Later'])
    expect((await all(CHESS_CLUB)).map(({ text }) => text)).toEqual(['Elsewhere'])
    await come(ANA, 'call/1')
    expect(await run(ANA, pin(), { instanceId: 'call/1' })).toMatchObject({ error: { code: 'comments_off' } })
  })

  it('CM4 one more than a server keeps is refused, also when two come at once; removing one makes room', async () => {
    const database = await open()
    const { run, come, comments, discord } = rig(database)
    await fill(database, MAX_COMMENTS - 1)
    await come(ANA)
    await come(BEN)
    const answers = await Promise.all([run(ANA, pin()), run(BEN, pin())])
    expect(answers.map(each => (each.ok ? 'ok' : each.error.code)).sort()).toEqual(['comments_full', 'ok'])
    expect(await comments.count(FILM_CLUB, FILM)).toBe(MAX_COMMENTS)
    expect(await run(BEN, { type: 'comment.remove', commentId: 'kept-0007' })).toMatchObject({ ok: true })
    expect(discord.asked).toBe(1)
    expect(await run(BEN, pin())).toMatchObject({ ok: true })
    const restore = { type: 'comment.restore', commentId: 'kept-0007' } as const
    expect(await run(BEN, restore)).toMatchObject({ error: { code: 'comments_full' } })
    expect(await comments.count(FILM_CLUB, FILM)).toBe(MAX_COMMENTS)
  })

  it('CM4 somebody who says a lot waits, in whichever room, and removing doesn’t help (ASVS 2.4.1)', async () => {
    const { run, come, clock, idOf } = rig(await open())
    await come(ANA)
    await come(ANA, 'film/2')
    for (let count = 0; count < COMMENT_RATE.times; count++) await run(ANA, pin(`${count}`))
    await run(ANA, { type: 'comment.remove', commentId: await idOf('0') })
    const refused = { error: { code: 'rate_limited', retryAfterS: COMMENT_RATE.windowMs / 1000 } }
    expect(await run(ANA, pin(), { instanceId: 'film/2' })).toMatchObject(refused)
    clock.atMs += COMMENT_RATE.windowMs
    expect(await run(ANA, pin(), { instanceId: 'film/2' })).toMatchObject({ ok: true })
  })

  it('CM6 CM7 are removed by their writer and by moderators of their server alone, and come back (ASVS 8.2.2)', async () => {
    const { run, come, all, idOf, discord } = rig(await open())
    for (const each of [ANA, BEN, CLEO]) await come(each)
    await run(ANA, pin('Of Ana'))
    const commentId = await idOf('Of Ana')
    const remove = { type: 'comment.remove', commentId } as const
    expect(await run(CLEO, remove)).toMatchObject({ error: { code: 'forbidden' } })
    // Nor is Discord asked about guests by name, whom it doesn’t know.
    const asked = discord.asked
    await come(GUEST)
    expect(await run(GUEST, remove)).toMatchObject({ error: { code: 'forbidden' } })
    expect(discord.asked).toBe(asked)
    discord.isAway = true
    expect(await run(BEN, remove)).toMatchObject({ error: { code: 'discord_unavailable' } })
    expect(await all()).toHaveLength(1)
    // Of one’s own, Discord isn’t asked.
    expect(await run(ANA, remove)).toMatchObject({ ok: true })
    expect(await all()).toHaveLength(0)
    expect(await run(BEN, { ...remove, type: 'comment.restore' })).toMatchObject({
      error: { code: 'too_late' },
    })
    expect(await run(ANA, { ...remove, type: 'comment.restore' })).toMatchObject({ ok: true })
    discord.isAway = false
    await come(BEN, 'chess/1')
    expect(await run(BEN, remove, { instanceId: 'chess/1' })).toMatchObject({ ok: true })
    expect(await all()).toHaveLength(1)
    expect(await run(BEN, remove)).toMatchObject({ ok: true })
    expect(await all()).toHaveLength(0)
  })

  it('CM9 of what was removed nothing is left after a while, also not in what rooms remember', async () => {
    const { run, come, all, idOf, clock, comments, events } = rig(await open())
    await come(ANA)
    await run(ANA, pin('A secret'))
    await run(ANA, pin('No secret'))
    await run(ANA, { type: 'comment.remove', commentId: await idOf('A secret') })
    await comments.dropRemovedBefore(clock.atMs)
    expect(await events()).toContain('A secret')
    await comments.dropRemovedBefore(clock.atMs + 1)
    expect(await events()).not.toContain('A secret')
    expect(await events()).toContain('No secret')
    expect((await all()).map(({ text }) => text)).toEqual(['No secret'])
  })

  it('CM9 go with who has said them, and with the server', async () => {
    const database = await open()
    const { run, come, all, events, clock } = rig(database)
    const forgetter = createForgetter(database, [commentsForgetting])
    await come(ANA)
    await come(BEN)
    await run(ANA, pin('Of Ana'))
    await run(BEN, pin('Of Ben'))
    await forgetter.user({ userId: ANA, atMs: clock.atMs, untilMs: clock.atMs })
    expect((await all()).map(({ text }) => text)).toEqual(['Of Ben'])
    expect(await events()).not.toContain('Of Ana')
    expect(await events()).toContain('Of Ben')
    await forgetter.guild({ guildId: FILM_CLUB, nowMs: clock.atMs })
    expect(await all()).toEqual([])
    expect(await events()).not.toContain('Of Ben')
  })

  it('CM9 who comes back to a room that has forgotten words gets it whole', async () => {
    const database = await open()
    const { run, come, clock, newService, store } = rig(database)
    await come(ANA)
    const before = await store.load('film/1')
    await run(ANA, pin('Of Ana'))
    await run(ANA, { type: 'playback.setRate', rate: 2 })
    const forgetter = createForgetter(database, [commentsForgetting])
    await forgetter.user({ userId: ANA, atMs: clock.atMs, untilMs: clock.atMs })
    const kinds: string[] = []
    const hello = { protocol: 3, roomId: before?.id ?? '', lastSeq: before?.seq ?? 0 }
    await newService().greet({ instanceId: 'film/1', memberId: ANA, seesLibrary: true, hello }, ({ state }) =>
      kinds.push(state.kind),
    )
    expect(kinds).toEqual(['snapshot'])
  })

  it('are listed by their moments, a page at a time, none twice and none left out', async () => {
    const database = await open()
    const { comments } = rig(database)
    await fill(database, 100)
    const seen: string[] = []
    let after: { positionMs: number; id: string } | null = null
    for (let page = 0; page < 9; page++) {
      const found = await comments.list({ guildId: FILM_CLUB, entryId: FILM, after, limit: 13 })
      seen.push(...found.map(({ id }) => id))
      const last = found.at(-1)
      if (last) after = { positionMs: last.positionS * 1000, id: last.id }
    }
    expect(new Set(seen).size).toBe(100)
    expect(seen).toHaveLength(100)
  })
})
