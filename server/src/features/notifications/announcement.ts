import type { GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import { isWaitingForHost, opensAtMs } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import { OPENS_BEFORE_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { durationIn, lengthMs, type Speech, timestamp, valuesOf } from './meetingWords.ts'
import { endButton, joinButton, type Notice, notice, shareButton, watchButton } from './notice.ts'
import { mentionsOf, renderTemplate, safeText, safeValue } from './renderTemplate.ts'

export interface AnnouncementParts {
  readonly notifications: GuildConfig['notifications']
  readonly speech: Speech
  readonly nowMs: number
}

const MINUTE_MS = 60_000

/** What is true of a meeting now; null while there is nothing to say. */
export function announcementOf(meeting: Meeting, parts: AnnouncementParts): Notice | null {
  switch (meeting.status) {
    case 'preparing':
      return null
    case 'scheduled':
      return planned(meeting, parts)
    case 'live':
      return live(meeting, parts)
    case 'ended':
      return ended(meeting, parts)
    case 'withdrawn':
      return calledOff(meeting, parts)
  }
}

function planned(meeting: Meeting, { speech, nowMs }: AnnouncementParts): Notice {
  const { texts } = speech
  const atMs = meeting.plannedAtMs ?? meeting.createdAtMs
  const isOpen = nowMs >= (opensAtMs(meeting) ?? atMs)
  const text = texts.planned(
    safeValue(meeting.title),
    texts.types[meeting.type],
    timestamp(atMs, 'F'),
    timestamp(atMs, 'R'),
  )
  return notice(withDescription(text, meeting), {
    facts: [
      `${texts.plannedBy(safeValue(meeting.owner.name))} ${isOpen ? texts.canJoin : texts.opensBefore(OPENS_BEFORE_MS / MINUTE_MS)}`,
    ],
    buttons: [
      ...(isOpen ? [joinButton(meeting, texts)] : []),
      shareButton(meeting, texts),
      endButton(meeting, texts.callOff),
    ],
  })
}

function live(meeting: Meeting, parts: AnnouncementParts): Notice {
  const { texts } = parts.speech
  const name = safeValue(meeting.owner.name)
  const since = timestamp(meeting.startedAtMs ?? meeting.createdAtMs, 'R')
  const said = fromTemplate(meeting, 'meeting_start', parts)
  return notice(withDescription(said?.text ?? texts.begun(safeValue(meeting.title)), meeting), {
    ...(said && { mentions: said.mentions }),
    facts: [isWaitingForHost(meeting) ? texts.waitingForHost(name) : texts.isOn(name, since)],
    buttons: [joinButton(meeting, texts), shareButton(meeting, texts), endButton(meeting, texts.end)],
  })
}

function ended(meeting: Meeting, parts: AnnouncementParts): Notice {
  const { texts } = parts.speech
  const said = fromTemplate(meeting, 'meeting_end', parts)
  const { recording } = meeting
  return notice(said?.text ?? texts.over(safeValue(meeting.title)), {
    ...(said && { mentions: said.mentions }),
    facts: [closing(meeting, parts.speech), ...recordingFacts(meeting, parts.speech)],
    buttons: recording.entryId === null ? [] : [watchButton(recording.entryId, texts)],
  })
}

function closing(meeting: Meeting, speech: Speech): string {
  const { texts } = speech
  const { endReason } = meeting
  const ms = lengthMs(meeting)
  return [
    texts.closed,
    ...(endReason === 'expired' || endReason === 'gone' ? [texts[endReason]] : []),
    ...(ms === null ? [] : [texts.lasted(durationIn(speech, ms))]),
    attendanceOf(meeting, speech),
  ].join(' ')
}

/** As Kaltura counts, once it has; until then, whoever has gone in through us. */
function attendanceOf({ attendance, joined }: Meeting, speech: Speech): string {
  const { texts, format } = speech
  if (attendance === null || attendance.people === 0) return texts.joined(joined, format)
  return texts.attended(attendance.people, durationIn(speech, attendance.minutes * MINUTE_MS), format)
}

function recordingFacts({ recording: { state } }: Meeting, { texts }: Speech): readonly string[] {
  switch (state) {
    case 'off':
      return []
    case 'awaited':
      return [texts.recordingAwaited]
    case 'ready':
      return [texts.recordingReady]
    case 'missing':
      return [texts.recordingMissing]
  }
}

function calledOff(meeting: Meeting, { speech: { texts } }: AnnouncementParts): Notice {
  const at = timestamp(meeting.plannedAtMs ?? meeting.createdAtMs, 'F')
  return notice(texts.calledOff(safeValue(meeting.title), at))
}

/** In the server's own words, where it wants them. */
function fromTemplate(
  meeting: Meeting,
  type: 'meeting_start' | 'meeting_end',
  { notifications: { types, templates }, speech }: AnnouncementParts,
): Pick<Notice, 'text' | 'mentions'> | null {
  if (!types[type]) return null
  return {
    text: renderTemplate(templates[type], valuesOf(meeting, meeting.owner.name, speech)),
    mentions: mentionsOf(templates[type], meeting.mayMentionEveryone),
  }
}

const withDescription = (text: string, { description }: Meeting): string =>
  description === null ? text : `${text}\n${safeText(description)}`
