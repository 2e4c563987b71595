import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import type { PageChange } from './pageLifecycle.ts'
import { createRoomClient } from './roomClient.ts'
import { createFakeTimers } from './testing/fakeTimers.ts'
import { createSocketPair } from './testing/socketPair.ts'

const roomAt = (seq: number, id = 'room'): Room => ({ ...openRoom(id, 'instance'), seq })
const cleared = (seq: number): CommittedEvent => ({
  seq,
  atMs: 0,
  commandId: `c${seq}`,
  event: { type: 'video.cleared', by: '1' },
})

function createRig() {
  const timers = createFakeTimers()
  const { server, open } = createSocketPair(timers)
  const pageListeners = new Set<(change: PageChange) => void>()
  const asked: boolean[] = []
  const problems: string[] = []
  let ids = 0
  const client = createRoomClient({
    getToken: fresh => {
      asked.push(fresh)
      return Promise.resolve(`token-${asked.length}`)
    },
    openSocket: open,
    timers,
    lifecycle: {
      hidden: () => false,
      subscribe: listener => {
        pageListeners.add(listener)
        return () => pageListeners.delete(listener)
      },
    },
    newId: () => `command-${++ids}`,
    onProblem: problem => problems.push(problem),
  })
  const welcome = async (state: object): Promise<unknown> => {
    await timers.advance(20)
    const hello = server.take('hello')[0]
    hello?.acknowledge({ ok: true, welcome: { memberId: '1', roomId: 'room', state } })
    await timers.advance(20)
    return hello?.frame
  }
  return {
    client,
    server,
    timers,
    asked,
    problems,
    welcome,
    join: () => welcome({ kind: 'snapshot', room: roomAt(3) }),
    change: (change: PageChange) => {
      for (const listener of pageListeners) listener(change)
    },
    view: () => client.view.get(),
  }
}

describe('entering the room', () => {
  it('says hello with nothing, takes the snapshot and is online', async () => {
    const rig = createRig()
    expect(rig.view().connection).toBe('connecting')
    expect(await rig.join()).toEqual({ protocol: PROTOCOL_VERSION })
    expect(rig.view()).toMatchObject({
      connection: 'online',
      memberId: '1',
      room: { seq: 3 },
      offlineSinceMs: null,
    })
  })

  it('asks what time it is, several times in a row', async () => {
    const rig = createRig()
    await rig.timers.advance(600)
    const probes = rig.server.take('clock')
    expect(probes.length).toBeGreaterThanOrEqual(8)
    expect(rig.client.clockErrorMs()).toBe(Number.POSITIVE_INFINITY)
    probes[0]?.acknowledge({ sentMs: 0, receivedMs: 1, repliedMs: 1 })
    await rig.timers.advance(20)
    expect(rig.client.clockErrorMs()).toBe(Number.POSITIVE_INFINITY)
  })

  it('knows the room’s time from an answer', async () => {
    const rig = createRig()
    await rig.timers.advance(11)
    const sentMs = 1005
    rig.server.take('clock')[0]?.acknowledge({ sentMs, receivedMs: 50_000, repliedMs: 50_006 })
    await rig.timers.advance(100)
    expect(rig.client.clockErrorMs()).toBeLessThan(10)
    expect(rig.client.roomNowMs()).toBeCloseTo(50_000 + rig.timers.nowMs() - sentMs, -2)
  })

  it('is closed for good when its version is no longer served', async () => {
    const rig = createRig()
    await rig.timers.advance(20)
    const error = { code: 'protocol_unsupported', message: 'Load the page again.' }
    rig.server.take('hello')[0]?.acknowledge({ ok: false, error })
    await rig.timers.advance(20)
    expect(rig.view()).toMatchObject({ connection: 'closed', closing: 'protocol' })
  })

  it('comes again later when the room is full', async () => {
    const rig = createRig()
    await rig.timers.advance(20)
    const error = { code: 'room_full', message: 'Full.', retryAfterS: 2 }
    rig.server.take('hello')[0]?.acknowledge({ ok: false, error })
    await rig.timers.advance(1900)
    expect(rig.server.connections).toBe(1)
    await rig.timers.advance(200)
    expect(rig.server.connections).toBe(2)
  })
})

describe('following the room', () => {
  it('takes each event once and tells of it after the view has it', async () => {
    const rig = createRig()
    await rig.join()
    const told: number[] = []
    rig.client.onEvent(event => {
      expect(rig.view().room?.seq).toBeGreaterThanOrEqual(event.seq)
      told.push(event.seq)
    })
    rig.server.send('events', { roomId: 'room', events: [cleared(4)] })
    rig.server.send('events', { roomId: 'room', events: [cleared(4), cleared(5)] })
    await rig.timers.advance(20)
    expect(told).toEqual([4, 5])
  })

  it('heals a gap with the tail', async () => {
    const rig = createRig()
    await rig.join()
    rig.server.send('events', { roomId: 'room', events: [cleared(6)] })
    const hello = await rig.welcome({ kind: 'tail', events: [cleared(4), cleared(5), cleared(6)] })
    expect(hello).toEqual({ protocol: PROTOCOL_VERSION, roomId: 'room', lastSeq: 3 })
    expect(rig.view().room?.seq).toBe(6)
  })

  it('drops what does not fit its schema and says so', async () => {
    const rig = createRig()
    await rig.join()
    rig.server.send('events', { roomId: 'room', events: [{ ...cleared(4), event: { type: 'made.up' } }] })
    rig.server.send('presence', 'nonsense')
    await rig.timers.advance(20)
    expect(rig.problems).toHaveLength(2)
    expect(rig.view()).toMatchObject({ connection: 'online', room: { seq: 3 } })
  })

  it('shows how the others are doing', async () => {
    const rig = createRig()
    await rig.join()
    const members = { '2': { state: 'buffering', errorS: null } }
    rig.server.send('presence', { members })
    await rig.timers.advance(20)
    expect(rig.view().presence).toEqual(members)
  })
})

describe('a line that breaks', () => {
  it('keeps the room, comes back by itself and asks for what it missed', async () => {
    const rig = createRig()
    await rig.join()
    rig.server.drop()
    expect(rig.view()).toMatchObject({ connection: 'offline', room: { seq: 3 } })
    expect(rig.view().offlineSinceMs).not.toBeNull()
    await rig.timers.advance(200)
    expect(await rig.welcome({ kind: 'tail', events: [cleared(4)] })).toMatchObject({ lastSeq: 3 })
    expect(rig.view()).toMatchObject({ connection: 'online', offlineSinceMs: null, room: { seq: 4 } })
  })

  it('sends an unanswered command again under the same id, and only after the welcome', async () => {
    const rig = createRig()
    await rig.join()
    const answer = rig.client.send({ type: 'video.clear' })
    await rig.timers.advance(20)
    expect(rig.server.take('command')).toHaveLength(1)
    rig.server.drop()
    await rig.timers.advance(200)
    expect(rig.server.take('command')).toEqual([])
    await rig.welcome({ kind: 'tail', events: [] })
    const again = rig.server.take('command')
    expect(again.map(({ frame }) => frame)).toEqual([{ id: 'command-1', command: { type: 'video.clear' } }])
    again[0]?.acknowledge({ ok: true, seq: 4 })
    await rig.timers.advance(20)
    await expect(answer).resolves.toEqual({ ok: true, seq: 4 })
  })

  it('answers a press on play itself when the room stays away', async () => {
    const rig = createRig()
    await rig.join()
    rig.server.setReachable(false)
    rig.server.drop()
    const answer = rig.client.send({ type: 'playback.play' })
    await rig.timers.advance(400)
    expect(rig.view().pendingCommands).toBe(1)
    await rig.timers.advance(11_000)
    await expect(answer).resolves.toMatchObject({ ok: false, error: { code: 'unavailable' } })
    expect(rig.view().pendingCommands).toBe(0)
  })

  it.each(['online', 'visible'] as const)('is mended at once when the page is %s', async change => {
    const rig = createRig()
    await rig.join()
    rig.server.drop()
    rig.change(change)
    await rig.timers.advance(20)
    expect(rig.server.connections).toBe(2)
  })

  it('asks for the time again when the page is seen again', async () => {
    const rig = createRig()
    await rig.join()
    await rig.timers.advance(20_000)
    rig.server.take('clock')
    rig.change('visible')
    await rig.timers.advance(500)
    expect(rig.server.take('clock').length).toBeGreaterThanOrEqual(8)
  })

  it('is dropped and taken up again when nobody answers hello', async () => {
    const rig = createRig()
    await rig.timers.advance(8100)
    expect(rig.server.connections).toBe(2)
  })
})

describe('a server that says goodbye', () => {
  it.each(['replaced', 'removed', 'protocol'] as const)('because of %s is not called again', async reason => {
    const rig = createRig()
    await rig.join()
    rig.server.send('closing', { reason })
    await rig.timers.advance(20)
    rig.server.hangUp()
    rig.change('visible')
    await rig.timers.advance(30_000)
    expect(rig.view()).toMatchObject({ connection: 'closed', closing: reason })
    expect(rig.server.connections).toBe(1)
    await expect(rig.client.send({ type: 'playback.play' })).resolves.toMatchObject({ ok: false })
  })

  it('because the token has run out is called again with a fresh one', async () => {
    const rig = createRig()
    await rig.join()
    rig.server.send('closing', { reason: 'expired' })
    await rig.timers.advance(50)
    expect(rig.asked).toEqual([false, true])
    await rig.join()
    await rig.timers.advance(5000)
    expect(rig.server.tokens).toEqual(['token-1', 'token-2'])
  })

  it('because it goes away is called again when it said', async () => {
    const rig = createRig()
    await rig.join()
    rig.server.send('closing', { reason: 'draining', reconnectInMs: 400 })
    await rig.timers.advance(300)
    expect(rig.server.connections).toBe(1)
    await rig.timers.advance(200)
    expect(rig.server.connections).toBe(2)
  })

  it('without a word is called again', async () => {
    const rig = createRig()
    await rig.join()
    rig.server.hangUp()
    await rig.timers.advance(1000)
    expect(rig.server.connections).toBe(2)
  })

  it('and refuses the token gets a fresh one', async () => {
    const rig = createRig()
    rig.server.refuse({ code: 'token_expired', message: 'Sign in again.' })
    await rig.timers.advance(20)
    rig.server.refuse(null)
    await rig.timers.advance(1000)
    expect(rig.asked).toEqual([false, true])
    expect(rig.server.connections).toBe(1)
  })
})

describe('leaving', () => {
  it('says goodbye, answers what is open and stays away', async () => {
    const rig = createRig()
    await rig.join()
    const answer = rig.client.send({ type: 'playback.play' })
    rig.client.close()
    await expect(answer).resolves.toMatchObject({ ok: false })
    await rig.timers.advance(30_000)
    expect(rig.server.connections).toBe(1)
    expect(rig.view()).toMatchObject({ connection: 'closed', closing: null })
  })
})
