import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { MeetingMessages } from './en.ts'

/** Alles, was bei den Meetings steht, auf Deutsch. */
export function de(f: Format): MeetingMessages {
  return {
    title: 'Meetings',
    close: 'Schließen',
    types: { webinar: 'Webinar', meeting: 'Meeting', classroom: 'Klassenzimmer' },
    live: 'Live',
    liveSince: time => `seit ${time}`,
    notOpened: host => `${host} hat noch nicht geöffnet`,
    planned: iso => `Geplant für ${f.moment(iso)}`,
    ended: time => `Beendet ${time}`,
    host: name => `Leitung: ${name}`,
    joined: (names, more) => {
      const rest =
        more > 0 ? [f.plural(more, { one: '1 weitere Person', other: `${f.number(more)} weitere` })] : []
      return `Beigetreten: ${f.list([...names, ...rest])}`
    },
    nobodyYet: 'Noch niemand ist beigetreten',
    join: 'Beitreten',
    joining: 'Dein Link kommt',
    opensInBrowser: 'Öffnet sich im Browser',
    opensHere: 'Öffnet sich hier',
    opened: 'Dein Browser öffnet es. Der Link gehört dir allein: Er gilt einmal, eine Minute lang.',
    notOpenedByDiscord:
      'Discord hat den Link nicht geöffnet. Er gehört dir allein und gilt einmal, eine Minute lang.',
    openAnyway: 'Hier öffnen',
    end: 'Beenden',
    callOff: 'Absagen',
    endTitle: title => `„${title}“ für alle beenden?`,
    endText: 'Neue kommen nicht mehr hinein. Wer im Raum ist, kann bleiben, bis er geht.',
    endAction: 'Meeting für alle beenden',
    callOffTitle: title => `„${title}“ absagen?`,
    callOffText: 'Es verschwindet aus den Events des Servers, und die Ankündigung sagt es.',
    callOffAction: 'Absagen',
    keep: 'Behalten',
    ending: 'Wird beendet',
    watchBroadcast: 'Übertragung zusammen schauen',
    watchRecording: 'Aufzeichnung zusammen schauen',
    start: 'Meeting starten',
    startTitle: 'Meeting starten',
    startText: 'Es beginnt jetzt und wird in diesem Server angekündigt.',
    titleField: 'Titel',
    typeField: 'Art',
    startAction: 'Jetzt starten',
    starting: 'Wird gestartet',
    loading: 'Meetings werden geladen',
    empty: 'Gerade keine Meetings',
    emptyText: 'Starte hier eins oder plane eins in jedem Kanal mit /kaltura-starten.',
    failed: 'Die Meetings ließen sich nicht laden',
    failedText: 'Versuch es gleich noch einmal.',
    stale: 'Diese Liste ist vielleicht veraltet: Der Server antwortet nicht.',
    tryAgain: 'Noch einmal',
    back: 'Zurück zur Aktivität',
    refused: {
      meeting_ended: 'Dieses Meeting ist vorbei. Niemand kann mehr beitreten.',
      meeting_not_found: 'Dieses Meeting gibt es nicht mehr.',
      meeting_not_open: 'Es ist noch nicht offen. Versuch es näher an seiner Zeit.',
      meeting_type_unavailable:
        'Das Kaltura-Konto dieses Servers hat dafür keinen Raum. Wähle eine andere Art.',
      too_many_meetings: 'Mehr Meetings kann dieser Server nicht haben. Beende zuerst eins.',
      forbidden: 'Deine Rollen in diesem Server erlauben das nicht. Frag jemanden, der ihn verwaltet.',
      kaltura_unavailable:
        'Kaltura antwortet nicht. Es hat sich nichts geändert; versuch es gleich noch einmal.',
      rate_limited: 'Das war viel auf einmal. Warte kurz und versuch es dann noch einmal.',
      invalid_request: 'Dieser Titel geht nicht. Nimm einen anderen mit höchstens 100 Zeichen.',
      other: 'Das hat nicht geklappt. Versuch es noch einmal.',
    },
  }
}
