import { hash } from 'node:crypto'
import type { GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import { opensAtMs } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import { REMIND_BEFORE_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import { type Meeting, MeetingIdSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import type { GuildChannels } from '../../discord/channels.ts'
import type { GuildFacts } from '../../discord/guildFacts.ts'
import { languageOf } from '../../discord/text/language.ts'
import type { EffectHandler, EffectHandlers, EffectOutcome } from '../../platform/outbox/outbox.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { type AnnouncementParts, announcementOf } from './announcement.ts'
import { type Chosen, chooseChannel, type NoticeType, type Wanted } from './chooseChannel.ts'
import { type DeliverNotice, DONE, failed, failedBy } from './deliverNotice.ts'
import { speechIn } from './meetingWords.ts'
import type { Notice } from './notice.ts'
import type { NoticeStore } from './noticeStore.ts'
import { joinedOf, recordedOf, reminderOf, sharedOf } from './smallNotices.ts'

export interface NotificationOptions {
  readonly readMeeting: (meetingId: string) => Promise<Meeting | null>
  readonly configOf: (guildId: string) => Promise<GuildConfig>
  readonly facts: Pick<GuildFacts, 'localeOf'>
  readonly channels: GuildChannels
  readonly deliver: DeliverNotice
  readonly store: Pick<NoticeStore, 'keysFrom' | 'get'>
  readonly clock: RoomClock
}

const MeetingPayloadSchema = z.object({ meetingId: MeetingIdSchema })
const JoinedPayloadSchema = MeetingPayloadSchema.extend({ userId: SnowflakeSchema, name: z.string() })
const SharedPayloadSchema = JoinedPayloadSchema.extend({
  shareId: z.string().min(1).max(40),
  channelId: SnowflakeSchema,
  mayMentionEveryone: z.boolean(),
})

/** A reminder that is so much before its own time belongs to another time of the meeting, ms. */
const EARLY_MS = 30_000

/** Everything that a message about a meeting depends on. */
interface About extends AnnouncementParts {
  readonly meeting: Meeting
}

/** What Discord shows of meetings in messages, by the kind of effect. */
export function createNotificationHandlers(options: NotificationOptions): EffectHandlers {
  const { readMeeting, channels, deliver, store, clock } = options

  async function aboutOf(meeting: Meeting): Promise<About> {
    const [{ notifications }, locale] = await Promise.all([
      options.configOf(meeting.guildId),
      options.facts.localeOf(meeting.guildId),
    ])
    return { meeting, notifications, speech: speechIn(languageOf(locale)), nowMs: clock.nowMs() }
  }

  const handler =
    <P extends { readonly meetingId: string }>(
      schema: z.ZodType<P>,
      handle: (about: About, payload: P) => Promise<EffectOutcome>,
    ): EffectHandler =>
    async payload => {
      const parsed = schema.safeParse(payload)
      if (!parsed.success) return failed('The payload is not of that kind.', true)
      const meeting = await readMeeting(parsed.data.meetingId)
      // Forgotten with its server, or never there.
      if (meeting === null || meeting.status === 'preparing') return DONE
      return handle(await aboutOf(meeting), parsed.data)
    }

  const placeIn =
    (about: About, type: NoticeType, more: Partial<Wanted> = {}) =>
    async (): Promise<Chosen | EffectOutcome | null> => {
      const { guildId, channelId } = about.meeting
      const wanted = { guildId, type, channels: about.notifications.channels, otherwise: channelId, ...more }
      const chosen = await chooseChannel(channels, wanted)
      if (!chosen.ok) return failedBy(chosen)
      return chosen.value ?? failed(nowhere(type), true)
    }

  const send = (
    about: About,
    key: string,
    notice: Notice,
    place: () => ReturnType<ReturnType<typeof placeIn>>,
  ) => deliver({ key: keyOf(about.meeting, key), guildId: about.meeting.guildId, notice, place })

  async function announce(about: About): Promise<EffectOutcome> {
    const notice = announcementOf(about.meeting, about)
    if (notice === null) return DONE
    const type = announcedBy(about)
    const place = type === null ? nowhereElse : placeIn(about, type)
    const outcome = await inTurn([
      () => send(about, ANNOUNCEMENT, notice, place),
      () => announceEnd(about, notice),
      () => correctReminders(about),
    ])
    return outcome.kind === 'done' ? onceOpen(about) : outcome
  }

  /** Where the end has a channel of its own, it is said there as well. */
  async function announceEnd(about: About, notice: Notice): Promise<EffectOutcome> {
    const { meeting, notifications } = about
    if (meeting.status !== 'ended' || notifications.channels.meeting_end === undefined) return DONE
    const isWanted = notifications.enabled && notifications.types.meeting_end
    const announcement = await store.get(keyOf(meeting, ANNOUNCEMENT))
    return send(about, END, notice, async () => {
      const place = isWanted ? await placeIn(about, 'meeting_end')() : null
      const isThere = place !== null && 'channelId' in place && place.channelId === announcement?.channelId
      return isThere ? null : place
    })
  }

  /** Those that there are say what is true now. */
  async function correctReminders(about: About): Promise<EffectOutcome> {
    const keys = await store.keysFrom(keyOf(about.meeting, REMINDER))
    const { guildId } = about.meeting
    const notice = reminderOf(about.meeting, about)
    return inTurn(keys.map(key => () => deliver({ key, guildId, notice, place: nowhereElse })))
  }

  async function remind(about: About): Promise<EffectOutcome> {
    const { meeting, notifications, nowMs } = about
    const { plannedAtMs, status } = meeting
    if (status !== 'scheduled' || plannedAtMs === null || nowMs >= plannedAtMs) return DONE
    if (nowMs < plannedAtMs - REMIND_BEFORE_MS - EARLY_MS) return DONE
    const isWanted = notifications.enabled && notifications.types.meeting_start
    const place = isWanted ? placeIn(about, 'meeting_start') : nowhereElse
    return send(about, `${REMINDER}${plannedAtMs}`, reminderOf(meeting, about), place)
  }

  async function recorded(about: About): Promise<EffectOutcome> {
    const { meeting, notifications } = about
    const { entryId } = meeting.recording
    const isWanted = notifications.enabled && notifications.types.recording_ready
    if (entryId === null) return DONE
    const place = isWanted ? placeIn(about, 'recording_ready') : nowhereElse
    return send(about, 'recorded', recordedOf(meeting, entryId, about), place)
  }

  async function joined(about: About, { userId, name }: z.infer<typeof JoinedPayloadSchema>) {
    const { meeting, notifications } = about
    if (!notifications.enabled || !notifications.types.user_join || meeting.status !== 'live') return DONE
    return send(about, `joined:${tagOf(userId)}`, joinedOf(meeting, name, about), placeIn(about, 'user_join'))
  }

  async function shared(about: About, payload: z.infer<typeof SharedPayloadSchema>) {
    const { meeting, notifications } = about
    const isOver = meeting.status === 'ended' || meeting.status === 'withdrawn'
    if (!notifications.enabled || isOver) return DONE
    const place = placeIn(about, 'meeting_share', { otherwise: payload.channelId, isOtherwiseFirst: true })
    return send(about, `shared:${tagOf(payload.shareId)}`, sharedOf(meeting, payload, about), place)
  }

  return {
    'meeting.announce': handler(MeetingPayloadSchema, announce),
    'meeting.remind': handler(MeetingPayloadSchema, remind),
    'meeting.recorded': handler(MeetingPayloadSchema, recorded),
    'meeting.joined': handler(JoinedPayloadSchema, joined),
    'meeting.shared': handler(SharedPayloadSchema, shared),
  }
}

const ANNOUNCEMENT = 'announcement'
const END = 'end'
const REMINDER = 'reminder:'

const keyOf = ({ id }: Meeting, what: string): string => `meeting:${id}:${what}`

/** Keys hold nothing of anybody. */
const tagOf = (text: string): string => hash('sha256', text).slice(0, 20)

const nowhereElse = async () => null

/** By which rule an announcement that isn't there yet is made; null where none wants it. */
function announcedBy({ meeting: { status }, notifications }: About): NoticeType | null {
  const { enabled, types } = notifications
  if (!enabled) return null
  if (status === 'ended') return types.meeting_end ? 'meeting_end' : null
  return types.meeting_start && status !== 'withdrawn' ? 'meeting_start' : null
}

/** The button to join comes when one can. */
function onceOpen({ meeting, nowMs }: About): EffectOutcome {
  const opens = meeting.status === 'scheduled' ? opensAtMs(meeting) : null
  return opens === null || nowMs >= opens ? DONE : { kind: 'later', atMs: opens }
}

/** All of them, whatever comes of the others; what went wrong first is told. */
async function inTurn(steps: readonly (() => Promise<EffectOutcome>)[]): Promise<EffectOutcome> {
  const outcomes: EffectOutcome[] = []
  for (const step of steps) outcomes.push(await step())
  const wrong = outcomes.filter(({ kind }) => kind === 'failed')
  return wrong.find(outcome => outcome.kind === 'failed' && !outcome.isFinal) ?? wrong[0] ?? DONE
}

const nowhere = (type: NoticeType): string =>
  `There is no channel for it: neither notifications.channels.${type} nor notifications.channels.default names one that the bot sees, and it was asked for in none.`
