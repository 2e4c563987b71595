import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { QueueMessages } from './en.ts'

/** Alles, was bei der Warteschlange steht, auf Deutsch. */
export function de(f: Format): QueueMessages {
  const videos = (count: number) => f.plural(count, { one: '1 Video', other: `${f.number(count)} Videos` })
  return {
    summary: (count, length) => (length === null ? videos(count) : `${videos(count)} · ${length}`),
    list: 'Videos, die als Nächstes kommen',
    tools: 'Die ganze Warteschlange',
    by: name => `hinzugefügt von ${name}`,
    live: 'Live',
    move: video => `„${video}“ verschieben`,
    moveHint: 'Drück Enter, dann die Pfeiltasten und wieder Enter. Oder halt Alt und drück die Pfeiltasten.',
    carried: (video, place, count) => `„${video}“: ${f.number(place)} von ${f.number(count)}`,
    moved: (video, place, count) =>
      `„${video}“ steht jetzt an Stelle ${f.number(place)} von ${f.number(count)}.`,
    putBack: video => `„${video}“ bleibt, wo es war.`,
    more: video => `Was mit „${video}“ geschehen soll`,
    playNow: 'Jetzt abspielen',
    playNext: 'Als Nächstes abspielen',
    moveUp: 'Nach oben',
    moveDown: 'Nach unten',
    moveToEnd: 'Ans Ende',
    remove: 'Entfernen',
    shuffle: 'Mischen',
    repeat: 'Wiederholen',
    repeats: { off: 'Aus', one: 'Dieses Video', all: 'Alle Videos' },
    clear: 'Warteschlange leeren',
    clearTitle: count => `${videos(count)} aus der Warteschlange nehmen?`,
    clearText: 'Für alle. Was gerade läuft, läuft weiter.',
    clearAction: 'Warteschlange leeren',
    keep: 'Behalten',
    close: 'Schließen',
    empty: 'Nichts wartet',
    emptyText:
      'Wähle in der Bibliothek ein Video und drück „Zur Warteschlange“, oder füge unten einen Kaltura-Link ein. Sie laufen nacheinander.',
    emptyForGuest: 'Die anderen wählen, was als Nächstes kommt.',
    browse: 'Zur Bibliothek',
    paste: 'Kaltura-Link oder Entry-ID einfügen',
    pasteShort: 'Link oder Entry-ID',
    add: 'Hinzufügen',
    adding: 'Wird hinzugefügt',
    progress: (done, total) =>
      total === null ? 'Wird durchgesehen' : `Wird hinzugefügt: ${f.number(done)} von ${f.number(total)}`,
    cancel: 'Abbrechen',
    stopped: count =>
      count === 0 ? 'Abgebrochen: Nichts wurde hinzugefügt.' : `Abgebrochen: ${videos(count)} hinzugefügt.`,
    addedMany: count => `${videos(count)} hinzugefügt`,
    rubbish: (line, lines) =>
      lines <= 1
        ? 'Das ist weder ein Kaltura-Link noch eine Entry-ID.'
        : `Zeile ${f.number(line)} ist weder ein Kaltura-Link noch eine Entry-ID; nichts wurde hinzugefügt.`,
    otherAccount: (line, lines) =>
      lines <= 1
        ? 'Das gehört zu einem anderen Kaltura-Konto; es wurde nichts hinzugefügt.'
        : `Zeile ${f.number(line)} gehört zu einem anderen Kaltura-Konto; es wurde nichts hinzugefügt.`,
    playlistGone: 'Das ist keine Playlist aus der Bibliothek dieses Servers; es wurde nichts hinzugefügt.',
    playlistEmpty: 'In dieser Playlist ist nichts, das angesehen werden kann; es wurde nichts hinzugefügt.',
    addedOf: (count, leftOut) => {
      const rest = leftOut === null ? 'der Rest' : videos(leftOut)
      return `${videos(count)} hinzugefügt, ${rest} weggelassen: Die Warteschlange ist voll, oder es gibt sie nicht mehr`
    },
    tooMany: (count, most) =>
      `Das sind ${f.number(count)} auf einmal. Füge höchstens ${f.number(most)} zugleich hinzu.`,
    notFound: entryId =>
      entryId === null
        ? 'Eins dieser Videos gehört nicht zur Bibliothek dieses Servers; nichts wurde hinzugefügt.'
        : `${entryId} ist kein Video aus der Bibliothek dieses Servers; nichts wurde hinzugefügt.`,
    full: left =>
      left <= 0
        ? 'Die Warteschlange ist voll. Nimm zuerst etwas heraus.'
        : `In die Warteschlange passen noch ${videos(left)}; nichts wurde hinzugefügt.`,
    notReady:
      'Eins dieser Videos ist noch nicht fertig; nichts wurde hinzugefügt. Versuch es in ein paar Minuten.',
    unavailable: 'Kaltura antwortet nicht; nichts wurde hinzugefügt. Versuch es gleich noch einmal.',
    offer: 'Weiter, wo dieser Kanal aufgehört hat',
    offered: (video, place, more) => {
      const what = place === null ? `„${video}“` : `„${video}“ bei ${place}`
      return more === 0
        ? what
        : `${what} und ${f.plural(more, { one: '1 weiteres', other: `${f.number(more)} weitere` })}`
    },
    keptAt: iso => `Verlassen am ${f.moment(iso)}`,
    continueOffer: 'Weitersehen',
    continuing: 'Wird zurückgeholt',
    notNow: 'Nicht jetzt',
    upNextIn: seconds => `Nächstes in ${f.number(seconds)} s`,
    stop: 'Anhalten',
    upNextNow: 'Jetzt abspielen',
  }
}
