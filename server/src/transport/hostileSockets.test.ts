import {
  ClockReplySchema,
  CommandFrameSchema,
  HelloSchema,
  TelemetrySchema,
} from '@kaltura-discord/shared/protocol/frames.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RawSocket } from '../testing/rawSocket.ts'
import { hello, startTestProduct, type TestProduct, type TestSocket } from '../testing/startTestProduct.ts'

let product: TestProduct
let witness: TestSocket
let origin: string
const surprises: unknown[] = []
const surprised = (error: unknown) => void surprises.push(error)

beforeAll(async () => {
  process.on('unhandledRejection', surprised)
  process.on('uncaughtException', surprised)
  product = await startTestProduct()
  origin = `https://${product.environment['DISCORD_CLIENT_ID']}.discordsays.com`
  witness = product.connect((await product.signIn('ana')).accessToken)
  await hello(witness)
})
afterAll(async () => {
  await product.close()
  process.off('unhandledRejection', surprised)
  process.off('uncaughtException', surprised)
})

/** The server lives and answers somebody else. */
async function expectUnharmed(): Promise<void> {
  ClockReplySchema.parse(await witness.timeout(10_000).emitWithAck('clock', { sentMs: 1 }))
  expect(surprises).toEqual([])
  const failures = product.log.filter(line => line.includes('socket.frame.failed'))
  expect(failures).toEqual([])
}

const frameNames = fc.constantFrom('hello', 'command', 'clock', 'telemetry')
const otherNames = fc.constantFrom('leave', 'events', '__proto__', 'constructor', 'toString', '')
const names = fc.oneof({ weight: 30, arbitrary: frameNames }, { weight: 1, arbitrary: otherNames })
const oddities = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  Number.MAX_VALUE,
  '',
  '\ud800',
  '__proto__',
  [],
  {},
  [[]],
  { id: null },
  JSON.parse('{"__proto__":{"ok":true}}'),
  { id: 'command-x', command: { type: '__proto__' } },
  { id: 'command-x', command: { type: 'playback.seek', positionS: '1' } },
  { id: 'command-x', command: { type: 'playback.seek', positionS: null } },
  { id: 'command-x', command: { type: 'room.leave', memberId: '1', reason: 'removed' } },
  { id: 'command-x', command: { type: 'room.join', displayName: 'x', avatarUrl: null } },
  { id: 'command-x', command: { type: 'control.allow', action: '__proto__', who: 'everyone' } },
  { id: 'command-x', command: { type: 'control.handOver', memberId: {} } },
  { id: 'command-x', command: { type: 'vote.start', what: { kind: 'choose', entryId: '../x' } } },
  { id: 'command-x', command: { type: 'room.undo', actId: '' } },
  { id: 'command-x', command: { type: 'comment.pin', entryId: '../x', positionS: 1, text: 'x' } },
  { id: 'command-x', command: { type: 'comment.pin', entryId: '0_a', positionS: -1, text: '\ud800\u0000' } },
  { id: 'command-x', command: { type: 'comment.remove', commentId: "' OR 1=1 --" } },
  { protocol: PROTOCOL_VERSION, roomId: '\u0000', lastSeq: 2 ** 53 },
  { _placeholder: true, num: 0 },
)
const payload = fc.oneof(oddities, fc.jsonValue({ maxDepth: 3 }))

describe('ten thousand frames that nobody should send', () => {
  it('through a real client: none gets through unless it fits, none does harm (ASVS 2.2.2)', async () => {
    const { accessToken } = await product.signIn('ben')
    let sent = 0
    let acknowledged = 0
    const wrong: unknown[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(names, fc.array(payload, { maxLength: 3 }), fc.boolean()), {
          minLength: 60,
          maxLength: 60,
        }),
        async frames => {
          const socket = product.connect(accessToken)
          await new Promise(resolve => socket.once('connect', () => resolve(null)))
          for (const [name, args, withAck] of frames) {
            sent += 1
            const check = (ack: unknown) => {
              acknowledged += 1
              if (isAccepted(ack) && !fits(name, args)) wrong.push([name, args, ack])
            }
            Reflect.apply(socket.emit, socket, withAck ? [name, ...args, check] : [name, ...args])
          }
          await socket
            .timeout(5_000)
            .emitWithAck('clock', { sentMs: 1 })
            .catch(() => {})
          socket.disconnect()
        },
      ),
      { numRuns: 120, seed: 1 },
    )
    expect(sent).toBeGreaterThan(5_000)
    expect(acknowledged).toBeGreaterThan(500)
    expect(wrong).toEqual([])
    await expectUnharmed()
  }, 60_000)

  it('through bare WebSockets: changed bytes, wrong packets, binary, half frames (ASVS 16.5.4)', async () => {
    const { accessToken } = await product.signIn('ben')
    const valid = [
      `40/activity,${JSON.stringify({ token: accessToken })}`,
      '42/activity,1["hello",{"protocol":1}]',
      '42/activity,2["command",{"id":"command-1","command":{"type":"playback.play"}}]',
      '42/activity,3["clock",{"sentMs":1}]',
      '451-/activity,4["command",{"_placeholder":true,"num":0}]',
      '42/activity,99999999999999999999["clock",{"sentMs":1}]',
      '42/activity,["disconnect"]',
      '42["hello"]',
      '43/activity,1[]',
      '44/activity,{}',
      '41/activity,',
      '4',
      '2probe',
      '3',
      '5',
      '6',
      'b',
      '459999-["x"]',
    ]
    const mutation = fc.record({
      frame: fc.constantFrom(...valid),
      at: fc.nat(80),
      byte: fc.nat(255),
      cut: fc.boolean(),
      opcode: fc.constantFrom(1, 1, 1, 2, 0, 9, 15),
    })
    let sent = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 40, maxLength: 40 }),
        fc.boolean(),
        async (mutations, signedIn) => {
          const socket = new RawSocket(product.url, origin)
          await socket.opened
          if (signedIn) socket.send(valid[0] ?? '')
          for (const { frame, at, byte, cut, opcode } of mutations) {
            const bytes = Buffer.from(frame)
            if (at < bytes.length) bytes[at] = byte
            socket.send(cut ? bytes.subarray(0, at) : bytes, opcode)
            sent += 1
          }
          socket.write(Buffer.from([0x81, 0xfe, 0xff]))
          socket.end()
          await socket.closed
        },
      ),
      { numRuns: 125, seed: 2 },
    )
    expect(sent).toBe(5_000)
    await expectUnharmed()
  }, 60_000)
})

const isAccepted = (ack: unknown) =>
  typeof ack === 'object' && ack !== null && (!('ok' in ack) || ack.ok === true)

/** Whether the frame is one that may be acted on. */
function fits(name: string, args: readonly unknown[]): boolean {
  if (args.length !== 1) return false
  if (name === 'hello') return HelloSchema.safeParse(args[0]).success
  if (name === 'command') return CommandFrameSchema.safeParse(args[0]).success
  if (name === 'telemetry') return TelemetrySchema.safeParse(args[0]).success
  return name === 'clock' && ClockReplySchema.pick({ sentMs: true }).safeParse(args[0]).success
}

describe('a frame that does not fit', () => {
  it.each([
    ['command', { id: 'command-x', command: { type: 'playback.seek' } }, 'command.positionS'],
    ['command', { id: 'command-x', command: { type: 'nothing' } }, 'command.type'],
    ['command', { id: 'x', command: { type: 'playback.play' } }, 'id'],
    ['hello', { protocol: '1' }, 'protocol'],
    ['clock', { sentMs: 'now' }, 'sentMs'],
    ['telemetry', { state: 'asleep', errorS: 0, bufferedS: 0, oneWayP95Ms: 0 }, 'state'],
    ['nothing', {}, undefined],
  ])('is refused by name, and changes nothing: %s %j', async (name, frame, field) => {
    const ack = await Reflect.apply(witness.timeout(5_000).emitWithAck, witness, [name, frame])
    expect(ack.error?.field).toBe(field)
    expect(ack).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
  })
})

describe('a connection', () => {
  it.each([
    ['too large a frame', 10 * 1024 * 1024],
    ['one that is just too large', 65 * 1024],
  ])('that sends %s is cut off alone', async (_name, bytes) => {
    const { accessToken } = await product.signIn('ben')
    const socket = product.connect(accessToken)
    await hello(socket)
    const closed = new Promise(resolve => socket.once('disconnect', resolve))
    Reflect.apply(socket.emit, socket, ['command', 'x'.repeat(bytes)])
    await closed
    await expectUnharmed()
  })

  it('that nests without end does no harm', async () => {
    const { accessToken } = await product.signIn('ben')
    const socket = new RawSocket(product.url, origin)
    await socket.opened
    socket.send(`40/activity,${JSON.stringify({ token: accessToken })}`)
    socket.send(`42/activity,1["command",${'['.repeat(20_000)}${']'.repeat(20_000)}]`)
    socket.send(`42/activity,2["command",${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}]`)
    await expectUnharmed()
    socket.end()
  })

  it('that does not say who it is is closed, and talking does not help', async () => {
    const silent = new RawSocket(product.url, origin)
    const talking = new RawSocket(product.url, origin)
    await Promise.all([silent.opened, talking.opened])
    const timer = setInterval(() => talking.send('3'), 2_000)
    await Promise.all([silent.closed, talking.closed])
    clearInterval(timer)
    await expectUnharmed()
  }, 20_000)

  it('that sends much before it says who it is is closed at once (ASVS 2.4.1)', async () => {
    const many = new RawSocket(product.url, origin)
    await many.opened
    for (let i = 0; i < 10; i++) many.send('3')
    await many.closed
    const much = new RawSocket(product.url, origin)
    await much.opened
    much.send(`40/activity,${JSON.stringify({ token: 'x'.repeat(20_000) })}`)
    await much.closed
  })

  it('that goes silent is noticed', async () => {
    const { accessToken, user } = await product.signIn('cleo')
    const socket = new RawSocket(product.url, origin)
    await socket.opened
    const present = (wanted: boolean) =>
      new Promise<void>(resolve => {
        witness.on('presence', ({ members }) => user.id in members === wanted && resolve())
      })
    const came = present(true)
    socket.send(`40/activity,${JSON.stringify({ token: accessToken })}`)
    socket.send('42/activity,1["hello",{"protocol":1}]')
    await came
    const went = present(false)
    // Answers no ping: as if the line were cut without a word. The member's grace begins.
    await Promise.all([socket.closed, went])
    await expectUnharmed()
  }, 20_000)
})
