import { createSignInForgetting } from '../features/auth/forgetting.ts'
import type { SignIns } from '../features/auth/signIns.ts'
import { launchesForgetting } from '../features/commands/launches/forgetting.ts'
import { draftsForgetting } from '../features/commands/meetings/drafts/forgetting.ts'
import { commentsForgetting } from '../features/comments/forgetting.ts'
import { configForgetting } from '../features/config/forgetting.ts'
import { guildChecksForgetting } from '../features/discordEvents/guildCheckStore.ts'
import { installationsForgetting } from '../features/discordEvents/installations.ts'
import { createGuestsForgetting } from '../features/guests/forgetting.ts'
import { meetingEventsForgetting } from '../features/meetingEvents/forgetting.ts'
import { notificationsForgetting } from '../features/notifications/forgetting.ts'
import { preferencesForgetting } from '../features/preferences/forgetting.ts'
import { sentProfilesForgetting } from '../features/users/forgetting.ts'
import { createMeetingsForgetting } from '../meetings/forgetting.ts'
import type { Forgetting } from '../platform/database/forgetting.ts'
import type { Tables } from '../platform/database/tables.ts'
import { outboxForgetting } from '../platform/outbox/forgetting.ts'
import type { Outbox } from '../platform/outbox/outbox.ts'
import { roomsForgetting } from '../rooms/forgetting.ts'

/** What each part does when somebody leaves or the application is removed from a server, in this order. */
export const forgettingParts = (
  signIns: Pick<SignIns, 'ended'>,
  outbox: Pick<Outbox, 'add'>,
): readonly Forgetting[] => [
  createSignInForgetting(signIns),
  createGuestsForgetting(signIns),
  sentProfilesForgetting,
  preferencesForgetting,
  configForgetting,
  launchesForgetting,
  draftsForgetting,
  notificationsForgetting,
  meetingEventsForgetting,
  // Before the rooms: in one that is empty it may find all events gone, which is as well.
  commentsForgetting,
  roomsForgetting,
  outboxForgetting,
  createMeetingsForgetting(outbox),
  // Has to see who had added the application where.
  guildChecksForgetting,
  installationsForgetting,
]

/** Tables that nobody is forgotten in, and why that is right. */
export const NEVER_FORGOTTEN: Partial<Readonly<Record<keyof Tables, string>>> = {
  idempotency_keys: 'Hashes and sealed answers, gone after a day.',
  services: 'Programs and no people; operators revoke them.',
  claimed_interactions: 'Ids of interactions, which name nobody, for as long as they can be answered.',
  heartbeats: 'Processes.',
  outbox_lanes: 'Lanes in which somebody is at work: ids of meetings, gone within minutes.',
  discord_events:
    'Who has left and when, so that late news bring nothing back; gone 30 days after it was done.',
}
