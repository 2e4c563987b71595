import type { ServerCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import type { Logger } from '../platform/logger.ts'
import type { Connection, Connections } from './connections.ts'
import type { Presence } from './presence.ts'
import type { RoomService } from './roomService.ts'

/** How long a member whose connection was cut stays in the room, ms: pages load again, phones change networks. */
export const GRACE_MS = 20_000
/** After a connection has died in silence, ms: with the pings that went unanswered, 15 s since the last sign of life. */
export const SILENT_GRACE_MS = 6_000

type LeaveReason = Extract<ServerCommand, { type: 'room.leave' }>['reason']

export interface Profile {
  readonly displayName: string
  /** On our own origin. */
  readonly avatarUrl: string | null
  /** By a link, in a browser outside Discord. */
  readonly guest?: boolean
  /** A guest of whom Discord doesn't say that they belong to the server. */
  readonly outside?: boolean
}

interface MembershipOptions {
  readonly rooms: RoomService
  readonly connections: Connections
  readonly presence: Presence
  readonly newId: () => string
  readonly logger: Logger
}

/**
 * Members are in the room, connections are not: a member whose connection goes stays for a while, and only
 * then leaves.
 */
export class Membership {
  readonly #options: MembershipOptions
  readonly #graces = new Map<string, NodeJS.Timeout>()
  #closed = false

  constructor(options: MembershipOptions) {
    this.#options = options
  }

  /** A newer connection of the same person takes over from the older one. */
  connected(connection: Connection): void {
    this.#endGrace(connection.instanceId, connection.memberId)
    this.#options.connections.add(connection)?.close({ reason: 'replaced' })
    this.#options.presence.came(connection.instanceId, connection.memberId)
  }

  async join(connection: Connection, profile: Profile): Promise<CommandAck> {
    const { instanceId, memberId } = connection
    const ack = await this.#options.rooms.execute({
      instanceId,
      actorId: memberId,
      commandId: this.#options.newId(),
      command: { type: 'room.join', ...profile },
    })
    // It may have gone while the join was under way.
    if (this.#options.connections.get(instanceId, memberId) === null) this.#startGrace(instanceId, memberId)
    return ack
  }

  disconnected(connection: Connection, graceMs = GRACE_MS): void {
    if (!this.#disconnect(connection)) return
    this.#startGrace(connection.instanceId, connection.memberId, graceMs)
  }

  /** Said goodbye: nothing to wait for. */
  left(connection: Connection): void {
    if (!this.#disconnect(connection)) return
    void this.#leave(connection, 'left')
  }

  /** No longer in the Activity, as Discord says. */
  removed(connection: Connection): void {
    if (!this.#disconnect(connection)) return
    void this.#leave(connection, 'removed')
    connection.close({ reason: 'removed' })
  }

  /** After a start: those who were here may come back. */
  expect(room: Room): void {
    for (const { id } of room.members) this.#startGrace(room.instanceId, id)
  }

  /** From now on lost connections change nothing: this node is going away, not its members. */
  close(): void {
    this.#closed = true
    for (const timer of this.#graces.values()) clearTimeout(timer)
    this.#graces.clear()
  }

  /** False when the connection didn't count any more. */
  #disconnect(connection: Connection): boolean {
    const counted = this.#options.connections.remove(connection)
    if (counted) this.#options.presence.went(connection.instanceId, connection.memberId)
    return counted
  }

  #startGrace(instanceId: string, memberId: string, graceMs = GRACE_MS): void {
    if (this.#closed) return
    this.#endGrace(instanceId, memberId)
    const end = () => {
      this.#graces.delete(keyOf(instanceId, memberId))
      void this.#leave({ instanceId, memberId }, 'gone')
    }
    this.#graces.set(keyOf(instanceId, memberId), setTimeout(end, graceMs).unref())
  }

  #endGrace(instanceId: string, memberId: string): void {
    clearTimeout(this.#graces.get(keyOf(instanceId, memberId)))
    this.#graces.delete(keyOf(instanceId, memberId))
  }

  async #leave({ instanceId, memberId }: Pick<Connection, 'instanceId' | 'memberId'>, reason: LeaveReason) {
    const { rooms, newId, logger } = this.#options
    try {
      const command = { type: 'room.leave', memberId, reason } as const
      const ack = await rooms.execute({ instanceId, actorId: null, commandId: newId(), command })
      if (ack.ok) return
      logger.warn('room.leave.rejected', { code: ack.error.code })
    } catch (error) {
      logger.error('room.leave.failed', error)
    }
    // The member must not stay for ever because the database was away.
    if (this.#options.connections.get(instanceId, memberId) === null) this.#startGrace(instanceId, memberId)
  }
}

const keyOf = (instanceId: string, memberId: string) => `${instanceId} ${memberId}`
