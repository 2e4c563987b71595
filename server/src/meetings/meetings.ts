import type { MeetingCommand } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting, MeetingType } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Role } from '@kaltura-discord/shared/permissions/roles.ts'
import type { Result } from '../platform/result.ts'

/** A member who does something with meetings; whether they may has been asked before. */
export interface MeetingActor {
  /** Discord's. */
  readonly userId: string
  /** As the server sees them. */
  readonly displayName: string
  readonly role: Role
}

export interface MeetingDraft {
  readonly guildId: string
  /** Where it was asked for; null where that was no channel. */
  readonly channelId: string | null
  readonly type: MeetingType
  readonly title: string
  readonly description: string | null
  /** Epoch ms; null begins at once. */
  readonly plannedAtMs: number | null
  readonly waitForHost: boolean
  readonly owner: MeetingActor
}

/** The meetings of Discord servers: each is here and at Kaltura, or in neither place. */
export interface Meetings {
  /**
   * Resolves when it stands in both. `invalid_request` (past time, too far ahead; `field` names it), `too_many_meetings`,
   * `meeting_type_unavailable`, `kaltura_unavailable`: then nothing has been made, or what has is taken back behind the scenes.
   */
  start(draft: MeetingDraft): Promise<Result<Meeting>>
  /** The live ones, the latest first; then those that are planned, the next first; then what has ended within a day. */
  list(guildId: string): Promise<readonly Meeting[]>
  /** Fails with `meeting_not_found`, also for a meeting of another server and one that never came to be. */
  get(guildId: string, meetingId: string): Promise<Result<Meeting>>
  /** Ends or calls off. Fine where somebody else was first. Whether `by` may is asked before. */
  end(guildId: string, meetingId: string, by: MeetingActor): Promise<Result<Meeting>>
  /** Says in the channel that somebody asks others to come. */
  share(guildId: string, meetingId: string, by: MeetingActor, channelId: string): Promise<Result<Meeting>>
  /** Names of those who have joined, the latest first. */
  namesOf(meetingId: string, atMost: number): Promise<readonly string[]>
  /** Decides and commits; what it leads to is kept in the same transaction. */
  apply(meetingId: string, command: MeetingCommand): Promise<Result<Meeting>>
  /** Something at Kaltura has changed: the entry is looked at again, if it has to do with any meeting. */
  entryChanged(entryId: string): Promise<Result<void>>
  scheduleEventChanged(scheduleEventId: string): Promise<Result<void>>
}
