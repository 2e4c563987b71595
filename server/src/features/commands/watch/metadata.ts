import type { CommandMetadata } from '../metadata.ts'

/** As long as the library's search takes, characters. */
export const MAX_VIDEO = 200

export const WATCH = {
  name: 'kaltura-watch',
  germanName: 'kaltura-schauen',
  version: '1.1.0',
  description: {
    en: 'Watch a video together in your voice channel',
    de: 'Ein Video zusammen im Sprachkanal schauen',
  },
  options: [
    {
      kind: 'text',
      name: 'video',
      germanName: 'video',
      description: {
        en: 'Name of a video in the library, or its id or address',
        de: 'Name eines Videos in der Bibliothek, seine ID oder Adresse',
      },
      required: true,
      minLength: 1,
      maxLength: MAX_VIDEO,
      autocomplete: true,
    },
    {
      kind: 'choice',
      name: 'when',
      germanName: 'wann',
      description: {
        en: 'Now in place of what is on (the default), or in the queue: next or last',
        de: 'Jetzt statt dem, was läuft (wenn nichts gewählt ist), oder in der Warteschlange',
      },
      required: false,
      choices: [
        { value: 'now', name: { en: 'Now', de: 'Jetzt' } },
        { value: 'next', name: { en: 'Next', de: 'Als Nächstes' } },
        { value: 'last', name: { en: 'Last', de: 'Zuletzt' } },
      ],
    },
  ],
  contexts: ['guild'],
} satisfies CommandMetadata

/** Of the button that does the same for one video; `writeCustomId(WATCH.name, PLAY, entryId, place)`, at once where the place is left out. */
export const PLAY = 'play'
