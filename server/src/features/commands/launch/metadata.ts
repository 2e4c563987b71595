import { type CommandMetadata, ENTRY_POINT } from '../metadata.ts'

/** Discord's own launcher runs it, and its list of Activities does. */
export const LAUNCH = {
  name: ENTRY_POINT,
  germanName: 'starten',
  version: '1.0.0',
  description: {
    en: 'Open the library and watch together in your voice channel',
    de: 'Die Bibliothek öffnen und zusammen im Sprachkanal schauen',
  },
  options: [],
  contexts: ['guild'],
} satisfies CommandMetadata
