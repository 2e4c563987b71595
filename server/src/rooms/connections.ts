import type { Closing, Presence } from '@kaltura-discord/shared/protocol/frames.ts'

/** One open line to a member, whatever carries it. */
export interface Connection {
  readonly instanceId: string
  readonly memberId: string
  /** Null in a direct message. */
  readonly guildId: string | null
  /** In a browser by a link: Discord knows nothing of it. */
  readonly isGuest?: boolean
  /** Says why, then closes. */
  close(closing: Closing): void
  /** May get lost. */
  sendPresence(presence: Presence): void
}

/** Who is connected to this node. Of a member that opens a second connection only the newer one counts. */
export class Connections {
  readonly #byInstance = new Map<string, Map<string, Connection>>()

  /** Returns the connection that no longer counts, if there was one. */
  add(connection: Connection): Connection | null {
    const { instanceId, memberId } = connection
    const members = this.#byInstance.get(instanceId) ?? new Map<string, Connection>()
    const replaced = members.get(memberId) ?? null
    this.#byInstance.set(instanceId, members.set(memberId, connection))
    return replaced
  }

  /** False when it didn't count any more. */
  remove(connection: Connection): boolean {
    const members = this.#byInstance.get(connection.instanceId)
    if (members?.get(connection.memberId) !== connection) return false
    members.delete(connection.memberId)
    if (members.size === 0) this.#byInstance.delete(connection.instanceId)
    return true
  }

  get(instanceId: string, memberId: string): Connection | null {
    return this.#byInstance.get(instanceId)?.get(memberId) ?? null
  }

  counts(connection: Connection): boolean {
    return this.get(connection.instanceId, connection.memberId) === connection
  }

  of(instanceId: string): Connection[] {
    return [...(this.#byInstance.get(instanceId)?.values() ?? [])]
  }

  /** The Activity of that server in which a member is, if any. */
  instanceOf(guildId: string, memberId: string): string | null {
    const isTheirs = (each: Connection) => each.memberId === memberId && each.guildId === guildId
    return this.all().find(isTheirs)?.instanceId ?? null
  }

  instances(): string[] {
    return [...this.#byInstance.keys()]
  }

  all(): Connection[] {
    return this.instances().flatMap(instanceId => this.of(instanceId))
  }
}
