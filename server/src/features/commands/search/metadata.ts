import type { CommandMetadata } from '../metadata.ts'

/** Results shown at once. */
export const LIMIT = { min: 1, usual: 5, max: 10 } as const
/** As long as the library's search takes, characters. */
export const MAX_QUERY = 200

export const VIDEO_SEARCH = {
  name: 'kaltura-video-search',
  germanName: 'kaltura-videosuche',
  version: '1.0.0',
  description: {
    en: 'Find videos in the library to watch them together',
    de: 'Videos in der Bibliothek finden, um sie zusammen zu schauen',
  },
  options: [
    {
      kind: 'text',
      name: 'query',
      germanName: 'suche',
      description: {
        en: 'Words of the name, the description, the tags or what is said',
        de: 'Wörter aus Name, Beschreibung, Schlagwörtern oder Untertiteln',
      },
      required: true,
      minLength: 1,
      maxLength: MAX_QUERY,
    },
    {
      kind: 'integer',
      name: 'limit',
      germanName: 'anzahl',
      description: {
        en: `How many to show at once, ${LIMIT.min} to ${LIMIT.max}; ${LIMIT.usual} otherwise`,
        de: `Wie viele auf einmal, ${LIMIT.min} bis ${LIMIT.max}; sonst ${LIMIT.usual}`,
      },
      required: false,
      min: LIMIT.min,
      max: LIMIT.max,
    },
  ],
  contexts: ['guild'],
} satisfies CommandMetadata
