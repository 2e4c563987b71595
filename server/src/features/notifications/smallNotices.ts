import type { GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import { opensAtMs } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { AnnouncementParts } from './announcement.ts'
import { timestamp, valuesOf } from './meetingWords.ts'
import { joinButton, type Notice, notice, watchButton } from './notice.ts'
import { mentionsOf, renderTemplate, safeValue } from './renderTemplate.ts'

type Templates = GuildConfig['notifications']['templates']

/** A message of its own shortly before a planned meeting; later it says what has become of that. */
export function reminderOf(meeting: Meeting, { speech: { texts }, nowMs }: AnnouncementParts): Notice {
  const title = safeValue(meeting.title)
  const atMs = meeting.plannedAtMs ?? meeting.createdAtMs
  switch (meeting.status) {
    case 'preparing':
    case 'scheduled': {
      const isOpen = nowMs >= (opensAtMs(meeting) ?? atMs)
      return notice(texts.soon(title, timestamp(atMs, 't'), timestamp(atMs, 'R')), {
        buttons: isOpen ? [joinButton(meeting, texts)] : [],
      })
    }
    case 'live':
      return notice(texts.begun(title), { buttons: [joinButton(meeting, texts)] })
    case 'ended':
      return notice(texts.over(title))
    case 'withdrawn':
      return notice(texts.calledOff(title, timestamp(atMs, 'F')))
  }
}

/** A recording that can be watched. */
export function recordedOf(meeting: Meeting, entryId: string, parts: AnnouncementParts): Notice {
  return templated(meeting, { template: 'recording_ready', ...ownerOf(meeting) }, parts, [
    watchButton(entryId, parts.speech.texts),
  ])
}

/** Somebody is in. */
export function joinedOf(meeting: Meeting, name: string, parts: AnnouncementParts): Notice {
  const about = { template: 'user_join', name, mayMentionEveryone: meeting.mayMentionEveryone } as const
  return templated(meeting, about, parts, [joinButton(meeting, parts.speech.texts)])
}

export interface Sharer {
  readonly name: string
  readonly mayMentionEveryone: boolean
}

/** Somebody asks others to come. */
export function sharedOf(meeting: Meeting, sharer: Sharer, parts: AnnouncementParts): Notice {
  return templated(meeting, { template: 'meeting_share', ...sharer }, parts, [
    joinButton(meeting, parts.speech.texts),
  ])
}

const ownerOf = ({ owner: { name }, mayMentionEveryone }: Meeting): Sharer => ({ name, mayMentionEveryone })

function templated(
  meeting: Meeting,
  { template, name, mayMentionEveryone }: Sharer & { readonly template: keyof Templates },
  { notifications: { templates }, speech }: AnnouncementParts,
  buttons: Notice['buttons'],
): Notice {
  const text = renderTemplate(templates[template], valuesOf(meeting, name, speech))
  return notice(text, { mentions: mentionsOf(templates[template], mayMentionEveryone), buttons })
}
