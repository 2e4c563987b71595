import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Closing, CommandAck, Presence, Telemetry } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import type { Store } from './store.ts'

/** What the room client knows; everything people see of the room derives from it. */
export interface RoomView {
  /** `offline`: was online, is trying again by itself. `closed`: won't try again; `closing` says why. */
  readonly connection: 'connecting' | 'online' | 'offline' | 'closed'
  /** Room time at which the connection was lost, epoch ms; null while online. */
  readonly offlineSinceMs: number | null
  readonly closing: Closing['reason'] | null
  /** Own id, once welcomed. */
  readonly memberId: string | null
  /** The last known room: kept while offline, so that nothing flickers. */
  readonly room: Room | null
  readonly presence: Presence['members']
  /** A command of our own is on its way longer than a moment. */
  readonly pendingCommands: number
}

export interface RoomClient {
  readonly view: Store<RoomView>
  /** Room time, epoch ms; the best estimate there is. */
  roomNowMs(): number
  /** Uncertainty of that estimate, ms: half the shortest round trip; infinite before the first answer. */
  clockErrorMs(): number
  /** Settles with the server's answer; re-sent across reconnects under the same id. Never rejects. */
  send(command: MemberCommand): Promise<CommandAck>
  sendTelemetry(telemetry: Omit<Telemetry, 'oneWayP95Ms' | 'cannotWatch'>): void
  /** Goes along with all telemetry from now on: videos of the room that the account refuses this viewer. */
  setCannotWatch(entryIds: readonly string[]): void
  /** Each committed event once, in order, after the room in `view` has taken it in. Not called for snapshots. */
  onEvent(listener: (event: CommittedEvent) => void): () => void
  /** Says goodbye and closes. */
  close(): void
}
