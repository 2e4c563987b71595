import type { NotificationTexts } from './texts.en.ts'

export const notificationsDe: NotificationTexts = {
  types: { webinar: 'Webinar', meeting: 'Meeting', classroom: 'Klassenzimmer' },
  planned: (title, type, at, inWhile) => `**${title}** (${type}) ist geplant für ${at}, ${inWhile}.`,
  plannedBy: name => `Geplant von ${name}.`,
  opensBefore: minutes => `Der Beitritt ist ab ${minutes} Minuten vorher möglich.`,
  canJoin: 'Du kannst jetzt beitreten.',
  begun: title => `**${title}** hat begonnen.`,
  waitingForHost: name => `Es wartet auf die Leitung. ${name} hat noch nicht geöffnet.`,
  isOn: (name, since) => `Geleitet von ${name}, begonnen ${since}.`,
  over: title => `**${title}** ist vorbei.`,
  closed: 'Für neue Teilnehmende geschlossen.',
  expired: 'Es stand zu lange offen und wurde geschlossen.',
  gone: 'Seinen Raum gibt es bei Kaltura nicht mehr.',
  lasted: duration => `Dauer: ${duration}.`,
  underAMinute: 'weniger als eine Minute',
  joined: (count, format) =>
    count === 0
      ? 'Niemand ist von hier aus beigetreten.'
      : format.plural(count, {
          one: 'Eine Person ist von hier aus beigetreten.',
          other: `${format.number(count)} Personen sind von hier aus beigetreten.`,
        }),
  attended: (count, time, format) =>
    format.plural(count, {
      one: `Kaltura hat eine Person gezählt, Dauer: ${time}.`,
      other: `Kaltura hat ${format.number(count)} Personen gezählt, zusammen ${time}.`,
    }),
  recordingAwaited: 'Kaltura bereitet die Aufzeichnung vor.',
  recordingReady: 'Die Aufzeichnung ist fertig.',
  recordingMissing: 'Es gibt keine Aufzeichnung.',
  calledOff: (title, at) => `**${title}** wurde abgesagt. Es war geplant für ${at}.`,
  soon: (title, at, inWhile) => `Bald: **${title}** beginnt um ${at}, ${inWhile}.`,
  unknown: '–',
  join: 'Beitreten',
  share: 'Teilen',
  end: 'Meeting beenden',
  callOff: 'Absagen',
  watchTogether: 'Aufzeichnung zusammen schauen',
}
