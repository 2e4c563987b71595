import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { CollectionsMessages } from './en.ts'

export function de(f: Format): CollectionsMessages {
  const videos = (count: number) => f.plural(count, { one: '1 Video', other: `${f.number(count)} Videos` })
  return {
    kinds: { playlist: 'Playlists', category: 'Kategorien' },
    count: videos,
    loading: 'Wird geladen',
    more: 'Mehr anzeigen',
    none: 'Noch keine Playlists und keine Kategorien',
    noneText: 'Was jemand in diesem Kaltura-Konto zusammenstellt, erscheint hier.',
    nothingFound: query => `Keine Playlist und keine Kategorie heißt „${query}“`,
    failed: 'Die Playlists konnten nicht geladen werden',
    failedText: 'Kaltura antwortet nicht. Versuche es gleich noch einmal.',
    tryAgain: 'Noch einmal versuchen',
    back: 'Alle Playlists und Kategorien',
    playAll: 'Alle abspielen',
    addAll: 'Alle in die Warteschlange',
    empty: 'Hier kann noch nichts angesehen werden',
    added: (count, name) => `${videos(count)} aus „${name}“ in der Warteschlange.`,
    leftOut: count =>
      count === null
        ? 'Die Warteschlange ist jetzt voll; der Rest blieb weg.'
        : `${f.plural(count, { one: '1 blieb', other: `${f.number(count)} blieben` })} weg: Die Warteschlange ist voll, oder es gibt sie nicht mehr.`,
    stopped: (count, name) =>
      count === 0
        ? 'Abgebrochen: Nichts wurde hinzugefügt.'
        : `Abgebrochen: ${videos(count)} aus „${name}“ hinzugefügt.`,
    nothing: 'Darin ist nichts, das angesehen werden kann; es wurde nichts hinzugefügt.',
    full: 'Die Warteschlange ist voll. Nimm erst etwas heraus.',
    gone: 'Das ist nicht mehr in der Bibliothek dieses Servers; es wurde nichts hinzugefügt.',
    unavailable: 'Kaltura antwortet nicht. Versuche es gleich noch einmal.',
    notInControl: 'Das muss hinzufügen, wer die Warteschlange steuert.',
    refused: 'Das hat nicht geklappt. Versuche es gleich noch einmal.',
  }
}
