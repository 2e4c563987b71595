import { EMPTY_QUEUE, openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { ANA, BEN, FILM, filmCalled, gathered } from '@kaltura-discord/shared/room/testing/stage.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RoomView } from '../../sync/roomView.ts'
import { createStore } from '../../sync/store.ts'
import type { ApiClient, RequestMore } from '../api/apiClient.ts'
import { apiError } from '../api/apiResult.ts'
import { cannotWatchOf } from './cannotWatch.ts'
import { createAccess } from './createAccess.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const VIEW: RoomView = {
  connection: 'online',
  offlineSinceMs: null,
  closing: null,
  memberId: ANA,
  room: openRoom('room', 'instance'),
  presence: {},
  pendingCommands: 0,
}
const waits = (...ids: string[]): Partial<Room> => ({
  queue: {
    ...EMPTY_QUEUE,
    items: ids.map(id => ({ id: `item ${id}`, video: filmCalled(id), by: ANA, byName: 'Ana' })),
  },
})

function rig(refusedIds: readonly string[]) {
  const view = createStore(VIEW)
  const asked: (readonly string[])[] = []
  const told: (readonly string[])[] = []
  const server = { isAway: false }
  const request: ApiClient['request'] = async (_path, schema, more: RequestMore = {}) => {
    const { entryIds } = more.body as { entryIds: string[] }
    asked.push(entryIds)
    if (server.isAway) return apiError('unavailable')
    return { ok: true, value: schema.parse({ refused: entryIds.filter(id => refusedIds.includes(id)) }) }
  }
  const access = createAccess({
    room: { view, setCannotWatch: entryIds => void told.push(entryIds) },
    api: { request },
  })
  const change = (part: Partial<Room>) =>
    view.update(before => ({ ...before, room: before.room && { ...before.room, ...part } }))
  return { access, asked, told, server, change, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

describe('createAccess', () => {
  it('asks for all of the room at once, and for each video once', async () => {
    const { asked, told, change, pass } = rig(['0_b'])
    change({ video: FILM })
    change(waits('0_a', '0_b'))
    await pass(1_000)
    expect(asked).toEqual([[FILM.entryId, '0_a', '0_b']])
    expect(told.at(-1)).toEqual(['0_b'])
    change(waits('0_b', '0_a'))
    await pass(1_000)
    expect(asked).toHaveLength(1)
    change(waits('0_a'))
    expect(told.at(-1)).toEqual([])
  })

  it('asks about the next few, and about more as they come nearer', async () => {
    const { asked, change, pass } = rig([])
    const ids = Array.from({ length: 60 }, (_, index) => `0_${index}`)
    change(waits(...ids))
    await pass(1_000)
    expect(asked.map(each => each.length)).toEqual([20])
    change(waits(...ids.slice(1)))
    await pass(1_000)
    expect(asked.at(-1)).toEqual(['0_20'])
  })

  it('takes nothing for refused while nobody knows, and asks again later', async () => {
    const { asked, told, server, change, pass } = rig(['0_a'])
    server.isAway = true
    change(waits('0_a'))
    await pass(5_000)
    expect([asked.length, told.at(-1)]).toEqual([1, []])
    server.isAway = false
    await pass(30_000)
    expect(told.at(-1)).toEqual(['0_a'])
  })
})

describe('cannotWatchOf', () => {
  it('says whom each video is refused, oneself apart', () => {
    const { room } = gathered(3)
    const sign = { state: 'inStep', errorS: 0 } as const
    const presence = {
      [ANA]: { ...sign, cannotWatch: ['0_a'] },
      [BEN]: { ...sign, cannotWatch: ['0_a', '0_b'] },
    }
    expect([...cannotWatchOf({ ...VIEW, room, presence })]).toEqual([
      ['0_a', { self: true, names: ['Person 1'] }],
      ['0_b', { self: false, names: ['Person 1'] }],
    ])
  })
})
