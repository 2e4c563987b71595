import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { beforeEach, expect, it } from 'vitest'
import type { Database } from '../platform/database/openDatabase.ts'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { createJoinLinkStore } from './joinLinkStore.ts'
import { meetingEffect } from './meetingEffects.ts'
import { newMeetingId } from './meetingId.ts'
import type { MeetingChange } from './meetingStore.ts'
import {
  BEN,
  createMeetingGround,
  GUILD,
  MADE_MS,
  type MeetingGround,
  OTHER_GUILD,
  LIVE as PLAIN,
  ROOM,
} from './testing/meetingGround.ts'

const JOINER = { userId: BEN.userId, name: BEN.displayName }

const LIVE: Meeting = {
  ...PLAIN,
  title: 'Über „Filme“ 🎬',
  description: 'a\nb',
  startedAtMs: MADE_MS + 0.25,
  room: { ...ROOM, scheduleEventId: '77' },
  version: 3,
}

const ENDED: Meeting = { ...LIVE, status: 'ended', endedAtMs: MADE_MS + 1_000, version: 4 }
const announce = meetingEffect(LIVE, { kind: 'announce', atMs: MADE_MS })
const change = (more: Partial<MeetingChange> = {}): MeetingChange => ({
  meeting: { ...LIVE, joined: LIVE.joined + 1, version: 4 },
  expectedVersion: 3,
  effects: [announce],
  joiner: null,
  nowMs: MADE_MS,
  ...more,
})

eachDatabase('meetings', open => {
  let database: Database
  let ground: MeetingGround
  beforeEach(async () => {
    database = await open()
    ground = createMeetingGround(database)
  })

  it('are read as they were written, and found by what is known of them', async () => {
    const { store, queries } = ground
    expect(await store.insert(LIVE, [announce])).toBe(true)
    expect(await store.get(LIVE.id)).toEqual(LIVE)
    expect(await queries.ofRoom(ROOM.id)).toEqual(LIVE)
    expect(await queries.ofScheduleEvent('77')).toEqual(LIVE)
    expect(await queries.open()).toEqual([LIVE])
    expect(await queries.visible(GUILD, 0, 10)).toEqual([LIVE])
    expect(await queries.visible(OTHER_GUILD, 0, 10)).toEqual([])
    expect([await queries.countOpen(GUILD), await queries.countOpen(OTHER_GUILD)]).toEqual([1, 0])
    expect(await ground.effects()).toEqual(['meeting.announce'])
  })

  it('with an id that is taken are not kept, nor is what they would have led to', async () => {
    await ground.store.insert(LIVE, [])
    expect(await ground.store.insert({ ...LIVE, title: 'Another' }, [announce])).toBe(false)
    expect(await ground.store.get(LIVE.id)).toEqual(LIVE)
    expect(await ground.effects()).toEqual([])
  })

  it('take of two changes at once the one, and with it what it leads to (MT2)', async () => {
    const other = createMeetingGround(await open())
    await ground.store.insert(LIVE, [])
    const committed = await Promise.all([ground.store.commit(change()), other.store.commit(change())])
    expect(committed.toSorted()).toEqual([false, true])
    expect((await ground.store.get(LIVE.id))?.version).toBe(4)
    expect(await ground.effects()).toEqual(['meeting.announce'])
  })

  it('count whoever comes twice at once as one', async () => {
    const other = createMeetingGround(await open())
    await ground.store.insert(LIVE, [])
    const enter = ({ change: decide, store }: MeetingGround) =>
      decide(LIVE.id, async () => {
        const isFirstTime = !(await store.hasJoined(LIVE.id, BEN.userId))
        const command = { type: 'enter' as const, isHost: true, isFirstTime }
        return isFirstTime ? { command, joiner: JOINER } : { command }
      })
    await Promise.all([ground, other, ground, other].map(enter))
    expect((await ground.store.get(LIVE.id))?.joined).toBe(1)
    expect(await ground.queries.namesOf(LIVE.id, 8)).toEqual(['Ben'])
    expect((await ground.effects()).filter(kind => kind === 'meeting.joined')).toHaveLength(1)
  })

  it('that many change at once take every change (MT2)', async () => {
    const other = createMeetingGround(await open())
    await ground.store.insert(LIVE, [])
    const everybody = Array.from({ length: 30 }, (_, index) => `15000000000000000${index + 10}`)
    const outcomes = await Promise.all(
      everybody.map((userId, index) =>
        (index % 2 ? ground : other).change(LIVE.id, () => ({
          command: { type: 'enter', isHost: true, isFirstTime: true },
          joiner: { userId, name: 'Somebody' },
        })),
      ),
    )
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([])
    expect((await ground.store.get(LIVE.id))?.joined).toBe(30)
  })

  it('take all their links back in the instant in which they end (MT3)', async () => {
    const links = createJoinLinkStore(database)
    await ground.store.insert(LIVE, [])
    await ground.store.insert({ ...LIVE, id: 'an0ther000' }, [])
    for (const [meetingId, tokenHash] of [
      [LIVE.id, 'a'],
      ['an0ther000', 'b'],
    ] as const)
      await links.add(
        { meetingId, tokenHash, guildId: GUILD, userId: BEN.userId, name: 'Ben', expiresAtMs: MADE_MS + 1 },
        4,
      )
    expect(await ground.store.commit(change({ meeting: ENDED, expectedVersion: 9 }))).toBe(false)
    expect(await links.openable('a', MADE_MS)).not.toBeNull()
    expect(await ground.store.commit(change({ meeting: ENDED }))).toBe(true)
    expect(await links.openable('a', MADE_MS)).toBeNull()
    expect(await links.openable('b', MADE_MS)).not.toBeNull()
  })

  it('that are over are listed for a while, awaited for their recording, and gone in the end', async () => {
    const { store, queries } = ground
    await store.insert(ENDED, [])
    await store.insert(
      { ...ENDED, id: 'ear1yer000', endedAtMs: MADE_MS, recording: { state: 'off', entryId: null } },
      [],
    )
    const shown = await queries.visible(GUILD, MADE_MS - 1, 10)
    expect(shown.map(({ id }) => id)).toEqual([LIVE.id, 'ear1yer000'])
    expect(await queries.visible(GUILD, MADE_MS - 1, 1)).toHaveLength(1)
    expect(await queries.visible(GUILD, MADE_MS, 10)).toHaveLength(1)
    await store.removeEndedBefore(MADE_MS + 1)
    expect(await store.get('ear1yer000')).toBeNull()
    expect(await store.get(LIVE.id)).toEqual(ENDED)
  })

  it('leave nothing when they are removed', async () => {
    await ground.store.insert(LIVE, [])
    await ground.store.commit(change({ joiner: JOINER }))
    await ground.store.remove(LIVE.id)
    expect(await ground.store.get(LIVE.id)).toBeNull()
    expect(await ground.store.hasJoined(LIVE.id, BEN.userId)).toBe(false)
  })

  it('have ids that nobody has to spell out and that differ', () => {
    const ids = Array.from({ length: 1_000 }, newMeetingId)
    for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/)
    expect(new Set(ids).size).toBe(1_000)
  })
})
