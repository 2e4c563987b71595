import type { RoomEventType } from '@kaltura-discord/shared/protocol/events.ts'
import {
  ClockReplySchema,
  type Closing,
  ClosingSchema,
  type EventsFrame,
  EventsFrameSchema,
  type Presence,
  PresenceSchema,
  type Welcome,
} from '@kaltura-discord/shared/protocol/frames.ts'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  hello,
  openSocket,
  startTestProduct,
  type TestProduct,
  type TestSocket,
} from '../testing/startTestProduct.ts'

let product: TestProduct
let origin: string

beforeAll(async () => {
  product = await startTestProduct()
  origin = `https://${product.environment['DISCORD_CLIENT_ID']}.discordsays.com`
})
afterAll(() => product.close())

const eventsWith = (socket: TestSocket, type: RoomEventType) =>
  new Promise<EventsFrame>(resolve => {
    socket.on('events', frame => {
      const parsed = EventsFrameSchema.parse(frame)
      if (parsed.events.some(({ event }) => event.type === type)) resolve(parsed)
    })
  })
const closing = (socket: TestSocket) =>
  new Promise<Closing>(resolve => socket.once('closing', frame => resolve(ClosingSchema.parse(frame))))
const disconnected = (socket: TestSocket) =>
  new Promise<void>(resolve => socket.once('disconnect', () => resolve()))

async function enter(
  name: string,
): Promise<{ socket: TestSocket; welcome: Welcome; token: string; id: string }> {
  const { accessToken: token, user } = await product.signIn(name)
  const socket = product.connect(token)
  const ack = await hello(socket)
  if (!ack.ok) throw new Error(ack.error.code)
  return { socket, welcome: ack.welcome, token, id: user.id }
}

const refusalOf = (connection: { once(name: 'connect_error', listener: (error: Error) => void): unknown }) =>
  new Promise<string>(resolve =>
    connection.once('connect_error', error => {
      const data = 'data' in error ? error.data : null
      resolve(typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : 'refused')
    }),
  )

describe('coming in', () => {
  it('needs a token, an origin and the right namespace (ASVS 4.4.2, 4.4.3, 4.4.4)', async () => {
    const { accessToken, refreshToken } = await product.signIn('ana')
    const attempt = async (token: string, from = origin) => {
      const socket = openSocket(product.url, from, token)
      const refusal = await refusalOf(socket)
      socket.disconnect()
      return refusal
    }
    expect(await attempt('')).toBe('unauthenticated')
    expect(await attempt('nonsense')).toBe('unauthenticated')
    expect(await attempt(refreshToken)).toBe('unauthenticated')
    for (const from of [
      '',
      'null',
      'https://discord.com',
      `${origin}.evil.example`,
      origin.replace('https', 'http'),
    ])
      expect([from, await attempt(accessToken, from)]).toEqual([from, 'refused'])
    for (const namespace of ['/', '/other', '/activity/']) {
      const options = { transports: ['websocket'], auth: { token: accessToken }, extraHeaders: { origin } }
      const socket = io(`${product.url}${namespace}`, { ...options, forceNew: true, reconnection: false })
      expect([namespace, await refusalOf(socket)]).not.toEqual([namespace, ''])
      socket.disconnect()
    }
  })

  it('is refused to who speaks another version, once and for all', async () => {
    const { accessToken } = await product.signIn('dan')
    const socket = product.connect(accessToken)
    const told = closing(socket)
    const ack = await socket.emitWithAck('hello', { protocol: 99 })
    expect(ack).toMatchObject({ ok: false, error: { code: 'protocol_unsupported' } })
    expect(await told).toEqual({ reason: 'protocol' })
  })

  it('shows the room, and the others who came', async () => {
    const ana = await enter('ana')
    const heard = eventsWith(ana.socket, 'member.joined')
    const ben = await enter('ben')
    expect((await heard).events[0]?.event).toMatchObject({ type: 'member.joined', member: { id: ben.id } })
    const { state } = ben.welcome
    expect(state.kind === 'snapshot' && state.room.members.map(member => member.id)).toEqual(
      expect.arrayContaining([ana.id, ben.id]),
    )
  })
})

describe('a room of two', () => {
  it('hears what is done, and comes back to what it missed', async () => {
    const ana = await enter('ana')
    const ben = await enter('ben')
    const heard = eventsWith(ben.socket, 'video.changed')
    const ack = await ana.socket.emitWithAck('command', {
      id: 'command-1',
      command: { type: 'video.watch', entryId: '0_testcard' },
    })
    const { events, roomId } = await heard
    expect(events.map(each => each.event.type)).toEqual(['video.changed', 'playback.waited'])
    expect(ack).toEqual({ ok: true, seq: events.at(-1)?.seq })
    const lastSeq = (events[0]?.seq ?? 0) - 1
    const again = await hello(ben.socket, { roomId, lastSeq })
    expect(again.ok && again.welcome.state).toEqual({ kind: 'tail', events })
    const cleared = eventsWith(ana.socket, 'video.cleared')
    await ben.socket.emitWithAck('command', { id: 'command-2', command: { type: 'video.clear' } })
    await cleared
  })

  it('tells the time of the room, and how everybody is doing', async () => {
    const ana = await enter('ana')
    const reply = ClockReplySchema.parse(await ana.socket.emitWithAck('clock', { sentMs: 12.5 }))
    expect(reply.sentMs).toBe(12.5)
    expect(reply.repliedMs).toBeGreaterThanOrEqual(reply.receivedMs)
    const ben = await enter('ben')
    const presence = new Promise<Presence>(resolve => {
      ben.socket.on('presence', frame => {
        if (frame.members[ana.id]?.state === 'buffering') resolve(PresenceSchema.parse(frame))
      })
    })
    ana.socket.emit('telemetry', { state: 'buffering', errorS: 0.5, bufferedS: 1, oneWayP95Ms: 30 })
    expect((await presence).members[ben.id]?.state).toBe('loading')
  })
})

describe('going out', () => {
  it('is told to the older of two connections of one person', async () => {
    const first = await enter('eva')
    const told = closing(first.socket)
    const gone = disconnected(first.socket)
    const second = product.connect(first.token)
    await hello(second)
    expect(await told).toEqual({ reason: 'replaced' })
    await gone
    expect((await second.emitWithAck('clock', { sentMs: 1 })).sentMs).toBe(1)
  })

  it('is at once for who says goodbye', async () => {
    const ana = await enter('ana')
    const finn = await enter('finn')
    const heard = eventsWith(ana.socket, 'member.left')
    const gone = disconnected(finn.socket)
    finn.socket.emit('leave')
    expect((await heard).events[0]?.event).toEqual({ type: 'member.left', memberId: finn.id, reason: 'left' })
    await gone
  })

  it('happens to who does not slow down, and to nobody else (ASVS 2.4.1)', async () => {
    const ana = await enter('ana')
    const ben = await enter('ben')
    const told = closing(ben.socket)
    const gone = disconnected(ben.socket)
    const refused = new Promise<string>(resolve => {
      for (let i = 0; i < 1_000; i++)
        ben.socket.emit('command', { id: `flood-${i}`, command: { type: 'playback.play' } }, ack => {
          if (!ack.ok && ack.error.code === 'rate_limited') resolve(ack.error.code)
        })
    })
    expect(await refused).toBe('rate_limited')
    expect(await told).toEqual({ reason: 'overloaded' })
    await gone
    expect((await ana.socket.emitWithAck('clock', { sentMs: 1 })).sentMs).toBe(1)
  })

  it('happens to who has left the Activity, and their sign-in ends (ASVS 7.4.2)', async () => {
    const gita = await enter('gita')
    const gone = disconnected(gita.socket)
    await fetch(`${product.sandbox.urls.host}/host/close`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'gita' }),
    })
    expect(await closing(gita.socket)).toEqual({ reason: 'removed' })
    await gone
    await vi.waitFor(async () => {
      const socket = openSocket(product.url, origin, gita.token)
      const refusal = await refusalOf(socket)
      socket.disconnect()
      expect(refusal).toBe('unauthenticated')
    })
    const headers = { authorization: `Bearer ${gita.token}` }
    expect((await fetch(`${product.url}/api/v1/videos`, { headers })).status).toBe(401)
  })
})
