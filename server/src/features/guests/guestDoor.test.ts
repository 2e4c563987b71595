import { randomBytes, randomUUID } from 'node:crypto'
import { openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { beforeEach, expect, it } from 'vitest'
import type { Database } from '../../platform/database/openDatabase.ts'
import { succeed } from '../../platform/result.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createGuestDoor, type GuestDoor } from './guestDoor.ts'
import { GUESTS_ALONE_MS } from './guestLimits.ts'
import { createGuestRooms } from './guestRooms.ts'
import { createGuestStore } from './guestStore.ts'
import { GuestWatch } from './guestWatch.ts'
import { createRoomLinkStore } from './roomLinkStore.ts'
import { createRoomLinks, type RoomLinks } from './roomLinks.ts'
import { createVisits, type Visits } from './visits.ts'

const GUILD = '1200000000000000001'
const CHANNEL = '1300000000000000001'
const ANA = { userId: '1400000000000000001', displayName: 'Ana', instanceId: 'i-1', guildId: GUILD }

let database: Database
let nowMs: number
let allowed: boolean
let byName: boolean
let rooms: Map<string, Room>
let connected: { instanceId: string }[]
let ended: string[]
let opened: number
let links: RoomLinks
let door: GuestDoor
let visits: Visits
let watch: GuestWatch

const roomWith = (instanceId: string, ...members: readonly { id: string; guest: boolean }[]): Room => ({
  ...openRoom(randomUUID(), instanceId),
  members: members.map(({ id, guest }) => ({
    id,
    displayName: `Person ${id}`,
    avatarUrl: null,
    guest,
    outside: false,
    apart: false,
    joinedAtMs: 0,
    stalled: false,
    ignoreWait: false,
    waitedAtMs: [],
  })),
})

const codeOf = (answer: Awaited<ReturnType<GuestDoor['enter']>>) => (answer.ok ? 'in' : answer.error.code)
const enter = async (token: string, name = `Guest ${opened}`) =>
  codeOf(await door.enter(token, { kind: 'name', name }))

async function linkFor(maxUses = 1): Promise<{ id: string; token: string }> {
  const made = await links.make(ANA, { maxUses, lifetimeS: 3_600 })
  if (!made.ok) throw new Error(made.error.message)
  return { id: made.value.link.id, token: made.value.url.slice(-43) }
}

const featuresOf = async () => ({ browserGuests: allowed, namedGuests: byName })

function build(): void {
  const clock = { nowMs: () => nowMs }
  const store = createRoomLinkStore(database)
  const loadRoom = async (instanceId: string) => rooms.get(instanceId) ?? null
  const guestRooms = createGuestRooms({
    loadRoom,
    instancesOf: () => [...rooms.keys()],
    askChannel: async () => CHANNEL,
    discord: { guildName: async () => succeed('Film Club'), channels: async () => succeed([]) },
    clock,
  })
  visits = createVisits({
    guests: createGuestStore(database),
    signIns: { end: async id => void ended.push(id) },
    clock,
  })
  links = createRoomLinks({
    links: store,
    visits,
    isHere: async () => true,
    guestsAllowed: async () => allowed,
    mayRevokeAll: async () => false,
    channelOf: guestRooms.channelOf,
    clock,
    newId: randomUUID,
    publicUrl: 'https://watch.example.org',
  })
  door = createGuestDoor({
    links: store,
    visits,
    rooms: guestRooms,
    signIns: {
      open: async () => ({
        signInId: `sign-in-${++opened}`,
        tokens: { accessToken: 'a', refreshToken: 'r', expiresAt: new Date(nowMs).toISOString() },
      }),
    },
    featuresOf,
    nameInServer: async () => null,
    clock,
  })
  watch = new GuestWatch({
    visits,
    rooms: () => connected,
    isAttended: guestRooms.isAttended,
    featuresOf,
    clock,
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  })
}

eachDatabase('a link into a room', open => {
  beforeEach(async () => {
    database = await open()
    nowMs = 1_800_000_000_000
    allowed = true
    byName = true
    connected = [{ instanceId: 'i-1' }]
    rooms = new Map([['i-1', roomWith('i-1', { id: ANA.userId, guest: false })]])
    ended = []
    opened = 0
    build()
  })

  it('lets nobody in of a thousand who come late, twice, after it was taken back, or guess', async () => {
    const used = await linkFor()
    expect(await enter(used.token)).toBe('in')
    const revoked = await linkFor(25)
    await links.revoke(ANA, revoked.id)
    const late = await linkFor(25)
    nowMs += 3_600_000
    const answers = new Map<string, number>()
    for (let round = 0; round < 1_000; round++) {
      const token = [used.token, revoked.token, late.token, randomBytes(32).toString('base64url')][round % 4]
      const code = await enter(token ?? '')
      answers.set(code, (answers.get(code) ?? 0) + 1)
    }
    expect([...answers.keys()].sort()).toEqual(['link_expired', 'link_revoked', 'link_spent'])
    expect(opened).toBe(1)
  })

  it('lets in as many as it says of those who come at the same moment, and no more', async () => {
    const { token } = await linkFor(5)
    const codes = await Promise.all(Array.from({ length: 40 }, (_, n) => enter(token, `Guest ${n}`)))
    expect(codes.filter(code => code === 'in')).toHaveLength(5)
    expect(new Set(codes)).toEqual(new Set(['in', 'link_used']))
  })

  it('ends the stays that came of it, and of no other', async () => {
    const [one, other] = [await linkFor(2), await linkFor(2)]
    for (const { token } of [one, other, one]) await enter(token)
    await links.revoke(ANA, one.id)
    expect(ended).toEqual(['sign-in-1', 'sign-in-3'])
    expect(await visits.whyEnded('sign-in-1')).toBe('revoked')
    expect(await visits.whyEnded('sign-in-2')).toBeNull()
  })

  it('is not spent by a name that isn’t taken', async () => {
    const { token } = await linkFor()
    for (const name of ['', `Person ${ANA.userId}`, 'x'.repeat(33)])
      expect(['invalid_request', 'name_taken']).toContain(await enter(token, name))
    expect(await enter(token, 'Nora')).toBe('in')
  })

  it('leads to the next Activity in that channel, and nowhere while only guests are there', async () => {
    const { token } = await linkFor(5)
    rooms = new Map([['i-1', roomWith('i-1', { id: '01', guest: true })]])
    expect(await enter(token)).toBe('room_empty')
    rooms.set('i-2', roomWith('i-2', { id: ANA.userId, guest: false }))
    const entered = await door.enter(token, { kind: 'name', name: 'Nora' })
    expect(entered).toMatchObject({ ok: true, value: { instance: { id: 'i-2' }, library: false } })
  })

  it('shows out guests whom everybody from Discord has left, after a while', async () => {
    await enter((await linkFor()).token)
    rooms.set('i-1', roomWith('i-1', { id: '01', guest: true }))
    await watch.look()
    nowMs += GUESTS_ALONE_MS - 1
    await watch.look()
    expect(ended).toEqual([])
    nowMs += 1
    await watch.look()
    expect(await visits.whyEnded('sign-in-1')).toBe('alone')
    expect(ended).toEqual(['sign-in-1'])
  })

  it('begins to count anew when somebody comes back', async () => {
    await enter((await linkFor()).token)
    const attended = rooms.get('i-1')
    rooms.set('i-1', roomWith('i-1', { id: '01', guest: true }))
    await watch.look()
    nowMs += GUESTS_ALONE_MS - 1
    if (attended) rooms.set('i-1', attended)
    await watch.look()
    rooms.set('i-1', roomWith('i-1', { id: '01', guest: true }))
    nowMs += GUESTS_ALONE_MS - 1
    await watch.look()
    expect(ended).toEqual([])
  })

  it('shows guests out when their time is over, or the server wants none any more', async () => {
    await enter((await linkFor()).token)
    nowMs += 3_600_000
    await watch.look()
    expect(await visits.whyEnded('sign-in-1')).toBe('expired')
    await enter((await linkFor()).token)
    allowed = false
    await watch.look()
    expect(await visits.whyEnded('sign-in-2')).toBe('off')
  })

  it('ends the stays of those as well who aren’t connected when the server wants none any more', async () => {
    await enter((await linkFor()).token)
    connected = []
    await watch.look()
    expect(ended).toEqual([])
    allowed = false
    await watch.look()
    expect(ended).toEqual(['sign-in-1'])
  })

  it('shows out those alone who gave a name where the server wants no names any more', async () => {
    const { token } = await linkFor(2)
    await enter(token)
    const person = { userId: '1400000000000000002', displayName: 'Ben', avatarUrl: null }
    await door.enter(token, { kind: 'person', person })
    byName = false
    await watch.look()
    expect(ended).toEqual(['sign-in-1'])
    expect(await visits.whyEnded('sign-in-1')).toBe('off')
  })
})
