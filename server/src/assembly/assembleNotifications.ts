import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { createGuildChannels } from '../discord/channels.ts'
import { createGuildFacts, type GuildFacts } from '../discord/guildFacts.ts'
import { createMessages } from '../discord/messages.ts'
import { createScheduledEvents } from '../discord/scheduledEvents.ts'
import type { ConfigService } from '../features/config/service.ts'
import { createMeetingEventHandler } from '../features/meetingEvents/createMeetingEventHandler.ts'
import { createMeetingEventStore } from '../features/meetingEvents/meetingEventStore.ts'
import { type Chosen, chooseChannel, type Wanted } from '../features/notifications/chooseChannel.ts'
import { createNotificationHandlers } from '../features/notifications/createNotificationHandlers.ts'
import { createDeliverNotice } from '../features/notifications/deliverNotice.ts'
import { createNoticeStore } from '../features/notifications/noticeStore.ts'
import type { Members } from '../guilds/members.ts'
import type { Outside } from '../outside.ts'
import type { EffectHandlers } from '../platform/outbox/outbox.ts'
import type { Result } from '../platform/result.ts'
import type { Ground } from './ground.ts'

/** What is known of messages and events is kept for that long, ms: longer than anything can be planned ahead. */
export const NOTICES_KEPT_MS = 400 * 24 * 3_600_000

export interface NotificationParts {
  readonly ground: Pick<Ground, 'clock' | 'database' | 'logger'>
  readonly outside: Pick<Outside, 'discord' | 'discordConnection'>
  readonly guildConfig: Pick<ConfigService, 'of'>
  readonly members: Pick<Members, 'memberOf'>
  readonly readMeeting: (meetingId: string) => Promise<Meeting | null>
}

export interface Notifications {
  /** `meeting.announce`, `remind`, `recorded`, `joined`, `shared` and `event`. */
  readonly handlers: EffectHandlers
  readonly mayMentionEveryone: GuildFacts['mayMentionEveryone']
  readonly channelsSeenBy: GuildFacts['channelsSeenBy']
  /** Where something is going to be said. */
  chooseChannel(wanted: Wanted): Promise<Result<Chosen | null>>
  readonly chores: readonly (() => Promise<void>)[]
}

/** What Discord shows of meetings: messages, and scheduled events. */
export function assembleNotifications(parts: NotificationParts): Notifications {
  const { ground, outside, guildConfig } = parts
  const { clock, database } = ground
  const connection = outside.discordConnection
  const { applicationId } = connection
  const channels = createGuildChannels(connection, clock)
  const facts = createGuildFacts({ ...outside, ...parts.members, channels, clock })
  const store = createNoticeStore(database)
  const eventStore = createMeetingEventStore(database)
  const common = { ...ground, ...parts, applicationId, facts }
  const deliver = createDeliverNotice({ ...common, messages: createMessages(connection), store })
  return {
    handlers: {
      ...createNotificationHandlers({ ...common, configOf: guildConfig.of, channels, deliver, store }),
      'meeting.event': createMeetingEventHandler({
        ...common,
        events: createScheduledEvents(connection),
        store: eventStore,
      }),
    },
    mayMentionEveryone: facts.mayMentionEveryone,
    channelsSeenBy: facts.channelsSeenBy,
    chooseChannel: wanted => chooseChannel(channels, wanted),
    chores: [
      () => store.removeBefore(clock.nowMs() - NOTICES_KEPT_MS),
      () => eventStore.removeBefore(clock.nowMs() - NOTICES_KEPT_MS),
    ],
  }
}
