import type { Attendance, MeetingRoom, MeetingType } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Role } from '@kaltura-discord/shared/permissions/roles.ts'
import type { Result } from '../../platform/result.ts'

export interface RoomSpec {
  /** Ours, by which the room is found again: the id of the meeting. */
  readonly reference: string
  readonly type: MeetingType
  readonly title: string
  readonly description: string | null
  /** Epoch ms. */
  readonly startsAtMs: number
  readonly endsAtMs: number
  /** Discord's. */
  readonly ownerId: string
  readonly isRecorded: boolean
}

export interface Guest {
  /** Discord's. */
  readonly userId: string
  readonly displayName: string
  /** Whether they lead this meeting: its owner does, whatever they are in the server. */
  readonly isHost: boolean
  /** What they are in the server. */
  readonly role: Role
}

export type FoundRecording =
  | { readonly state: 'none' }
  /** Kaltura is still at it. */
  | { readonly state: 'processing'; readonly entryId: string }
  | { readonly state: 'ready'; readonly entryId: string }

/** Rooms at Kaltura, whichever of its generations they are of. */
export interface RoomProvider {
  readonly kind: MeetingRoom['provider']
  /**
   * Makes a room, or finds that an earlier try has made it. `meeting_type_unavailable` where the account has no
   * template for that type; `kaltura_unavailable` may leave a room behind, which `remove` finds.
   */
  create(spec: RoomSpec): Promise<Result<MeetingRoom>>
  /** Nothing with this reference is left. Succeeds where there is nothing. */
  remove(reference: string, room: MeetingRoom | null): Promise<Result<void>>
  /** Nobody new gets in by Kaltura's own doing, as far as Kaltura offers that. Succeeds when it is done or the room is gone. */
  close(room: MeetingRoom, reference: string, atMs: number): Promise<Result<void>>
  /** Of these, the ids of those that still exist. */
  existing(rooms: readonly MeetingRoom[]): Promise<Result<ReadonlySet<string>>>
  /** When it is planned for, where Kaltura keeps that; epoch ms. */
  plannedAtMs(room: MeetingRoom): Promise<Result<number | null>>
  recording(room: MeetingRoom): Promise<Result<FoundRecording>>
  /** The id of the room that an entry was recorded in; null where it was recorded in none, or that can't be told. */
  roomOf(entryId: string): Promise<Result<string | null>>
  /** Null while Kaltura has no report. */
  attendance(
    room: MeetingRoom,
    period: { readonly fromMs: number; readonly toMs: number },
  ): Promise<Result<Attendance | null>>
  /** Where this person's browser finds the room, for about a minute: a secret, since it holds their session. */
  launchUrl(room: MeetingRoom, reference: string, guest: Guest): Promise<Result<string>>
}
