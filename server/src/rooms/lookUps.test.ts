import { randomUUID } from 'node:crypto'
import type { MemberCommand, RoomCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import { nextDeadline } from '@kaltura-discord/shared/room/decideWait.ts'
import { MAX_ADDED, MAX_QUEUE, UP_NEXT_MS } from '@kaltura-discord/shared/room/limits.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail, succeed } from '../platform/result.ts'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { createMemoryRoomStore } from './memoryRoomStore.ts'
import { restoreRoom } from './restoreRoom.ts'
import { createRoomService } from './roomService.ts'
import type { RoomStore } from './roomStore.ts'
import { createSqlRoomStore } from './sqlRoomStore.ts'

const DURATION_S = 60
const instanceId = 'instance-1'
const summary = (entryId: string, name = entryId) =>
  ({ entryId, name, kind: 'vod', durationS: DURATION_S, dvrWindowS: null }) as const

afterEach(() => void vi.useRealTimers())

/** A room with Ana in it, and a library that can be taken away. */
async function rig(store: RoomStore = createMemoryRoomStore(), nameOf?: (entryId: string) => string) {
  const library = {
    gone: new Set<string>(),
    isAway: false,
    slow: Promise.resolve(),
    asked: [] as string[],
    most: 0,
  }
  let nowMs = 1_000
  let under = 0
  const service = createRoomService({
    store,
    clock: { nowMs: () => nowMs },
    newId: randomUUID,
    broadcast() {},
    leadMs: () => 200,
    async lookUpVideo(entryId) {
      library.asked.push(entryId)
      library.most = Math.max(library.most, ++under)
      await library.slow
      under--
      if (library.isAway) return fail('kaltura_unavailable', 'Away.')
      return library.gone.has(entryId)
        ? fail('video_not_found', 'Not there.')
        : succeed(summary(entryId, nameOf?.(entryId)))
    },
  })
  const run = (command: RoomCommand, commandId: string = randomUUID(), actorId = '1') =>
    service.execute({
      instanceId,
      actorId: command.type === 'room.tick' || command.type === 'room.leave' ? null : actorId,
      commandId,
      command,
    })
  const runAs = (actorId: string, command: RoomCommand) => run(command, randomUUID(), actorId)
  const room = async (): Promise<Room> => {
    const stored = await store.load(instanceId)
    if (!stored) throw new Error('no room')
    return stored
  }
  await run({ type: 'room.join', displayName: 'Ana', avatarUrl: null })
  return {
    library,
    run,
    runAs,
    room,
    /** The video that is on, to its end, and until the next one is due. */
    async seeOut(): Promise<void> {
      for (const ms of [13_000, DURATION_S * 1_000 + 1_000, UP_NEXT_MS]) {
        nowMs += ms
        await run({ type: 'room.tick' })
      }
    },
  }
}

const adding = (entryIds: string[]): MemberCommand => ({ type: 'queue.add', entryIds, where: 'last' })
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `0_${index}`)
const queued = ({ queue }: Room) => queue.items.map(({ video }) => video.entryId)

describe('adding to the queue', () => {
  it('QU2 asks for each video once, for some at the same time', async () => {
    const { library, run, room } = await rig()
    const entryIds = [...numbered(MAX_ADDED - 2), '0_0', '0_1']
    expect(await run(adding(entryIds))).toMatchObject({ ok: true })
    expect(queued(await room())).toEqual(entryIds.slice(1))
    expect(library.asked).toHaveLength(MAX_ADDED - 2)
    expect(library.most).toBe(8)
  })

  it('QU2 names the one that is not there, and adds none', async () => {
    const { library, run, room } = await rig()
    library.gone.add('0_7')
    expect(await run(adding(numbered(20)))).toMatchObject({
      ok: false,
      error: { code: 'video_not_found', field: 'command.entryIds.7' },
    })
    expect(await room()).toMatchObject({ seq: 2, video: null, queue: { items: [] } })
  })

  it('QU2 answers what is sent again from memory, although the library is away by now', async () => {
    const { library, run, room } = await rig()
    const first = await run(adding(['0_0', '0_1']), 'add')
    library.isAway = true
    expect(await run(adding(['0_0', '0_1']), 'add')).toEqual(first)
    expect(queued(await room())).toEqual(['0_1'])
  })

  it('QU2 holds nobody up while the library is slow, not even who adds', async () => {
    const { library, run, room } = await rig()
    await run(adding(['0_0']))
    const slow = Promise.withResolvers<void>()
    library.slow = slow.promise
    const added = run(adding(numbered(MAX_ADDED)))
    const cleared = run({ type: 'queue.clear' })
    expect(await run({ type: 'playback.pause' })).toMatchObject({ ok: true })
    expect((await room()).playback.mode).toBe('paused')
    slow.resolve()
    expect(await Promise.all([added, cleared])).toMatchObject([{ ok: true }, { ok: true }])
    expect(queued(await room())).toEqual([])
  })
})

describe('what comes next', () => {
  it('QU8 is looked up first: what has gone is passed over', async () => {
    const { library, run, room, seeOut } = await rig()
    await run(adding(numbered(4)))
    library.gone = new Set(['0_1', '0_2'])
    await seeOut()
    expect(await room()).toMatchObject({ video: { entryId: '0_3' }, queue: { items: [] } })
  })

  it('QU8 never sticks, however many have gone', async () => {
    const { library, run, room, seeOut } = await rig()
    await run(adding(numbered(MAX_ADDED)))
    library.gone = new Set(numbered(MAX_ADDED))
    await seeOut()
    let ticks = 0
    while (nextDeadline(await room()) !== null && ++ticks < MAX_ADDED) await run({ type: 'room.tick' })
    expect(ticks).toBeLessThan(MAX_ADDED / 4)
    expect(await room()).toMatchObject({ video: { entryId: '0_0' }, playback: { mode: 'ended' } })
    expect((await room()).queue.items).toEqual([])
  })

  it('QU8 goes on although the library does not answer', async () => {
    const { library, run, room, seeOut } = await rig()
    await run(adding(numbered(2)))
    library.isAway = true
    await seeOut()
    expect((await room()).video).toEqual(summary('0_1'))
    expect(await run({ type: 'queue.next', afterId: null })).toMatchObject({ ok: true })
  })

  it('QU8 does not wait for a library that is slow', async () => {
    const { library, run, room } = await rig()
    await run(adding(numbered(2)))
    library.slow = new Promise(() => {})
    vi.useFakeTimers()
    const skipped = run({ type: 'queue.next', afterId: (await room()).queue.current?.id ?? null })
    await vi.advanceTimersByTimeAsync(1_999)
    expect((await room()).video?.entryId).toBe('0_0')
    await vi.advanceTimersByTimeAsync(1)
    expect(await skipped).toMatchObject({ ok: true })
    expect((await room()).video?.entryId).toBe('0_1')
  })

  it('QU8 is asked for only when it is about to come', async () => {
    const { library, run } = await rig()
    await run(adding(numbered(3)))
    const before = library.asked.length
    await run({ type: 'room.tick' })
    await run({ type: 'queue.shuffle' })
    await run({ type: 'playback.pause' })
    expect(library.asked).toHaveLength(before)
  })

  it('QU5 does not come by itself after the server has been away for long', async () => {
    const { run, room } = await rig()
    await run(adding(numbered(2)))
    const now = await room()
    const counting: Room = {
      ...now,
      playback: { mode: 'ended', positionS: DURATION_S, rate: 1 },
      queue: { ...now.queue, upNextAtMs: 100_000 },
    }
    expect(restoreRoom(counting, 98_000, 101_000)).toEqual({ ok: true, events: [] })
    expect(restoreRoom(counting, 98_000, 198_000)).toEqual({
      ok: true,
      events: [{ type: 'queue.upNext', atMs: null, by: null }],
    })
  })
})

describe('what is voted on', () => {
  const choosing = (entryId: string): MemberCommand => ({
    type: 'vote.start',
    what: { kind: 'choose', entryId },
  })

  async function voting() {
    const opened = await rig()
    await opened.runAs('2', { type: 'room.join', displayName: 'Ben', avatarUrl: null })
    await opened.run({ type: 'control.setMode', mode: 'vote' })
    const cast = async (yes: boolean) => {
      const ballotId = (await opened.room()).control.ballot?.id ?? 'none'
      return opened.run({ type: 'vote.cast', ballotId, yes })
    }
    return { ...opened, cast }
  }

  it('CT9 is looked up when somebody asks for it, and again when it passes', async () => {
    const { library, runAs, room, cast } = await voting()
    library.gone.add('0_gone')
    expect(await runAs('2', choosing('0_gone'))).toMatchObject({ error: { code: 'video_not_found' } })
    await runAs('2', choosing('0_choice'))
    library.asked.length = 0
    await cast(true)
    expect(library.asked).toEqual(['0_choice'])
    expect((await room()).video).toEqual(summary('0_choice'))
  })

  it('CT9 comes to nothing where it has left the library meanwhile', async () => {
    const { library, runAs, room, cast } = await voting()
    await runAs('2', choosing('0_choice'))
    library.gone.add('0_choice')
    expect(await cast(true)).toMatchObject({ ok: true })
    expect(await room()).toMatchObject({ video: null, control: { ballot: null } })
  })

  it.each([
    ['leaves', opened => opened.run({ type: 'room.leave', memberId: '3', reason: 'left' })],
    ['goes to watch on their own', opened => opened.runAs('3', { type: 'member.setApart', apart: true })],
  ] satisfies [string, (opened: Awaited<ReturnType<typeof voting>>) => Promise<unknown>][])(
    'CT9 is looked up again where it passes because somebody %s',
    async (_what, go) => {
      const opened = await voting()
      const { library, run, runAs, room } = opened
      for (const id of ['3', '4']) await runAs(id, { type: 'room.join', displayName: id, avatarUrl: null })
      await run({ type: 'video.watch', entryId: '0_on' })
      await runAs('2', choosing('0_choice'))
      await opened.cast(true)
      library.asked.length = 0
      library.gone.add('0_choice')
      await go(opened)
      expect(library.asked).toEqual(['0_choice'])
      expect(await room()).toMatchObject({
        video: { entryId: '0_on' },
        control: { ballot: null, lostVotes: [] },
      })
    },
  )

  it('CT9 leaves nobody out who comes back while it is looked up because they have left', async () => {
    const opened = await voting()
    const { library, run, runAs, room } = opened
    const coming: RoomCommand = { type: 'room.join', displayName: 'Cleo', avatarUrl: null }
    await runAs('3', coming)
    await runAs('4', { type: 'room.join', displayName: 'Dan', avatarUrl: null })
    await runAs('2', choosing('0_choice'))
    await opened.cast(true)
    const { promise, resolve } = Promise.withResolvers<void>()
    library.slow = promise
    const leaving = run({ type: 'room.leave', memberId: '3', reason: 'left' })
    const back = runAs('3', coming)
    resolve()
    await Promise.all([leaving, back])
    expect((await room()).members.map(({ id }) => id)).toContain('3')
  })

  it('CT9 to skip passes over what has left the library', async () => {
    const { library, run, runAs, room, cast } = await voting()
    await run(adding(numbered(3)))
    library.gone.add('0_1')
    const afterId = (await room()).queue.current?.id ?? null
    await runAs('2', { type: 'vote.start', what: { kind: 'skip', afterId } })
    await cast(true)
    expect((await room()).video).toEqual(summary('0_2'))
  })

  it('CT9 is not looked up for who is against it, and CT12 what is suggested is looked up', async () => {
    const { library, runAs, cast } = await voting()
    await runAs('2', choosing('0_choice'))
    library.asked.length = 0
    await cast(false)
    expect(library.asked).toEqual([])
    library.gone.add('0_b')
    const suggestion: MemberCommand = { type: 'queue.suggest', entryIds: ['0_a', '0_b'] }
    expect(await runAs('2', suggestion)).toMatchObject({
      error: { code: 'video_not_found', field: 'command.entryIds.1' },
    })
  })

  it('CT11 tells whoever starts it again how long to wait', async () => {
    const { runAs, cast } = await voting()
    await runAs('2', choosing('0_choice'))
    await cast(false)
    expect(await runAs('2', choosing('0_choice'))).toMatchObject({
      error: { code: 'rate_limited', retryAfterS: 30 },
    })
  })
})

describe('what comes back, or is let in, by somebody', () => {
  it('UD1 is not what has left the library meanwhile', async () => {
    const { library, run, room } = await rig()
    await run({ type: 'video.watch', entryId: '0_first' })
    await run({ type: 'video.watch', entryId: '0_second' })
    library.gone.add('0_first')
    const undo = { type: 'room.undo', actId: (await room()).undo?.id ?? '' } as const
    expect(await run(undo)).toMatchObject({ error: { code: 'video_not_found' } })
    expect(await room()).toMatchObject({ video: { entryId: '0_second' }, undo: { kind: 'putOn' } })
    library.gone.clear()
    expect(await run(undo)).toMatchObject({ ok: true })
    expect(await room()).toMatchObject({ video: { entryId: '0_first' }, undo: null })
  })

  it('CT12 is not a suggestion that has left it', async () => {
    const { library, run, runAs, room } = await rig()
    await runAs('2', { type: 'room.join', displayName: 'Ben', avatarUrl: null })
    await run({ type: 'control.setMode', mode: 'host' })
    await runAs('2', { type: 'queue.suggest', entryIds: ['0_a'] })
    library.gone.add('0_a')
    const itemId = (await room()).queue.suggestions[0]?.id ?? ''
    expect(await run({ type: 'queue.accept', itemId, where: 'last' })).toMatchObject({
      error: { code: 'video_not_found' },
    })
    expect(await room()).toMatchObject({ video: null, queue: { suggestions: [{ id: itemId }] } })
  })
})

eachDatabase('the longest queue', open => {
  it('QU6 is kept, with the longest names there are', async () => {
    const store = createSqlRoomStore(await open())
    const { run, room } = await rig(store, () => '🎬'.repeat(500))
    await run({ type: 'video.watch', entryId: '0_on' })
    for (let times = 0; times < MAX_QUEUE / MAX_ADDED; times++)
      expect(await run(adding(numbered(MAX_ADDED)))).toMatchObject({ ok: true })
    expect((await room()).queue.items).toHaveLength(MAX_QUEUE)
    expect(await run(adding(['0_0']))).toMatchObject({ ok: false, error: { code: 'queue_full' } })
    await run({ type: 'room.leave', memberId: '1', reason: 'left' })
    expect(await room()).toMatchObject({ members: [], queue: { items: { length: MAX_QUEUE } } })
    await store.removeEmptyBefore(1_000)
    expect((await room()).queue.items).toHaveLength(MAX_QUEUE)
  })
})
