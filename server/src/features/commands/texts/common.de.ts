import type { commonEn } from './common.en.ts'

export const commonDe: typeof commonEn = {
  errors: {
    invalid_request:
      'Mit dieser Anfrage stimmt etwas nicht. Führe den Befehl noch einmal aus und wähle aus dem, was er anbietet.',
    invalid_code:
      'Discord hat diese Anmeldung nicht angenommen. Öffne die Aktivität neu und beginne von vorn.',
    unauthenticated:
      'Unserem Server fehlt eine Anmeldung, die er braucht. Sag dem Betreiber der App Bescheid.',
    token_expired: 'Das hat zu lange gedauert und ist abgelaufen. Führe den Befehl noch einmal aus.',
    not_in_activity:
      'Du bist nicht in der Aktivität. Tritt ihrem Sprachkanal bei, öffne sie dort und versuch es noch einmal.',
    forbidden: 'Deine Rollen auf diesem Server erlauben das nicht. Frag jemanden aus der Serverleitung.',
    not_a_member: 'Du bist nicht mehr in der Aktivität. Öffne sie neu und versuch es dann noch einmal.',
    not_in_control:
      'Jemand anders steuert diese Aktivität. Bitte um die Fernbedienung oder schlag das Video dort vor.',
    vote_running: 'In dieser Aktivität wird gerade abgestimmt. Versuch es danach noch einmal.',
    too_late: 'Dafür ist es zu spät. Sieh nach, wie es jetzt ist.',
    not_found: 'Das gibt es nicht mehr. Führe den Befehl noch einmal aus, um zu sehen, was es gibt.',
    meeting_not_found:
      'So ein Meeting gibt es auf diesem Server nicht. Welche es gibt, zeigt /kaltura-liste.',
    meeting_ended: 'Dieses Meeting ist zu Ende. Welche es gibt, zeigt /kaltura-liste.',
    meeting_not_open: 'Dieses Meeting hat noch nicht begonnen. Wann es das tut, zeigt /kaltura-liste.',
    waiting_for_host:
      'Wer dieses Meeting leitet, hat es noch nicht geöffnet. Versuch es in einer Minute noch einmal.',
    meeting_type_unavailable:
      'Meetings dieser Art sind bei Kaltura nicht eingerichtet. Wähle eine andere, oder frag, wer diesen Bot betreibt.',
    too_many_meetings:
      'Auf diesem Server gibt es zu viele Meetings auf einmal. Beende eines oder sag eines ab.',
    link_spent: 'Dieser Link ist verbraucht oder zu alt. Hol dir einen neuen.',
    too_many_links: 'Hier gelten schon zu viele Links. Nimm erst einen zurück.',
    link_used: 'Über diesen Link sind schon alle gekommen, die er hereinlässt. Lass dir einen neuen geben.',
    link_expired: 'Dieser Link ist abgelaufen. Lass dir einen neuen geben.',
    link_revoked: 'Dieser Link wurde zurückgenommen. Lass dir einen neuen geben.',
    guests_off: 'Dieser Server lässt keine Gäste im Browser herein. Das können seine Admins ändern.',
    room_empty: 'Dort schaut gerade niemand aus Discord. Versuch es später noch einmal.',
    name_taken: 'So heißt hier schon jemand. Nimm einen anderen Namen.',
    video_not_found: 'Dieses Video ist nicht mehr in der Bibliothek. Wähle ein anderes.',
    method_not_allowed: 'Das geht hiermit nicht. Führe den Befehl noch einmal aus.',
    video_not_ready: 'Kaltura bereitet dieses Video noch vor. Versuch es in ein paar Minuten noch einmal.',
    captions_unreadable:
      'Die Untertitel dieses Videos sind beschädigt. Wer sie erstellt hat, kann sie neu hochladen.',
    nothing_to_play: 'Gerade läuft nichts. Wähle zuerst mit /kaltura-schauen ein Video.',
    comments_off:
      'Kommentare stehen bei Aufzeichnungen, und nur auf Servern. Schau eine im Kanal eines Servers.',
    comments_full:
      'Zu diesem Video gibt es so viele Kommentare, wie ein Server aufhebt. Entferne erst einen.',
    queue_full:
      'Die Warteschlange dieser Aktivität ist voll. Versuch es noch einmal, sobald etwas davon gelaufen ist.',
    room_full: 'Diese Aktivität ist voll. Versuch es noch einmal, sobald jemand gegangen ist.',
    conflict: 'Jemand anders hat das im selben Augenblick geändert. Führe den Befehl noch einmal aus.',
    idempotency_key_reused:
      'Das ist schon geschehen. Führe den Befehl noch einmal aus, wenn es ein weiteres Mal nötig ist.',
    precondition_failed:
      'Jemand anders hat das inzwischen geändert. Sieh es dir noch einmal an und wiederhole dann deine Änderung.',
    payload_too_large: 'Das war zu viel auf einmal. Kürze es und versuch es noch einmal.',
    unsupported_media_type: 'Diese Art von Inhalt geht nicht. Versuch es mit einfachem Text.',
    rate_limited: 'Das war zu viel auf einmal. Warte eine Minute und versuch es dann noch einmal.',
    protocol_unsupported: 'Das ist älter als die App. Starte Discord neu und versuch es noch einmal.',
    internal:
      'Bei uns ist etwas schiefgegangen. Versuch es noch einmal, und sag dem Betreiber der App Bescheid, wenn es so bleibt.',
    kaltura_unavailable: 'Kaltura antwortet gerade nicht. Versuch es in ein paar Minuten noch einmal.',
    discord_unavailable: 'Discord antwortet uns gerade nicht. Versuch es in ein paar Minuten noch einmal.',
    unavailable: 'Das geht gerade nicht. Versuch es in ein paar Minuten noch einmal.',
  },
  onlyInServers:
    'Das geht nur auf Servern. Führe es in einem Kanal eines Servers aus, der diese App hinzugefügt hat.',
  notInstalled:
    'Dieser Server hat die App nicht hinzugefügt. Bitte jemanden aus der Serverleitung darum und versuch es dann noch einmal.',
  botMissing:
    'Der Bot dieser App ist nicht auf diesem Server. Bitte jemanden aus der Serverleitung, die App noch einmal hinzuzufügen.',
  notInServer: 'Das können nur Mitglieder dieses Servers. Tritt ihm bei und versuch es dann noch einmal.',
  unknownCommand: 'Diesen Befehl gibt es nicht mehr. Starte Discord neu, um zu sehen, welche es gibt.',
  unknownAction: 'Das gehört zu einer älteren Fassung der App. Führe den Befehl noch einmal aus.',
  unknownOption: option =>
    `Dieser Befehl kennt „${option}“ nicht mehr. Starte Discord neu und führe den Befehl noch einmal aus.`,
  optionMissing: option => `„${option}“ fehlt. Führe den Befehl noch einmal aus und gib es an.`,
  tooLong: (option, max, length) =>
    `„${option}“ darf höchstens ${max} Zeichen haben, und das hier hat ${length}. Kürze es.`,
  tooShort: (option, min) => `„${option}“ braucht mindestens ${min} Zeichen. Schreib etwas mehr.`,
  outOfRange: (option, min, max) =>
    `„${option}“ muss eine ganze Zahl von ${min} bis ${max} sein. Wähle eine davon.`,
  notAChoice: (option, choices) => `Für „${option}“ gibt es nur: ${choices}. Wähle etwas davon.`,
  wrongKind: option => `Für „${option}“ geht das nicht. Führe den Befehl noch einmal aus und wähle neu.`,
  timedOut: 'Das hat zu lange gedauert. Versuch es gleich noch einmal.',
  wentWrong:
    'Bei uns ist etwas schiefgegangen. Versuch es noch einmal, und sag dem Betreiber der App Bescheid, wenn es so bleibt.',
  launchRefused:
    'Discord hat uns die Aktivität hier nicht öffnen lassen. Tritt einem Sprachkanal bei und versuch es dort noch einmal.',
}
