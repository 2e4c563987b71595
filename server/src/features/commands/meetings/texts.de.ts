import type { MeetingTexts } from './texts.en.ts'

export const de: MeetingTexts = {
  types: { webinar: 'Webinar', meeting: 'Meeting', classroom: 'Klassenzimmer' },

  join: 'Beitreten',
  share: 'Teilen',
  end: 'Beenden',
  callOff: 'Absagen',
  openBrowser: 'Im Browser öffnen',
  newLink: 'Neuer Link',
  watch: 'Aufzeichnung zusammen schauen',
  previous: 'Zurück',
  next: 'Weiter',

  startedLive: (title, type) => `### ${title}\n${type} · läuft`,
  startedPlanned: (title, type, when, away) => `### ${title}\n${type} · ${when} (${away})`,
  hostFirst: 'Andere warten, bis du drin bist.',
  nobodyWaits: 'Andere können auch ohne dich hinein.',
  opensFor: time => `Du kannst es ab ${time} öffnen, mit /kaltura-beitreten.`,
  announcedIn: channel => `Es wird in ${channel} angekündigt.`,
  cannotAnnounce: channel =>
    `Es wird nicht angekündigt: Der Bot darf in ${channel} nichts schreiben. Bitte einen Admin dieses Servers, es zu erlauben.`,
  notAnnounced: 'Es wird nicht angekündigt: das ist auf diesem Server abgeschaltet.',
  meetingId: id => `Meeting ${id}`,
  emptyTitle: 'Dieser Titel zeigt nichts an. Schreib einen mit Buchstaben oder Ziffern.',
  nothingMade:
    'Kaltura ist gerade nicht erreichbar, und nichts wurde angelegt. Versuch es in ein paar Minuten noch einmal.',

  times: {
    past: 'Diese Zeit ist vorbei. Wähle eine, die noch kommt, oder lass sie weg, um jetzt zu beginnen.',
    tooFar: 'Das ist mehr als ein Jahr hin. Wähle eine Zeit in den nächsten 366 Tagen.',
    noTime:
      'Das ist ein Tag ohne Uhrzeit. Schreib beides, zum Beispiel „morgen 15 Uhr“ oder „Freitag 20:15“.',
    unclear: written =>
      `„${written}“ ließ sich nicht als Zeit lesen. Schreib eine wie „morgen 15 Uhr“, „Freitag 20:15“, „in 20 Minuten“ oder „1.12. 15:00“.`,
  },
  preview: (title, type) => `### ${title}\n${type}, geplant für`,
  previewNow: (title, type) =>
    `### ${title}\n${type}. Das ist jetzt: Es beginnt, wenn du „Jetzt starten“ drückst.`,
  planned: (when, away) => `**${when}** (${away})`,
  wrote: written => `Du hast „${written}“ geschrieben.`,
  readAs: (zone, offset) => `Gelesen als ${zone} (${offset}).`,
  schedule: 'Planen',
  startNow: 'Jetzt starten',
  changeTime: 'Zeit ändern',
  cancel: 'Abbrechen',
  cancelled: 'Nichts wurde geplant. Führe /kaltura-starten noch einmal aus, wenn du es brauchst.',
  zones: 'Deine Zeitzone',
  zoneNow: (offset, time) => `${offset}, dort ${time}`,
  timeField: 'Wann',
  timeHint: 'Zum Beispiel „morgen 15 Uhr“, „Freitag 20:15“, „in 20 Minuten“',
  draftGone:
    'Das wurde schon geplant oder abgebrochen, oder es ist älter als eine Viertelstunde. Sieh in /kaltura-liste nach, oder führe /kaltura-starten noch einmal aus.',
  timePassed: 'Diese Zeit ist inzwischen vorbei. Drück „Zeit ändern“ und wähle eine andere.',

  personalLink: (title, until) =>
    `### ${title}\nDieser Link ist nur für dich. Er öffnet sich in deinem Browser, gilt ein einziges Mal und läuft ${until} ab.`,
  youHost: 'Du leitest es: Andere kommen hinein, sobald du da bist.',
  waitsForHost: host => `${host} hat es noch nicht geöffnet: Die Seite wartet mit dir.`,
  notOpen: (title, when, away, opens) =>
    `**${title}** beginnt ${when} (${away}). Hinein geht es ab ${opens}: Komm dann wieder.`,
  isOver: (title, when) =>
    `**${title}** ist ${when} zu Ende gegangen. Was es sonst gibt, zeigt /kaltura-liste.`,
  notThere:
    'Dieses Meeting gibt es nicht mehr: Es wurde abgesagt oder ist lange vorbei. Was es sonst gibt, zeigt /kaltura-liste.',
  several: title =>
    `Mehrere Meetings heißen „${title}“. Wähle aus dem, was beim Schreiben vorgeschlagen wird.`,
  none: title =>
    `Kein Meeting hier heißt „${title}“. Wähle aus dem, was beim Schreiben vorgeschlagen wird, oder sieh in /kaltura-liste nach.`,

  choiceLive: (title, ago) => `${title} · läuft, begann ${ago}`,
  choicePlanned: (title, away) => `${title} · beginnt ${away}`,

  liveNow: 'Läuft gerade',
  upcoming: 'Geplant',
  recordings: 'Aufzeichnungen',
  liveItem: (title, type, since) => `**${title}**\n${type} · läuft, begann ${since}`,
  plannedItem: (title, type, when, away) => `**${title}**\n${type} · ${when} (${away})`,
  recordingItem: (title, type, when) => `**${title}**\n${type} · endete ${when}`,
  host: name => `Leitung ${name}`,
  waiting: 'wartet auf die Leitung',
  page: (page, pages) => `Seite ${page} von ${pages}`,
  listEmpty: 'Hier läuft kein Meeting, und keines ist geplant. Starte eines mit /kaltura-starten.',

  askEnd: title =>
    `**${title}** für alle beenden? Es ist dann für Neue geschlossen; wer im Raum ist, kann bleiben, bis er geht.`,
  askCallOff: (title, when) =>
    `**${title}** absagen, geplant für ${when}? Niemand kann dann noch hinein, und sein Event auf diesem Server verschwindet.`,
  endForAll: 'Meeting für alle beenden',
  callItOff: 'Absagen',
  keep: 'Behalten',
  keptLive: title => `**${title}** geht weiter.`,
  keptPlanned: title => `**${title}** bleibt geplant.`,
  ended: title =>
    `**${title}** ist für Neue geschlossen, und Links hinein sind nichts mehr wert. Wer drin ist, bleibt bei Kaltura, bis er geht.`,
  calledOff: title => `**${title}** ist abgesagt, und Links hinein sind nichts mehr wert.`,
  endedBefore: (title, by, when) => `${by} hat **${title}** ${when} beendet. Es ist für Neue geschlossen.`,
  calledOffBefore: (title, by, when) => `${by} hat **${title}** ${when} abgesagt.`,
  expiredBefore: (title, when) =>
    `**${title}** wurde ${when} geschlossen, weil es sehr lange niemand beendet hatte.`,
  goneBefore: (title, when) =>
    `**${title}** ist ${when} zu Ende gegangen: Seinen Raum gibt es bei Kaltura nicht mehr.`,
  mayNotEnd: (title, host) =>
    `**${title}** beenden können nur ${host} als Leitung und Moderatoren dieses Servers. Frag jemanden von ihnen.`,

  shared: (title, channel) => `**${title}** ist in ${channel} geteilt.`,
  sharedSomewhere: title => `**${title}** ist geteilt.`,
  sharedJustNow: title =>
    `Du hast **${title}** in der letzten Minute schon geteilt. Warte ein wenig, dann teile es noch einmal.`,
  cannotShare: channel =>
    `Nichts wurde geteilt: Der Bot darf in ${channel} nichts schreiben. Bitte einen Admin dieses Servers, es zu erlauben.`,
  nothingShared:
    'Benachrichtigungen sind auf diesem Server abgeschaltet, also wird nichts geschrieben. Frag einen seiner Admins.',
}
