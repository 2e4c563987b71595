import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Result } from '../platform/result.ts'
import type { MeetingActor } from './meetings.ts'

/** How long a personal link can be opened, ms. */
export const LINK_MS = 60_000

export interface PersonalLink {
  /** Holds a secret: shown to nobody but its person, and never logged. */
  readonly url: string
  /** Epoch ms. */
  readonly expiresAtMs: number
  readonly meeting: Meeting
}

/** Somebody who has opened their link, in the browser that did. */
export interface Visitor {
  readonly meetingId: string
  readonly guildId: string
  readonly actor: MeetingActor
  readonly isHost: boolean
}

/** Personal links into meetings: for one person, one use, and a minute. */
export interface JoinLinks {
  /**
   * Whether they may join is asked before. `meeting_not_found`, `meeting_ended`, `meeting_not_open` (with the time in
   * `retryAfterS`). One that waits for its host is given a link: the page waits with them.
   */
  mint(guildId: string, meetingId: string, actor: MeetingActor): Promise<Result<PersonalLink>>
  /** Spends the link. `link_spent` for one that was opened, has expired, was taken back or never existed; `forbidden` for whoever may no longer join. */
  open(
    token: string,
  ): Promise<Result<{ readonly session: string; readonly visitor: Visitor; readonly meeting: Meeting }>>
  /** `unauthenticated` for a session that nobody has, or that has been taken back. */
  visitor(session: string): Promise<Result<{ readonly visitor: Visitor; readonly meeting: Meeting }>>
  /** Goes in: where the room is. `waiting_for_host`, `meeting_ended`, `meeting_not_open`. */
  enter(session: string): Promise<Result<{ readonly launchUrl: string; readonly meeting: Meeting }>>
  removeExpired(): Promise<void>
}
