import { MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH } from '@kaltura-discord/shared/meetings/limits.ts'
import type { MeetingType } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Localized } from '../../../discord/text/language.ts'
import type { CommandMetadata } from '../metadata.ts'

/** What is typed for a time, characters. */
export const MAX_AT_LENGTH = 100
/** What is typed for a meeting, its id or its title, characters. */
export const MAX_MEETING_TEXT = 100

export const TYPE_NAMES: Readonly<Record<MeetingType, Localized>> = {
  webinar: { en: 'Webinar', de: 'Webinar' },
  meeting: { en: 'Meeting', de: 'Meeting' },
  classroom: { en: 'Classroom', de: 'Klassenzimmer' },
}

export const MEETING_START = {
  name: 'kaltura-start',
  germanName: 'kaltura-starten',
  version: '1.0.0',
  description: {
    en: 'Start a webinar, meeting or classroom, now or later',
    de: 'Ein Webinar, Meeting oder Klassenzimmer starten, jetzt oder später',
  },
  options: [
    {
      kind: 'choice',
      name: 'type',
      germanName: 'art',
      description: { en: 'What kind of room', de: 'Welche Art von Raum' },
      required: true,
      choices: [
        { value: 'webinar', name: TYPE_NAMES.webinar },
        { value: 'meeting', name: TYPE_NAMES.meeting },
        { value: 'classroom', name: TYPE_NAMES.classroom },
      ],
    },
    {
      kind: 'text',
      name: 'title',
      germanName: 'titel',
      description: { en: 'What it is called', de: 'Wie es heißt' },
      required: true,
      minLength: 1,
      maxLength: MAX_TITLE_LENGTH,
    },
    {
      kind: 'text',
      name: 'description',
      germanName: 'beschreibung',
      description: { en: 'What it is about', de: 'Worum es geht' },
      required: false,
      maxLength: MAX_DESCRIPTION_LENGTH,
    },
    {
      kind: 'text',
      name: 'at',
      germanName: 'zeit',
      description: {
        en: 'When, such as “tomorrow 15:00” or “in 20 minutes”; now if left out',
        de: 'Wann, zum Beispiel „morgen 15 Uhr“ oder „in 20 Minuten“; sonst jetzt',
      },
      required: false,
      maxLength: MAX_AT_LENGTH,
    },
    {
      kind: 'flag',
      name: 'wait-for-host',
      germanName: 'auf-leitung-warten',
      description: {
        en: 'Whether others wait until the host is in; yes if left out',
        de: 'Ob andere warten, bis die Leitung da ist; sonst ja',
      },
      required: false,
    },
  ],
  contexts: ['guild'],
} satisfies CommandMetadata

const MEETING_ID = {
  kind: 'text',
  name: 'meeting-id',
  germanName: 'meeting-id',
  description: { en: 'Which one: its id or its title', de: 'Welches: seine ID oder sein Titel' },
  required: true,
  minLength: 1,
  maxLength: MAX_MEETING_TEXT,
  autocomplete: true,
} as const

export const MEETING_JOIN = {
  name: 'kaltura-join',
  germanName: 'kaltura-beitreten',
  version: '1.0.0',
  description: {
    en: 'Get your own link into a meeting of this server',
    de: 'Deinen eigenen Link in ein Meeting dieses Servers holen',
  },
  options: [MEETING_ID],
  contexts: ['guild'],
} satisfies CommandMetadata

export const MEETING_LIST = {
  name: 'kaltura-list',
  germanName: 'kaltura-liste',
  version: '1.0.0',
  description: {
    en: 'See which meetings are live or planned in this server',
    de: 'Sehen, welche Meetings auf diesem Server laufen oder geplant sind',
  },
  options: [],
  contexts: ['guild'],
} satisfies CommandMetadata

export const MEETING_END = {
  name: 'kaltura-end',
  germanName: 'kaltura-beenden',
  version: '1.0.0',
  description: {
    en: 'End a meeting for everyone, or call off a planned one',
    de: 'Ein Meeting für alle beenden oder ein geplantes absagen',
  },
  options: [MEETING_ID],
  contexts: ['guild'],
} satisfies CommandMetadata

/** Actions of the buttons on what is said of meetings; the id of the meeting follows in their custom ids. */
export const JOIN = 'join'
export const END = 'end'
export const SHARE = 'share'
