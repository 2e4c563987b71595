import type { MeetingType } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Localized } from '../../discord/text/language.ts'

interface EventTexts {
  /** At most 100 characters. */
  readonly location: Readonly<Record<MeetingType, string>>
  readonly howToJoin: string
}

/** What Discord's scheduled event says beside title and description. */
export const EVENT_TEXTS: Localized<EventTexts> = {
  en: {
    location: {
      webinar: 'A webinar at Kaltura',
      meeting: 'A meeting at Kaltura',
      classroom: 'A classroom at Kaltura',
    },
    howToJoin: 'Join with /kaltura-join.',
  },
  de: {
    location: {
      webinar: 'Webinar bei Kaltura',
      meeting: 'Meeting bei Kaltura',
      classroom: 'Klassenzimmer bei Kaltura',
    },
    howToJoin: 'Beitreten mit /kaltura-beitreten.',
  },
}
