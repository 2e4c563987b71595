import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { ConfigService } from '../features/config/service.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import type { RoomProvider } from '../kaltura/rooms/roomProvider.ts'
import { createChangeMeeting } from '../meetings/changeMeeting.ts'
import { createJoinLinks } from '../meetings/createJoinLinks.ts'
import { createMeetings } from '../meetings/createMeetings.ts'
import { createMeetingHandlers } from '../meetings/handlers/createMeetingHandlers.ts'
import { createJoinLinkStore } from '../meetings/joinLinkStore.ts'
import type { JoinLinks } from '../meetings/joinLinks.ts'
import { createKalturaChanges } from '../meetings/kalturaChanges.ts'
import { removalsOf } from '../meetings/meetingEffects.ts'
import { createMeetingQueries } from '../meetings/meetingQueries.ts'
import { createMeetingStore } from '../meetings/meetingStore.ts'
import type { Meetings } from '../meetings/meetings.ts'
import { type MayMentionEveryone, patientMentionRight } from '../meetings/mentionRight.ts'
import { createReconciliation } from '../meetings/reconcile.ts'
import { createStartMeeting } from '../meetings/startMeeting.ts'
import type { EffectHandlers, Outbox } from '../platform/outbox/outbox.ts'
import type { Ground } from './ground.ts'

/** Meetings that are over are kept for that long, ms: then nothing is left of who was there. */
export const ENDED_MEETINGS_KEPT_MS = 30 * 24 * 3_600_000

interface MeetingParts {
  readonly ground: Ground
  readonly guildConfig: Pick<ConfigService, 'of'>
  readonly permissions: GuildPermissions
  readonly outbox: Outbox
  /** Null where this server has no access to Kaltura itself. */
  readonly rooms: RoomProvider | null
  readonly mayMentionEveryone: MayMentionEveryone
}

export interface MeetingWays {
  readonly meetings: Meetings
  readonly joinLinks: JoinLinks
  /** As it is, whatever it is; for whoever shows it. */
  readonly readMeeting: (meetingId: string) => Promise<Meeting | null>
  readonly handlers: EffectHandlers
  readonly chores: readonly (() => Promise<void>)[]
  /** Keeps the meetings in step with Kaltura from now on. */
  start(): void
  close(): Promise<void>
}

export function assembleMeetings(parts: MeetingParts): MeetingWays {
  const { ground, guildConfig, outbox, rooms } = parts
  const { config, clock, database } = ground
  const store = createMeetingStore(database, outbox)
  const queries = createMeetingQueries(database)
  const change = createChangeMeeting({ store, outbox, clock })
  const mayMentionEveryone = patientMentionRight(parts.mayMentionEveryone, ground.logger)
  const basics = { ...ground, ...parts, mayMentionEveryone, store, queries, change }
  const joinLinks = createJoinLinks({
    ...basics,
    links: createJoinLinkStore(database),
    meetings: store,
    publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
  })
  const start = createStartMeeting({
    ...basics,
    isRecorded: async guildId => (await guildConfig.of(guildId)).features.recording,
    async takeBack(meetingId) {
      await outbox.add(database.query, removalsOf(meetingId, clock.nowMs()))
      outbox.wake()
    },
  })
  const reconciliation = rooms && createReconciliation({ ...basics, rooms })
  return {
    meetings: createMeetings({ ...basics, ...createKalturaChanges(basics), start }),
    joinLinks,
    readMeeting: store.get,
    handlers: createMeetingHandlers(basics),
    chores: [joinLinks.removeExpired, () => store.removeEndedBefore(clock.nowMs() - ENDED_MEETINGS_KEPT_MS)],
    start: () => reconciliation?.start(),
    async close() {
      await reconciliation?.close()
    },
  }
}
