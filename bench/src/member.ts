import { randomUUID } from 'node:crypto'
import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import {
  ACTIVITY_NAMESPACE,
  type ClientToServerEvents,
  type CommandAck,
  type EventsFrame,
  type Hello,
  type ServerToClientEvents,
  type Welcome,
} from '@kaltura-discord/shared/protocol/frames.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { io, type Socket } from 'socket.io-client'
import { SERVER_URL } from '../../e2e/src/sandboxControl.ts'
import { signIn } from './signIn.ts'

/** Where a browser's page would come from: the server lets nobody else open a socket. */
export const ACTIVITY_ORIGIN = 'https://1100000000000000001.discordsays.com'

/** A member of the room on the bare wire, without a player. */
export interface Member {
  readonly handle: string
  readonly id: string
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>
  hello(known?: Omit<Hello, 'protocol'>): Promise<Welcome>
  send(command: MemberCommand, id?: string): Promise<CommandAck>
  onEvents(listener: (frame: EventsFrame) => void): void
  close(): void
}

export async function openMember(handle: string): Promise<Member> {
  const { accessToken, user } = await signIn(handle)
  const socket: Member['socket'] = io(`${SERVER_URL}${ACTIVITY_NAMESPACE}`, {
    transports: ['websocket'],
    auth: { token: accessToken },
    forceNew: true,
    extraHeaders: { origin: ACTIVITY_ORIGIN },
    reconnectionDelay: 150,
    reconnectionDelayMax: 1000,
  })
  const member: Member = {
    handle,
    id: user.id,
    socket,
    hello: async known => {
      const ack = await socket.emitWithAck('hello', { protocol: PROTOCOL_VERSION, ...known })
      if (!ack.ok) throw new Error(`${handle} is refused: ${ack.error.code}`)
      return ack.welcome
    },
    send: (command, id = randomUUID()) => socket.emitWithAck('command', { id, command }),
    onEvents: listener => socket.on('events', listener),
    close: () => {
      socket.emit('leave')
      socket.close()
    },
  }
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  await member.hello()
  return member
}

export async function openMembers(handles: readonly string[]): Promise<Member[]> {
  const members: Member[] = []
  for (const handle of handles) members.push(await openMember(handle))
  return members
}

/** A video on and paused, so that a seek is one event and nothing more. */
export async function pauseOn(member: Member, entryId: string): Promise<void> {
  await accepted(member.send({ type: 'video.watch', entryId }))
  await accepted(member.send({ type: 'playback.pause' }))
}

export async function accepted(answer: Promise<CommandAck>): Promise<number> {
  const ack = await answer
  if (!ack.ok) throw new Error(`The room refused: ${ack.error.code}: ${ack.error.message}`)
  return ack.seq
}
