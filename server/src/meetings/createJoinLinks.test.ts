import { hash, randomBytes } from 'node:crypto'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { beforeEach, expect, it } from 'vitest'
import { MEMBER_FRESH_MS } from '../guilds/members.ts'
import type { RoomProvider } from '../kaltura/rooms/roomProvider.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import { fail, type Result } from '../platform/result.ts'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { createJoinLinks, JOIN_SESSION_MS, MAX_UNOPENED_LINKS } from './createJoinLinks.ts'
import { createJoinLinkStore } from './joinLinkStore.ts'
import { type JoinLinks, LINK_MS } from './joinLinks.ts'
import type { MeetingActor } from './meetings.ts'
import { asGuest, asModerator, type Club, createClub, placeOf } from './testing/club.ts'
import {
  ANA,
  BEN,
  createMeetingGround,
  GUILD,
  LIVE,
  type MeetingGround,
  OTHER_GUILD,
  READY_ROOMS,
  ROOM,
} from './testing/meetingGround.ts'

const CLEO: MeetingActor = { userId: '1400000000000000003', displayName: 'Cleo', role: 'moderator' }
const PUBLIC_URL = 'https://kaltura.example.com'
const ATTEMPTS = 1_000

let database: Database
let ground: MeetingGround
let club: Club
let links: JoinLinks
let meeting: Meeting
let serial = 0

const linksWith = (rooms: Partial<RoomProvider>): JoinLinks =>
  createJoinLinks({
    ...ground,
    links: createJoinLinkStore(database),
    meetings: ground.store,
    permissions: club.permissions,
    rooms: { ...READY_ROOMS, ...rooms },
    publicUrl: PUBLIC_URL,
  })

async function begin(more: Partial<Meeting> = {}): Promise<Meeting> {
  const made: Meeting = {
    ...LIVE,
    id: `m${String(++serial).padStart(9, '0')}`,
    startedAtMs: ground.clock.now,
    room: { ...ROOM, id: `1_room${serial}` },
    createdAtMs: ground.clock.now,
    ...more,
  }
  await ground.store.insert(made, [])
  return made
}

const end = () =>
  ground.change(meeting.id, () => ({ command: { type: 'end', by: ANA.userId, reason: 'ended' } }))

function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)

async function mint(actor: MeetingActor, meetingId = meeting.id): Promise<string> {
  const { url } = given(await links.mint(GUILD, meetingId, actor))
  return url.slice(`${PUBLIC_URL}/join/`.length)
}

const openAs = async (actor: MeetingActor) => given(await links.open(await mint(actor))).session

eachDatabase('personal links', open => {
  beforeEach(async () => {
    database = await open()
    ground = createMeetingGround(database)
    club = createClub(ground.clock)
    club.roles.set(placeOf(GUILD, ANA.userId), asGuest)
    club.roles.set(placeOf(GUILD, BEN.userId), asGuest)
    club.roles.set(placeOf(GUILD, CLEO.userId), asModerator)
    links = linksWith(READY_ROOMS)
    meeting = await begin()
  })

  it('lead one person into one meeting (MT7)', async () => {
    const link = given(await links.mint(GUILD, meeting.id, BEN))
    expect(link).toMatchObject({ expiresAtMs: ground.clock.now + LINK_MS, meeting: { id: meeting.id } })
    expect(link.url).toMatch(/^https:\/\/kaltura\.example\.com\/join\/[\w-]{43}$/)
    const { session, visitor } = given(await links.open(link.url.slice(-43)))
    expect(visitor).toEqual({
      meetingId: meeting.id,
      guildId: GUILD,
      actor: { ...BEN, role: 'viewer' },
      isHost: false,
    })
    expect(given(await links.visitor(session)).visitor).toEqual(visitor)
    const dump = JSON.stringify(await database.query.selectFrom('join_links').selectAll().execute())
    expect(dump).not.toContain(link.url.slice(-43))
    expect(dump).not.toContain(session)
  })

  it('make hosts of the owner and of those who moderate (MT4)', async () => {
    for (const [actor, isHost] of [
      [ANA, true],
      [BEN, false],
      [CLEO, true],
    ] as const)
      expect(given(await links.visitor(await openAs(actor))).visitor.isHost).toBe(isHost)
  })

  it(`that are opened twice, late, by somebody else or by guessing are refused, ${ATTEMPTS} times of ${ATTEMPTS} (MT7)`, async () => {
    const outcomes: string[] = []
    const attempt = async (...tries: Promise<Result<unknown>>[]) => {
      for (const tried of await Promise.all(tries)) outcomes.push(codeOf(tried))
    }
    const sessions: string[] = []
    while (outcomes.length < ATTEMPTS) {
      meeting = await begin()
      // Again, and by several at once, of whom one is let in.
      const token = await mint(BEN)
      const racing = await Promise.all([1, 2, 3, 4].map(() => links.open(token)))
      const opened = racing.flatMap(each => (each.ok ? [each.value] : []))
      expect(opened).toHaveLength(1)
      const session = opened[0]?.session ?? ''
      sessions.push(session)
      outcomes.push(...racing.filter(({ ok }) => !ok).map(codeOf))
      await attempt(links.open(token), links.open(token))
      // What opens one door opens no other.
      await attempt(links.open(session), links.visitor(token), links.enter(token))
      await attempt(links.open(hash('sha256', token)), links.visitor(hash('sha256', session)))
      await attempt(...mutationsOf(session).map(links.visitor), ...mutationsOf(session).map(links.enter))
      // Guessed, or nearly right.
      const unopened = await mint(BEN)
      await attempt(...mutationsOf(unopened).map(links.open))
      // Somebody of another server has no say in it.
      club.roles.set(placeOf(OTHER_GUILD, CLEO.userId), asModerator)
      await attempt(links.mint(OTHER_GUILD, meeting.id, CLEO))
      // Whoever has lost the role, or has left, since they asked for it; it doesn't come back with the role.
      for (const now of [[], undefined]) {
        const theirs = await mint(BEN)
        if (now) club.roles.set(placeOf(GUILD, BEN.userId), now)
        else club.roles.delete(placeOf(GUILD, BEN.userId))
        ground.clock.now += MEMBER_FRESH_MS + 1
        await attempt(links.open(theirs), links.enter(session))
        club.roles.set(placeOf(GUILD, BEN.userId), asGuest)
        ground.clock.now += MEMBER_FRESH_MS + 1
        await attempt(links.open(theirs))
      }
      // Too many, too late, and of what is over.
      const many: string[] = []
      for (let made = 0; made < MAX_UNOPENED_LINKS + 2; made++) {
        ground.clock.now += 1
        many.push(await mint(BEN))
      }
      await attempt(...many.slice(0, 2).map(links.open))
      const late = await mint(CLEO)
      ground.clock.now += LINK_MS
      await attempt(links.open(late), ...many.map(links.open))
      const last = await mint(ANA)
      await end()
      await attempt(links.open(last), links.visitor(session), links.enter(session))
    }
    expect(outcomes.length).toBeGreaterThanOrEqual(ATTEMPTS)
    expect(outcomes.filter(code => code === 'ok')).toEqual([])
    expect(new Set(outcomes)).toEqual(
      new Set(['link_spent', 'unauthenticated', 'forbidden', 'meeting_not_found']),
    )
    expect(new Set(sessions).size).toBe(sessions.length)
  }, 30_000)

  it('that nobody could say of whether they still hold can be opened later (MT7)', async () => {
    const token = await mint(BEN)
    club.isAway = true
    expect(codeOf(await links.open(token))).toBe('discord_unavailable')
    club.isAway = false
    expect(codeOf(await links.open(token))).toBe('ok')
  })

  it('are there for meetings that can be joined, or soon', async () => {
    const plannedAtMs = ground.clock.now + 20 * 60_000
    const soon = await begin({ status: 'scheduled', plannedAtMs, startedAtMs: null })
    const early = await links.mint(GUILD, soon.id, ANA)
    expect(early).toMatchObject({ error: { code: 'meeting_not_open', retryAfterS: 300 } })
    ground.clock.now += 300_000
    expect(codeOf(await links.mint(GUILD, soon.id, BEN))).toBe('ok')
    for (const status of ['preparing', 'withdrawn'] as const) {
      const { id } = await begin({ status, room: null })
      expect(codeOf(await links.mint(GUILD, id, ANA))).toBe('meeting_not_found')
    }
    await end()
    expect(codeOf(await links.mint(GUILD, meeting.id, ANA))).toBe('meeting_ended')
    expect(codeOf(await links.mint(GUILD, 'K7F29X3QAB', ANA))).toBe('meeting_not_found')
  })

  it('lead to a page that waits for the host, and then into the room (MT4)', async () => {
    const ben = await openAs(BEN)
    expect(codeOf(await links.enter(ben))).toBe('waiting_for_host')
    expect(given(await links.enter(await openAs(ANA))).meeting.openedAtMs).toBe(ground.clock.now)
    const entered = given(await links.enter(ben))
    expect(entered.launchUrl).toBe(`https://kaf.example/${meeting.room?.id}?user=${BEN.userId}`)
    expect(entered.meeting.joined).toBe(2)
    // Whoever comes back, or with another link, isn't somebody new.
    await links.enter(ben)
    await links.enter(await openAs(BEN))
    expect((await ground.store.get(meeting.id))?.joined).toBe(2)
    expect((await ground.effects()).filter(kind => kind === 'meeting.joined')).toHaveLength(2)
    expect(await ground.queries.namesOf(meeting.id, 8)).toEqual(expect.arrayContaining(['Ana', 'Ben']))
  })

  it('let a host open what is planned, and nobody else before', async () => {
    const plannedAtMs = ground.clock.now + 5 * 60_000
    meeting = await begin({ status: 'scheduled', plannedAtMs, startedAtMs: null, waitForHost: false })
    const ben = await openAs(BEN)
    expect(codeOf(await links.enter(ben))).toBe('waiting_for_host')
    expect(given(await links.enter(await openAs(CLEO))).meeting.status).toBe('live')
    expect(codeOf(await links.enter(ben))).toBe('ok')
  })

  it('change nothing when Kaltura gives no way in', async () => {
    const before = await ground.store.get(meeting.id)
    const silent = linksWith({ launchUrl: async () => fail('kaltura_unavailable', 'Away.') })
    expect(codeOf(await silent.enter(await openAs(ANA)))).toBe('kaltura_unavailable')
    expect(await ground.store.get(meeting.id)).toEqual(before)
    expect(await ground.effects()).toEqual([])
  })

  it('lead into no room that is made in another way than rooms are now', async () => {
    const others = linksWith({ kind: 'schedule' })
    expect(codeOf(await others.enter(await openAs(ANA)))).toBe('kaltura_unavailable')
  })

  it('give no way into what has ended while Kaltura was asked (MT3)', async () => {
    const slow = linksWith({
      async launchUrl(...asked) {
        await end()
        return READY_ROOMS.launchUrl(...asked)
      },
    })
    expect(codeOf(await slow.enter(await openAs(ANA)))).toBe('meeting_ended')
  })

  it('and what came of them are gone when they are over (MT3)', async () => {
    const session = await openAs(ANA)
    await mint(ANA)
    ground.clock.now += JOIN_SESSION_MS
    expect(codeOf(await links.visitor(session))).toBe('unauthenticated')
    await links.removeExpired()
    expect(await database.query.selectFrom('join_links').selectAll().execute()).toEqual([])
  })
})

/** What somebody may try who has nearly the right one, or none. */
function mutationsOf(secret: string): readonly string[] {
  const at = Math.floor(Math.random() * secret.length)
  const other = secret[at] === 'A' ? 'B' : 'A'
  return [
    `${secret.slice(0, at)}${other}${secret.slice(at + 1)}`,
    // The last letter holds two bits that decoding would leave out.
    `${secret.slice(0, -1)}${secret.endsWith('_') ? '-' : '_'}`,
    secret.slice(0, -1),
    `${secret}A`,
    `${secret}=`,
    ` ${secret}`,
    `${secret}\n`,
    `${secret}\0`,
    secret.split('').reverse().join(''),
    `${secret}%`,
    secret.replace(/./, '_'),
    randomBytes(32).toString('base64url'),
    randomBytes(32).toString('hex'),
    "' OR '1'='1",
    '',
  ].filter(each => each !== secret)
}
