import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Socket } from 'socket.io-client'
import { percentile } from '../../../e2e/src/positions.ts'
import { openBareMember } from '../bareMember.ts'
import type { BenchOptions } from '../benchOptions.ts'
import { startChildWithPort } from '../childWithPort.ts'
import type { Figure, Section } from '../figure.ts'
import { type Member, openMembers, pauseOn } from '../member.ts'
import { withProduct } from '../product.ts'
import { people } from '../signIn.ts'

const ROOM_SIZES = [2, 10, 50]
/** The product and the bare room take turns in short rounds, so that both meet the same machine. */
const COMMANDS_PER_ROUND = 10
/** Commands that go before and don't count: a server that has just started hasn't compiled anything yet. */
const WARM_UP = 40
/** About one command of somebody each tenth of a second. */
const GAP_MS = 105
const ENTRY = '0_testcard'

/** One side of the comparison: sends a command, and says when each of the others got it. */
interface Side {
  /** Resolves with ms from sending to receipt, one for each other member. */
  send(sender: number, number: number): Promise<number[]>
}

/** How long a command takes to the other members, against a room that does nothing but hand it on. */
export async function measureFanout(options: BenchOptions): Promise<Section> {
  const figures = await withProduct(async () => {
    const bareRoom = await startChildWithPort('bareRoom.ts')
    try {
      const all: Figure[] = []
      for (const size of ROOM_SIZES) all.push(...(await compare(size, bareRoom.url, options.commands)))
      return all
    } finally {
      await bareRoom.close()
    }
  })
  const setting = `${options.commands} commands a side and room size, one each ${GAP_MS} ms in turns of ${COMMANDS_PER_ROUND}, after ${WARM_UP} that don't count; server, bare room and members are processes of their own.`
  return { name: 'Command to the other members', setting, figures }
}

async function compare(size: number, bareUrl: string, commands: number): Promise<Figure[]> {
  const members = await openMembers(await people(size))
  const sockets = await Promise.all(members.map(() => openBareMember(bareUrl)))
  const [first] = members
  if (first) await pauseOn(first, ENTRY)
  const ours = productSide(members)
  const bare = bareSide(sockets)
  const oursMs: number[] = []
  const bareMs: number[] = []
  for (const side of [ours, bare]) await run(side, size, WARM_UP)
  for (let done = 0; done < commands; done += COMMANDS_PER_ROUND) {
    oursMs.push(...(await run(ours, size, COMMANDS_PER_ROUND)))
    bareMs.push(...(await run(bare, size, COMMANDS_PER_ROUND)))
  }
  for (const socket of sockets) socket.close()
  for (const member of members) member.close()
  return [0.5, 0.99].flatMap(share => ratioFigures(size, share, { oursMs, bareMs }))
}

interface Measured {
  readonly oursMs: readonly number[]
  readonly bareMs: readonly number[]
}

function ratioFigures(size: number, share: number, { oursMs, bareMs }: Measured): Figure[] {
  const [own, bare] = [percentile(oursMs, share), percentile(bareMs, share)]
  const name = `${size} members, p${share * 100}`
  return [
    { name: `${name}, ours`, value: own, unit: 'ms', must: null, goal: null },
    { name: `${name}, bare room`, value: bare, unit: 'ms', must: null, goal: null },
    { name: `${name}, ratio`, value: own / bare, unit: '×', must: 2, goal: 1.5 },
  ]
}

async function run(side: Side, size: number, commands: number): Promise<number[]> {
  const all: number[] = []
  for (let number = 0; number < commands; number++) {
    all.push(...(await side.send(number % size, number)))
    await pause(GAP_MS)
  }
  return all
}

function productSide(members: readonly Member[]): Side {
  return {
    send: (sender, number) => {
      const positionS = 1 + (number % 100) + Math.random()
      return receipts(members.length, sender, got => {
        members.forEach((member, index) => {
          const listener: Parameters<Member['onEvents']>[0] = ({ events }) => {
            if (!events.some(({ event }) => isSeekTo(event, positionS))) return
            member.socket.off('events', listener)
            got(index)
          }
          member.onEvents(listener)
        })
        return () => void members[sender]?.send({ type: 'playback.seek', positionS })
      })
    },
  }
}

const isSeekTo = (event: RoomEvent, positionS: number): boolean =>
  event.type === 'playback.seeked' &&
  event.playback.mode === 'paused' &&
  event.playback.positionS === positionS

/** As many bytes as the product's events frame of a seek. */
function bareFrame(id: string): object {
  const playback = { mode: 'paused', positionS: 12.345678901234567, rate: 1, by: '1400000000000000001' }
  const event = { type: 'playback.seeked', playback, by: '1400000000000000001' }
  return { roomId: randomUUID(), events: [{ seq: 123, atMs: 1_790_000_000_000.123, commandId: id, event }] }
}

function bareSide(sockets: readonly Socket[]): Side {
  return {
    send: sender =>
      receipts(sockets.length, sender, got => {
        sockets.forEach((socket, index) => {
          if (index !== sender) socket.once('events', () => got(index))
        })
        return () => void sockets[sender]?.emitWithAck('command', bareFrame(randomUUID()))
      }),
  }
}

/** Times the receipts of all but the sender. `listen` makes everything ready and gives what sends. */
function receipts(
  size: number,
  sender: number,
  listen: (got: (index: number) => void) => () => void,
): Promise<number[]> {
  return new Promise(resolve => {
    const all: number[] = []
    let sentMs = 0
    const send = listen(index => {
      if (index !== sender) all.push(performance.now() - sentMs)
      if (all.length === size - 1) resolve(all)
    })
    sentMs = performance.now()
    send()
  })
}
