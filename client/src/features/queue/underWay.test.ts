import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import { ANA, BEN } from '@kaltura-discord/shared/room/testing/stage.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createControl } from '../control/createControl.ts'
import { createTestRoom } from '../control/testing/createTestRoom.ts'
import { createNotices } from '../room/createNotices.ts'
import { createQueueModel } from './createQueueModel.ts'
import { createUnderWay, runUnderWay, SLOW_AFTER_MS } from './underWay.ts'

describe('an adding', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is shown once it takes a while, with how far it is, and not after its end', async () => {
    const shown = createUnderWay()
    const end = Promise.withResolvers<string>()
    const running = runUnderWay(shown, (_signal, onProgress) => {
      onProgress({ done: 50, total: 120 })
      return end.promise
    })
    await vi.advanceTimersByTimeAsync(SLOW_AFTER_MS - 1)
    expect(shown.get()).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect(shown.get()).toMatchObject({ done: 50, total: 120 })
    end.resolve('done')
    expect(await running).toBe('done')
    expect(shown.get()).toBeNull()
  })

  it('stays in sight while another one that was begun before comes to its end', async () => {
    const shown = createUnderWay()
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const earlier = runUnderWay(shown, (_signal, onProgress) => {
      onProgress({ done: 0, total: 1 })
      return first.promise
    })
    const later = runUnderWay(shown, (_signal, onProgress) => {
      onProgress({ done: 0, total: 50 })
      return second.promise
    })
    await vi.advanceTimersByTimeAsync(SLOW_AFTER_MS)
    first.resolve()
    await earlier
    expect(shown.get()).toMatchObject({ total: 50 })
    second.resolve()
    await later
    expect(shown.get()).toBeNull()
  })

  it('is stopped by whoever has begun it', async () => {
    const shown = createUnderWay()
    const stopped = runUnderWay(
      shown,
      signal => new Promise(resolve => signal.addEventListener('abort', () => resolve('stopped'))),
    )
    await vi.advanceTimersByTimeAsync(SLOW_AFTER_MS)
    shown.get()?.cancel()
    expect(await stopped).toBe('stopped')
  })
})

describe('what was stopped while the server was asked', () => {
  function queueOf(room: ReturnType<typeof createTestRoom>, memberId: string, before = () => {}) {
    const page = room.clientOf(memberId)
    const client: typeof page = {
      ...page,
      send(command) {
        if (command.type === 'queue.add') before()
        return page.send(command)
      },
    }
    const notices = createNotices()
    const control = createControl({ room: client, notices })
    return createQueueModel({
      room: client,
      control,
      notices,
      api: { request: () => Promise.reject(new Error('asked')) },
      partnerId: 1,
    })
  }
  const waiting = ({ stage }: ReturnType<typeof createTestRoom>) =>
    stage.room.queue.items.map(({ video }) => video.entryId)

  it('is taken out again, and nothing else', async () => {
    const room = createTestRoom(2)
    room.run(BEN, { type: 'queue.add', entryIds: ['0_bens'], where: 'last' })
    await queueOf(room, ANA).add(['0_a', '0_b'], 'last', AbortSignal.abort())
    expect(waiting(room)).toEqual(['0_bens'])
    expect(room.stage.room.video).not.toBeNull()
  })

  it('is neither on nor waits where nothing was on', async () => {
    const room = createTestRoom(2)
    room.run(ANA, { type: 'video.clear' })
    await queueOf(room, ANA).add(['0_a', '0_b'], 'last', AbortSignal.abort())
    expect([room.stage.room.video, waiting(room)]).toEqual([null, []])
  })

  it('leaves what the same person has put on just before', async () => {
    const room = createTestRoom(2)
    room.run(ANA, { type: 'video.clear' })
    const queue = queueOf(room, ANA)
    await queue.add(['0_first'], 'last')
    await queue.add(['0_a'], 'last', AbortSignal.abort())
    expect([room.stage.room.video?.entryId, waiting(room)]).toEqual(['0_first', []])
  })

  it.each([
    ['where nothing was on', { type: 'video.clear' }, ['0_first', []]],
    ['behind what is on', { type: 'playback.pause' }, ['0_film', ['0_first']]],
  ] as const)(
    'leaves what the same person had added before, and the library told of later, %s',
    async (_where, first, left) => {
      const room = createTestRoom(2)
      room.run(ANA, first)
      const earlier: MemberCommand = { type: 'queue.add', entryIds: ['0_first'], where: 'last' }
      const queue = queueOf(room, ANA, () => room.run(ANA, earlier))
      await queue.add(['0_a', '0_b'], 'last', AbortSignal.abort())
      expect([room.stage.room.video?.entryId, waiting(room)]).toEqual(left)
    },
  )

  it('is no suggestion any more from whoever may only suggest', async () => {
    const room = createTestRoom(2)
    room.run(ANA, { type: 'control.setMode', mode: 'host' })
    await queueOf(room, BEN).add(['0_a'], 'last', AbortSignal.abort())
    expect(room.stage.room.queue.suggestions).toEqual([])
  })

  it('stays where nobody has stopped it', async () => {
    const room = createTestRoom(2)
    await queueOf(room, ANA).add(['0_a'], 'last', new AbortController().signal)
    expect(waiting(room)).toEqual(['0_a'])
  })
})
