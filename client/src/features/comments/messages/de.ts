import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { CommentMessages } from './en.ts'

export function de(f: Format): CommentMessages {
  return {
    key: 'Zu dieser Stelle etwas sagen',
    say: time => `Etwas bei ${time} sagen`,
    send: 'Anheften',
    sending: 'Wird angeheftet',
    earlier: '5 Sekunden früher',
    later: '5 Sekunden später',
    left: count =>
      count < 0
        ? f.plural(-count, { one: '1 Zeichen zu viel', other: `${f.number(-count)} Zeichen zu viel` })
        : f.plural(count, { one: 'Noch 1 Zeichen', other: `Noch ${f.number(count)} Zeichen` }),
    pinned: time => `Bei ${time} angeheftet`,
    readOnly: 'Melde dich mit Discord an, um selbst etwas zu sagen.',
    show: 'Über dem Video zeigen',
    forAll: 'Ein Druck bringt alle zu dieser Stelle.',
    forYou: 'Du schaust für dich: Ein Druck bringt nur dich dorthin.',
    list: 'Kommentare nach ihren Stellen',
    spoken: (name, text) => `${name} sagt: ${text}`,
    empty: 'Noch hat niemand etwas gesagt',
    emptyText: 'Was du an eine Stelle heftest, erscheint, wenn jemand von diesem Server dorthin kommt.',
    loading: 'Kommentare werden geladen',
    failed: 'Die Kommentare kommen nicht.',
    tryAgain: 'Noch einmal versuchen',
    off: 'Hier gibt es keine Kommentare',
    offText:
      'Kommentare werden für einen Server aufgehoben. In einem Anruf gibt es keinen, dem sie gehören könnten.',
    remove: (name, time) => `Kommentar von ${name} bei ${time} entfernen`,
    removed: 'Kommentar entfernt',
    undo: 'Rückgängig',
    nobody: 'Jemand',
    refused: {
      invalid_request: 'Das lässt sich nicht anheften. Schreib etwas, das man sehen kann.',
      too_late: 'Inzwischen läuft ein anderes Video, also wurde nichts angeheftet.',
      rate_limited: 'Das war viel auf einmal. Warte kurz, dann sag mehr.',
      comments_full:
        'Zu diesem Video gibt es so viele Kommentare, wie ein Server aufhebt. Erst muss jemand einen entfernen.',
      comments_off: 'Hier lässt sich kein Kommentar anheften.',
      forbidden: 'Einen Kommentar entfernt nur, wer ihn geschrieben hat, oder wer auf dem Server moderiert.',
      discord_unavailable: 'Discord antwortet nicht. Versuch es gleich noch einmal.',
      other: 'Das hat nicht geklappt. Versuch es noch einmal.',
    },
    again: seconds => `Das war viel auf einmal. Sag mehr in ${f.number(seconds)} s.`,
    tooLateToUndo: 'Das lässt sich nicht mehr zurückholen.',
  }
}
