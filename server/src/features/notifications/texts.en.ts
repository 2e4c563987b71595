import type { MeetingType } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** What is said of meetings beside the server's own templates. Titles and names have been escaped, times are Discord's. */
export const notificationsEn = {
  types: { webinar: 'webinar', meeting: 'meeting', classroom: 'classroom' } satisfies Record<
    MeetingType,
    string
  >,
  planned: (title: string, type: string, at: string, inWhile: string) =>
    `**${title}**, a ${type}, is planned for ${at}, ${inWhile}.`,
  plannedBy: (name: string) => `Planned by ${name}.`,
  opensBefore: (minutes: number) => `You can join from ${minutes} minutes before.`,
  canJoin: 'You can join now.',
  begun: (title: string) => `**${title}** has begun.`,
  waitingForHost: (name: string) => `Waiting for the host. ${name} has not opened it yet.`,
  isOn: (name: string, since: string) => `Hosted by ${name}, begun ${since}.`,
  over: (title: string) => `**${title}** is over.`,
  closed: 'Closed to new joiners.',
  expired: 'It was left open for too long and has been closed.',
  gone: 'Its room is not at Kaltura any more.',
  lasted: (duration: string) => `It lasted ${duration}.`,
  underAMinute: 'less than a minute',
  joined: (count: number, format: Format) =>
    count === 0
      ? 'Nobody joined from here.'
      : format.plural(count, {
          one: 'One person joined from here.',
          other: `${format.number(count)} people joined from here.`,
        }),
  attended: (count: number, time: string, format: Format) =>
    format.plural(count, {
      one: `Kaltura counted one person, for ${time}.`,
      other: `Kaltura counted ${format.number(count)} people, for ${time} in all.`,
    }),
  recordingAwaited: 'Kaltura is preparing the recording.',
  recordingReady: 'The recording is ready.',
  recordingMissing: 'There is no recording.',
  calledOff: (title: string, at: string) => `**${title}** was called off. It was planned for ${at}.`,
  soon: (title: string, at: string, inWhile: string) => `Soon: **${title}** begins at ${at}, ${inWhile}.`,
  unknown: '–',
  join: 'Join',
  share: 'Share',
  end: 'End meeting',
  callOff: 'Call off',
  watchTogether: 'Watch recording together',
}
export type NotificationTexts = typeof notificationsEn
