import { createHash } from 'node:crypto'
import type { LibraryEntry } from './library.ts'

/** One rendition of an entry; Kaltura calls it a flavor asset. */
export interface Flavor {
  readonly id: string
  readonly entryId: string
  /** The name of its files in the entry's folder of `sandbox/media`. */
  readonly rendition: 'v180' | 'v360'
  readonly flavorParamsId: number
  readonly width: number
  readonly height: number
  readonly bitrateKbps: number
  readonly frameRate: number
}

/** What is heard in one language, by itself. */
export interface AudioFlavor extends Pick<Flavor, 'id' | 'entryId'> {
  readonly rendition: string
  /** BCP 47, and how the language is called in itself. */
  readonly language: string
  readonly label: string
}

const LANGUAGE_NAMES = { ar: 'العربية', en: 'English' } as const

const RENDITIONS = [
  { rendition: 'v180', flavorParamsId: 487041, width: 320, height: 180, bitrateKbps: 64 },
  { rendition: 'v360', flavorParamsId: 487051, width: 640, height: 360, bitrateKbps: 128 },
] as const

/** H.264 main profile level 3.0 and AAC-LC. */
export const CODECS = 'avc1.4d401e,mp4a.40.2'

/** Flavor ids look like entry ids and share nothing with them; these are at least the same in every run. */
const flavorId = (entryId: string, rendition: string): string =>
  `0_${createHash('sha256').update(`${entryId}/${rendition}`).digest('hex').slice(0, 8)}`

export const flavorsOf = (entry: LibraryEntry): readonly Flavor[] => {
  if (entry.status !== '2') return []
  return RENDITIONS.map(rendition => ({
    ...rendition,
    id: flavorId(entry.id, rendition.rendition),
    entryId: entry.id,
    frameRate: entry.id === '0_lecture' ? 5 : 25,
  }))
}

/** None where there is only one thing to hear: that is in the film. */
export const audioFlavorsOf = (entry: LibraryEntry): readonly AudioFlavor[] =>
  (entry.audioLanguages ?? []).map(language => ({
    id: flavorId(entry.id, `a-${language}`),
    entryId: entry.id,
    rendition: `a-${language}`,
    language,
    label: LANGUAGE_NAMES[language],
  }))
