import type { JsonObject } from '../../conformance/jsonTree.ts'
import type { FormProblem } from '../formErrors.ts'
import { type Checked, createForm, type Form, refuseForm } from '../forms/form.ts'
import { EVENT_STATUS, type ScheduledEvent } from './scheduledEvents.ts'

const EXTERNAL = 3
const GUILD_ONLY = 2

const LIMITS = { name: 100, description: 1000, location: 100 } as const

type Draft = Omit<ScheduledEvent, 'id' | 'status'>

/** https://docs.discord.com/developers/resources/guild-scheduled-event#create-guild-scheduled-event */
export function checkNewEvent(sent: JsonObject, nowMs: number): Checked<Draft> {
  const problems: FormProblem[] = []
  const form = createForm(sent, problems)
  form.oneOf('privacy_level', [GUILD_ONLY], true)
  form.oneOf('entity_type', [EXTERNAL], true)
  if (form.has('channel_id'))
    form.refuse('channel_id', 'BASE_TYPE_CHOICES', 'External events have no channel.')
  const draft = {
    name: form.text('name', { min: 1, max: LIMITS.name, required: true }) ?? '',
    description: form.text('description', { min: 1, max: LIMITS.description }) ?? null,
    location: locationIn(form, true) ?? '',
    startsAtMs: timeIn(form, 'scheduled_start_time', true) ?? 0,
    endsAtMs: timeIn(form, 'scheduled_end_time', true) ?? 0,
  }
  if (problems.length === 0) checkTimes(form, draft, nowMs)
  return problems.length === 0 ? { ok: true, value: draft } : refuseForm(problems)
}

/** https://docs.discord.com/developers/resources/guild-scheduled-event#modify-guild-scheduled-event */
export function checkChangedEvent(
  sent: JsonObject,
  before: ScheduledEvent,
  nowMs: number,
): Checked<Omit<ScheduledEvent, 'id'>> {
  const problems: FormProblem[] = []
  const form = createForm(sent, problems)
  if (form.has('entity_type')) form.oneOf('entity_type', [EXTERNAL])
  if (form.has('privacy_level')) form.oneOf('privacy_level', [GUILD_ONLY])
  const { id: _id, ...rest } = before
  const changed = {
    ...rest,
    name: form.text('name', { min: 1, max: LIMITS.name }) ?? before.name,
    description: form.text('description', { min: 1, max: LIMITS.description }) ?? before.description,
    location: locationIn(form, false) ?? before.location,
    startsAtMs: timeIn(form, 'scheduled_start_time', false) ?? before.startsAtMs,
    endsAtMs: timeIn(form, 'scheduled_end_time', false) ?? before.endsAtMs,
    status: nextStatus(form, before.status),
  }
  const movesStart = form.has('scheduled_start_time')
  if (movesStart && before.status !== EVENT_STATUS.scheduled)
    form.refuse(
      'scheduled_start_time',
      'GUILD_SCHEDULED_EVENT_STARTED',
      'An event that has begun keeps its start.',
    )
  if (problems.length === 0) checkTimes(form, changed, movesStart ? nowMs : Number.NEGATIVE_INFINITY)
  return problems.length === 0 ? { ok: true, value: changed } : refuseForm(problems)
}

const FOLLOWING: Readonly<Record<number, readonly number[]>> = {
  [EVENT_STATUS.scheduled]: [EVENT_STATUS.active, EVENT_STATUS.canceled],
  [EVENT_STATUS.active]: [EVENT_STATUS.completed],
}

function nextStatus(form: Form, before: ScheduledEvent['status']): ScheduledEvent['status'] {
  if (!form.has('status')) return before
  const wanted = Object.values(EVENT_STATUS).find(each => each === form.value['status'])
  if (wanted !== undefined && FOLLOWING[before]?.includes(wanted) === true) return wanted
  form.refuse(
    'status',
    'GUILD_SCHEDULED_EVENT_INVALID_STATUS',
    'The event cannot go from its status to that one.',
  )
  return before
}

function locationIn(form: Form, required: boolean): string | undefined {
  return form
    .form('entity_metadata', required)
    ?.text('location', { min: 1, max: LIMITS.location, required: true })
}

function timeIn(form: Form, name: string, required: boolean): number | undefined {
  const text = form.text(name, { max: 100, required })
  if (text === undefined) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms))
    form.refuse(name, 'DATE_TIME_TYPE_PARSE', `Could not parse ${text}. Should be ISO8601.`)
  return ms
}

const MAX_AHEAD_MS = 5 * 366 * 24 * 3_600_000

function checkTimes(form: Form, { startsAtMs, endsAtMs }: Draft, notBeforeMs: number): void {
  const refuse = (name: string, message: string) =>
    form.refuse(name, 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', message)
  if (startsAtMs < notBeforeMs) refuse('scheduled_start_time', 'Cannot schedule event in the past.')
  if (endsAtMs <= startsAtMs) refuse('scheduled_end_time', 'Cannot schedule event to end before it starts.')
  if (startsAtMs > notBeforeMs + MAX_AHEAD_MS && notBeforeMs > 0)
    refuse('scheduled_start_time', 'Cannot schedule an event that far ahead.')
}
