import { randomUUID } from 'node:crypto'
import type { RoomCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { Welcome } from '@kaltura-discord/shared/protocol/frames.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { KEPT_FOR_MS } from '@kaltura-discord/shared/room/limits.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import { expect, it } from 'vitest'
import { createForgetter } from '../platform/database/forgetting.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import { fail, succeed } from '../platform/result.ts'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { roomsForgetting } from './forgetting.ts'
import { createRoomService } from './roomService.ts'
import { createSqlRoomStore } from './sqlRoomStore.ts'

const ANA = '1400000000000000001'
const BEN = '1400000000000000002'
const GUILD = '1200000000000000001'

/** Activities of a channel, one after the other; what is after the slash of their id is the channel. */
function rig(database: Database) {
  const store = createSqlRoomStore(database)
  const library = { gone: new Set<string>(), isAway: false }
  const clock = { atMs: 1_800_000_000_000, nowMs: () => clock.atMs }
  const service = createRoomService({
    store,
    clock,
    newId: randomUUID,
    broadcast(room) {
      if (room.members.length === 0) service.forget(room.instanceId)
    },
    leadMs: () => 200,
    placeOf: async instanceId => `${GUILD}/${instanceId.split('/')[1]}`,
    async lookUpVideo(entryId) {
      if (library.isAway) return fail('kaltura_unavailable', 'Away.')
      return library.gone.has(entryId)
        ? fail('video_not_found', 'Not there.')
        : succeed({ entryId, name: entryId, kind: 'vod', durationS: 60, dvrWindowS: null })
    },
  })
  async function run(instanceId: string, command: RoomCommand, actorId: string | null = ANA): Promise<Room> {
    const ack = await service.execute({ instanceId, actorId, commandId: randomUUID(), command })
    expect(ack).toMatchObject({ ok: true })
    const room = await store.load(instanceId)
    if (!room) throw new Error('no room')
    return room
  }
  const come = (instanceId: string, who = ANA) =>
    run(instanceId, { type: 'room.join', displayName: who === ANA ? 'Ana' : 'Ben', avatarUrl: null }, who)
  const leave = (instanceId: string, memberId = ANA) =>
    run(instanceId, { type: 'room.leave', memberId, reason: 'left' }, null)
  /** Ana watches the first to half a minute, the others wait, and she leaves. */
  async function anEvening(instanceId: string, ...entryIds: string[]): Promise<void> {
    await come(instanceId)
    await run(instanceId, { type: 'queue.add', entryIds, where: 'last' })
    await run(instanceId, { type: 'playback.pause' })
    await run(instanceId, { type: 'playback.seek', positionS: 30 })
    await leave(instanceId)
  }
  /** What somebody is told who comes there now. */
  async function told(instanceId: string, seesLibrary: boolean): Promise<Welcome[]> {
    const welcomes: Welcome[] = []
    const greeting = { instanceId, memberId: BEN, hello: { protocol: PROTOCOL_VERSION }, seesLibrary }
    await service.greet(greeting, welcome => welcomes.push(welcome))
    return welcomes
  }
  return { database, store, library, clock, run, come, leave, anEvening, told }
}

const waiting = (room: Room) => room.queue.items.map(({ video }) => video.entryId)

eachDatabase('what a room has kept', open => {
  it('QU10 is offered to the next room of the same channel, for a day', async () => {
    const { anEvening, come, clock } = rig(await open())
    await anEvening('one/movies', '0_a', '0_b', '0_c')
    const keptAtMs = clock.atMs
    clock.atMs += KEPT_FOR_MS
    const { offer } = await come('two/movies')
    expect(offer).toMatchObject({ video: { entryId: '0_a' }, positionS: 30, keptAtMs })
    expect(offer?.items.map(({ video }) => video.entryId)).toEqual(['0_b', '0_c'])
    expect((await come('three/games')).offer).toBeNull()
    clock.atMs += 1
    expect((await come('four/movies')).offer).toBeNull()
  })

  it('QU10 is of the last room that had anything', async () => {
    const { anEvening, come, leave, clock } = rig(await open())
    await anEvening('one/movies', '0_a')
    clock.atMs += 1_000
    await come('two/movies')
    await leave('two/movies')
    expect((await come('three/movies')).offer?.video?.entryId).toBe('0_a')
    clock.atMs += 1_000
    await anEvening('four/movies', '0_z')
    expect((await come('five/movies')).offer?.video?.entryId).toBe('0_z')
  })

  it('QU10 is not told to those who may not look into the library', async () => {
    const { anEvening, come, told } = rig(await open())
    await anEvening('one/movies', '0_a', '0_b')
    await come('two/movies')
    expect(JSON.stringify(await told('two/movies', true))).toContain('0_b')
    expect(await told('two/movies', false)).toMatchObject([{ state: { room: { offer: null } } }])
    expect(JSON.stringify(await told('two/movies', false))).not.toMatch(/0_[ab]/)
  })

  it('QU12 is offered to nobody once it has been taken, or declined', async () => {
    const { anEvening, come, run } = rig(await open())
    for (const type of ['queue.restore', 'queue.declineOffer'] as const) {
      await anEvening(`one ${type}/${type}`, '0_a', '0_b')
      await come(`two ${type}/${type}`)
      const room = await run(`two ${type}/${type}`, { type })
      expect([room.offer, waiting(room)]).toEqual([null, type === 'queue.restore' ? ['0_b'] : []])
      expect((await come(`three ${type}/${type}`)).offer).toBeNull()
    }
  })

  it('QU12 is offered to the next room again once it was taken, and that was taken back', async () => {
    const { anEvening, come, leave, run, told, clock } = rig(await open())
    await anEvening('one/movies', '0_a', '0_b')
    const takeBack = async (instanceId: string) => {
      const { undo } = await run(instanceId, { type: 'queue.restore' })
      return run(instanceId, { type: 'room.undo', actId: undo?.id ?? '' })
    }
    for (const instanceId of ['two/movies', 'three/movies']) {
      expect((await come(instanceId)).offer?.video?.entryId).toBe('0_a')
      expect((await takeBack(instanceId)).offer?.items).toHaveLength(1)
      await leave(instanceId)
    }
    await come('four/movies')
    await run('four/movies', { type: 'queue.restore' })
    // What could be taken back names it, too.
    expect(JSON.stringify(await told('four/movies', false))).not.toContain('"offer":{')
    await run('four/movies', { type: 'queue.clear' })
    await run('four/movies', { type: 'video.clear' })
    await leave('four/movies')
    expect((await come('five/movies')).offer).toBeNull()
    await leave('five/movies')
    clock.atMs += KEPT_FOR_MS + 1
    expect((await come('six/movies')).offer).toBeNull()
  })

  it('QU11 comes back without what has left the library, as it was where the library is away', async () => {
    const { anEvening, come, run, library } = rig(await open())
    await anEvening('one/movies', '0_a', '0_b', '0_c')
    await come('two/movies')
    library.gone = new Set(['0_b'])
    expect(waiting(await run('two/movies', { type: 'queue.restore' }))).toEqual(['0_c'])
    await anEvening('one/games', '0_a', '0_c', '0_d')
    await come('two/games')
    library.isAway = true
    expect(waiting(await run('two/games', { type: 'queue.restore' }))).toEqual(['0_c', '0_d'])
  })

  it('says nobody’s name any more once they want to be forgotten, and nothing of a server that is gone', async () => {
    const { anEvening, come, leave, run, database, clock, store } = rig(await open())
    await anEvening('one/movies', '0_a', '0_b')
    await come('one/movies', BEN)
    await run('one/movies', { type: 'queue.add', entryIds: ['0_c'], where: 'last' }, BEN)
    await leave('one/movies', BEN)
    const forgetter = createForgetter(database, [roomsForgetting])
    await forgetter.user({ userId: ANA, atMs: clock.atMs, untilMs: clock.atMs })
    const kept = await store.load('one/movies')
    expect(kept?.queue.items.map(({ byName }) => byName)).toEqual(['', 'Ben'])
    expect(JSON.stringify([kept, await store.eventsSince(kept?.id ?? '', 0)])).not.toContain(ANA)
    expect(kept?.seq).toBeGreaterThan(0)
    await forgetter.guild({ guildId: GUILD, nowMs: clock.atMs })
    expect(await store.load('one/movies')).toBeNull()
  })
})
