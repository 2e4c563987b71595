import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { JoinMessages } from './en.ts'

/** Alles, was die Seite zum Beitreten sagt, auf Deutsch. */
export function de(f: Format): JoinMessages {
  return {
    product: 'Kaltura for Discord',
    types: { webinar: 'Webinar', meeting: 'Meeting', classroom: 'Klassenzimmer' },
    toDiscord: 'Zu Discord',
    backToDiscord: 'Zurück zu Discord',
    back: 'Zurück',
    tryAgain: 'Noch einmal',
    opening: {
      title: 'Dein Link wird geöffnet',
      slow: 'Das dauert länger als sonst. Es geht von selbst weiter.',
    },
    noLink: {
      spent: {
        title: 'Dieser Link öffnet nichts mehr',
        text: 'Ein Link gilt einmal und eine Minute lang, damit niemand unter deinem Namen hineingeht. Für einen neuen drück in Discord unter der Nachricht des Meetings auf „Beitreten“ oder tipp dort /kaltura-beitreten.',
      },
      shared: {
        title: 'Du brauchst einen eigenen Link',
        text: 'Diese Adresse nennt ein Meeting, aber alle gehen mit einem eigenen Link hinein. Drück in Discord unter der Nachricht des Meetings auf „Beitreten“ oder tipp dort /kaltura-beitreten.',
      },
      forbidden: {
        title: 'Du kannst diesem Meeting nicht beitreten',
        text: 'Es ist für Mitglieder seines Servers, deren Rolle das erlaubt. Frag jemanden, der den Server verwaltet.',
      },
      used: {
        title: 'Dieser Link ist schon benutzt',
        text: 'Er lässt eine bestimmte Zahl von Leuten herein, und die sind gekommen. Lass dir einen neuen geben.',
      },
      expired: {
        title: 'Dieser Link ist abgelaufen',
        text: 'Links gelten eine Stunde, einen Tag oder eine Woche. Lass dir einen neuen geben.',
      },
      revoked: {
        title: 'Dieser Link wurde zurückgenommen',
        text: 'Wer ihn dir gegeben hat oder jemand, der den Server verwaltet, hat ihn geschlossen. Lass dir einen neuen geben.',
      },
      guestsOff: {
        title: 'Dieser Server lässt keine Gäste herein',
        text: 'Seine Admins haben das ausgeschaltet. In Discord selbst könnt ihr trotzdem zusammen schauen.',
      },
      signInLost: {
        title: 'Das Anmelden hat nicht geklappt',
        text: 'Es wurde in einem anderen Browser begonnen oder ist zu lange her. Öffne deinen Link noch einmal und fang von vorn an.',
      },
    },
    ready: {
      invites: name => `${name} lädt dich ein`,
      yours: 'Das ist dein Meeting',
      you: name => `Du gehst als ${name} hinein`,
      host: 'Leitung',
      planned: iso => `Geplant für ${f.moment(iso)}`,
      join: 'Beitreten',
      joining: 'Du gehst hinein',
      open: 'Meeting öffnen',
      mayWait: name => `Hat ${name} noch nicht geöffnet, wartest du und kommst dann von selbst hinein.`,
    },
    devices: {
      title: 'Kamera und Mikrofon',
      why: 'Sieh und hör dich, bevor die anderen es tun. Du kannst auch ohne hineingehen.',
      check: 'Kamera und Mikrofon prüfen',
      again: 'Noch einmal prüfen',
      asking: 'Dein Browser fragt dich um Erlaubnis',
      askingHint: 'Seine Frage steht meist oben im Fenster.',
      camera: 'Kamera',
      microphone: 'Mikrofon',
      unnamed: number => `Gerät ${f.number(number)}`,
      preview: 'Das Bild deiner Kamera',
      level: 'Sag etwas',
      heard: 'Wir hören dich',
      states: {
        camera: {
          on: 'Deine Kamera geht.',
          refused:
            'Dein Browser lässt diese Seite nicht an die Kamera. Erlaub es neben der Adresse und prüf dann noch einmal.',
          none: 'Keine Kamera gefunden. Schließ eine an und prüf noch einmal, oder geh ohne hinein.',
          inUse: 'Ein anderes Programm hat die Kamera. Schließ es und prüf noch einmal.',
          failed: 'Die Kamera lässt sich nicht starten. Prüf noch einmal oder geh ohne hinein.',
        },
        microphone: {
          on: 'Dein Mikrofon geht.',
          refused:
            'Dein Browser lässt diese Seite nicht an das Mikrofon. Erlaub es neben der Adresse und prüf dann noch einmal.',
          none: 'Kein Mikrofon gefunden. Schließ eins an und prüf noch einmal, oder geh zum Zuhören hinein.',
          inUse: 'Ein anderes Programm hat das Mikrofon. Schließ es und prüf noch einmal.',
          failed: 'Das Mikrofon lässt sich nicht starten. Prüf noch einmal oder geh zum Zuhören hinein.',
        },
      },
      unsupported: 'Dieser Browser kann sie hier nicht prüfen. Du kannst trotzdem hineingehen.',
      roomAsks: 'Der Raum fragt dich noch einmal, welche es sein sollen.',
    },
    waiting: {
      title: name => `${name} hat noch nicht geöffnet`,
      text: 'Du kommst von selbst hinein. Lass diese Seite ruhig offen und mach etwas anderes.',
      stop: 'Nicht mehr warten',
      unheard: 'Wir erreichen den Server gerade nicht. Wir fragen weiter.',
    },
    notOpen: {
      title: iso => `Es beginnt ${f.moment(iso)}`,
      titleUnknown: 'Es hat noch nicht begonnen',
      text: 'Du kommst von selbst hinein. Lass diese Seite ruhig offen und mach etwas anderes.',
      hostText: 'Du leitest es und kannst 15 Minuten vorher öffnen. Du kommst von selbst hinein.',
    },
    inside: {
      leave: 'Verlassen',
      room: title => `Raum: ${title}`,
      closed: 'Dieses Meeting ist für Neue geschlossen. Du kannst bleiben, bis du gehst.',
    },
    left: {
      title: 'Du bist gegangen',
      again: 'Wieder beitreten',
    },
    over: {
      title: 'Dieses Meeting ist vorbei',
      text: 'Niemand kann mehr beitreten. Wurde es aufgezeichnet, erscheint die Aufzeichnung in Discord.',
    },
    away: {
      server: {
        title: 'Kaltura for Discord antwortet nicht',
        text: 'Bei dir ist alles in Ordnung. Wir versuchen es weiter.',
      },
      kaltura: {
        title: 'Kaltura antwortet nicht',
        text: 'Dein Platz ist dir sicher. Wir versuchen es weiter.',
      },
      retryIn: seconds =>
        `Nächster Versuch in ${f.plural(seconds, { one: '1 Sekunde', other: `${f.number(seconds)} Sekunden` })}`,
      retryingNow: 'Neuer Versuch läuft',
    },
    trouble: {
      title: 'Bei uns ist etwas schiefgegangen',
      text: 'Es lag nicht an dir. Versuch es noch einmal; wenn es bleibt, sag denen Bescheid, die das hier betreiben.',
      reference: id => `Kennung ${id}`,
    },
  }
}
