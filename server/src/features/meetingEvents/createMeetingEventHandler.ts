import { hash } from 'node:crypto'
import { type Meeting, MeetingIdSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import * as z from 'zod'
import type { GuildFacts } from '../../discord/guildFacts.ts'
import type {
  EventAnswer,
  EventChange,
  ScheduledEvent,
  ScheduledEvents,
} from '../../discord/scheduledEvents.ts'
import { languageOf } from '../../discord/text/language.ts'
import type { Logger } from '../../platform/logger.ts'
import type { EffectHandler, EffectOutcome } from '../../platform/outbox/outbox.ts'
import type { Failure } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { MeetingEventStore } from './meetingEventStore.ts'
import { markOf, type WantedEvent, wantedEvent } from './wantedEvent.ts'

export interface MeetingEventOptions {
  readonly applicationId: string
  readonly readMeeting: (meetingId: string) => Promise<Meeting | null>
  readonly facts: Pick<GuildFacts, 'localeOf'>
  readonly events: ScheduledEvents
  readonly store: MeetingEventStore
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Discord makes nothing that has begun already: then it begins so much later, ms. */
export const START_AHEAD_MS = 5_000

const PayloadSchema = z.object({ meetingId: MeetingIdSchema })

const DONE: EffectOutcome = { kind: 'done' }
const failed = (reason: string, isFinal: boolean): EffectOutcome => ({ kind: 'failed', reason, isFinal })
const failedBy = ({ error }: Failure): EffectOutcome => failed(`${error.code}: ${error.message}`, false)

type Refused = Exclude<EventAnswer, { readonly kind: 'there' }>

interface Keeping {
  readonly meeting: Meeting
  readonly wanted: WantedEvent
  readonly contentHash: string
}

/** Keeps Discord's scheduled event of a meeting in step with it. One that somebody has deleted there stays away. */
export function createMeetingEventHandler(options: MeetingEventOptions): EffectHandler {
  const { applicationId, events, store, clock, logger } = options

  /** There is nothing like a nonce for events: they are known by their last line. */
  async function ours(meeting: Meeting) {
    const all = await events.all(meeting.guildId)
    if (!all.ok) return all
    const mark = markOf(meeting)
    const value = all.value.filter(
      ({ creatorId, description }) => creatorId === applicationId && description.endsWith(mark),
    )
    return { ok: true as const, value }
  }

  async function create(keeping: Keeping): Promise<EffectOutcome> {
    const { meeting, wanted } = keeping
    const startsAtMs = Math.max(wanted.draft.startsAtMs, clock.nowMs() + START_AHEAD_MS)
    const answer = await events.create(meeting.guildId, { ...wanted.draft, startsAtMs })
    if (!answer.ok) return failedBy(answer)
    if (answer.value.kind !== 'there') return refusedBy(answer.value)
    const { event } = answer.value
    const twins = await ours(meeting)
    // A call that was repeated on its way has made two.
    for (const twin of twins.ok ? twins.value : [])
      if (twin.id !== event.id) await events.change(meeting.guildId, twin.id, { status: 'canceled' })
    if (wanted.status !== 'scheduled') return adopt(keeping, event)
    await store.made(meeting.id, event.id, keeping.contentHash)
    return DONE
  }

  /** Whatever it says, it comes to say what is true. */
  async function adopt(keeping: Keeping, event: ScheduledEvent): Promise<EffectOutcome> {
    await store.made(keeping.meeting.id, event.id, '')
    return keepInStep(keeping, event.id)
  }

  async function find(keeping: Keeping): Promise<EffectOutcome> {
    const found = await ours(keeping.meeting)
    if (!found.ok) return failedBy(found)
    const [first] = found.value
    if (first !== undefined) return adopt(keeping, first)
    return isOver(keeping.wanted) ? DONE : create(keeping)
  }

  async function keepInStep(keeping: Keeping, eventId: string): Promise<EffectOutcome> {
    const { meeting, wanted, contentHash } = keeping
    const now = await events.get(meeting.guildId, eventId)
    if (!now.ok) return failedBy(now)
    if (now.value.kind !== 'there') return settle(keeping, now.value)
    for (const change of changesTo(wanted, now.value.event, clock.nowMs())) {
      const answer = await events.change(meeting.guildId, eventId, change)
      if (!answer.ok) return failedBy(answer)
      if (answer.value.kind !== 'there') return settle(keeping, answer.value)
    }
    await store.says(meeting.id, contentHash)
    return DONE
  }

  async function settle({ meeting, contentHash }: Keeping, answer: Refused): Promise<EffectOutcome> {
    if (answer.kind === 'gone') {
      await store.gone(meeting.id)
      logger.info('meetingEvents.deleted', { meetingId: meeting.id })
      return DONE
    }
    if (answer.kind !== 'over') return refusedBy(answer)
    await store.says(meeting.id, contentHash)
    return DONE
  }

  return async payload => {
    const parsed = PayloadSchema.safeParse(payload)
    if (!parsed.success) return failed('The payload names no meeting.', true)
    const meeting = await options.readMeeting(parsed.data.meetingId)
    if (meeting === null) return DONE
    const wanted = wantedEvent(meeting, languageOf(await options.facts.localeOf(meeting.guildId)))
    if (wanted === null) return DONE
    const keeping = { meeting, wanted, contentHash: hash('sha256', JSON.stringify(wanted)) }
    const row = await store.get(meeting.id)
    if (row === null) {
      if (isOver(wanted)) return DONE
      await store.making({ meetingId: meeting.id, guildId: meeting.guildId }, clock.nowMs())
      return create(keeping)
    }
    if (row.state === 'gone' || row.contentHash === keeping.contentHash) return DONE
    return row.eventId === null ? find(keeping) : keepInStep(keeping, row.eventId)
  }
}

const isOver = ({ status }: WantedEvent): boolean => status === 'completed' || status === 'canceled'

/** One after the other, in the order that Discord allows. */
function changesTo({ draft, status }: WantedEvent, now: ScheduledEvent, nowMs: number): EventChange[] {
  const { startsAtMs, ...words } = draft
  if (now.status === 'completed' || now.status === 'canceled') return []
  if (status === 'canceled') return [{ status: now.status === 'active' ? 'completed' : 'canceled' }]
  const begin: EventChange[] = now.status === 'scheduled' ? [{ status: 'active' }] : []
  if (status === 'completed') return [...begin, { status: 'completed' }]
  if (status === 'active') return [{ ...words }, ...begin]
  const mayMove = now.status === 'scheduled' && startsAtMs > nowMs
  return [mayMove ? draft : words]
}

function refusedBy(answer: Refused): EffectOutcome {
  switch (answer.kind) {
    case 'gone':
    case 'over':
      return DONE
    case 'notAllowed':
      return failed('The bot lacks Create Events in that server, so that Discord shows no event there.', true)
    case 'tooMany':
      return failed('That server has as many scheduled events as Discord allows.', true)
    case 'refused':
      return failed(`Discord refuses the scheduled event with code ${answer.code}.`, true)
  }
}
