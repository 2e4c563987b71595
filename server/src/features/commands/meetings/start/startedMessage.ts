import { opensAtMs } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Message } from '../../command.ts'
import {
  buttonRow,
  channelOf,
  container,
  endButton,
  joinButton,
  plainText,
  shareButton,
  timestamp,
  titleOf,
} from '../messageParts.ts'
import type { MeetingTexts } from '../texts.en.ts'
import type { Place } from '../whereSaid.ts'

interface StartedParts {
  readonly texts: MeetingTexts
  readonly nowMs: number
  readonly place: Place
}

/** What stands now, for whoever has made it. */
export function startedMessage(meeting: Meeting, { texts, nowMs, place }: StartedParts): Message {
  const opens = opensAtMs(meeting)
  const isOpen = opens !== null && opens <= nowMs
  const buttons = [
    ...(isOpen ? [joinButton(meeting, texts)] : []),
    shareButton(meeting, texts),
    endButton(meeting, texts),
  ]
  const lines = [
    headingOf(meeting, texts),
    ...(opens === null || isOpen ? [] : [texts.opensFor(timestamp(opens, 't'))]),
    meeting.waitForHost ? texts.hostFirst : texts.nobodyWaits,
    ...announced(place, texts),
    `-# ${texts.meetingId(meeting.id)}`,
  ]
  return { components: [container([plainText(lines.join('\n')), buttonRow(buttons)])] }
}

function announced(place: Place, texts: MeetingTexts): string[] {
  switch (place.kind) {
    case 'unknown':
      return []
    case 'off':
      return [texts.notAnnounced]
    case 'closed':
      return [texts.cannotAnnounce(channelOf(place))]
    case 'channel':
      return [texts.announcedIn(channelOf(place))]
  }
}

function headingOf(meeting: Meeting, texts: MeetingTexts): string {
  const { status, plannedAtMs, type } = meeting
  if (status !== 'scheduled' || plannedAtMs === null)
    return texts.startedLive(titleOf(meeting), texts.types[type])
  const [when, away] = [timestamp(plannedAtMs, 'F'), timestamp(plannedAtMs, 'R')]
  return texts.startedPlanned(titleOf(meeting), texts.types[type], when, away)
}
