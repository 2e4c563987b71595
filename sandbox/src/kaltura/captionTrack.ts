import { createHash } from 'node:crypto'
import type { LibraryEntry } from './library.ts'

export interface CaptionTrack {
  readonly id: string
  readonly languageCode: 'en' | 'de'
  /** As KalturaLanguage spells it. */
  readonly language: string
  readonly label: string
  readonly isDefault: boolean
}

const LANGUAGES = {
  en: { language: 'English', label: 'English' },
  de: { language: 'German', label: 'Deutsch' },
} as const

const SENTENCES = {
  en: [
    'The white dot goes round once a second.',
    'The blue dot goes round once a minute.',
    'In the middle, a flash goes with each beep.',
    'Every ten seconds the beep is an octave higher.',
    'The last two digits count the frames of a second.',
  ],
  de: [
    'Der weiße Punkt läuft einmal in der Sekunde um.',
    'Der blaue Punkt läuft einmal in der Minute um.',
    'In der Mitte blitzt es zu jedem Ton.',
    'Alle zehn Sekunden liegt der Ton eine Oktave höher.',
    'Die letzten beiden Ziffern zählen die Bilder einer Sekunde.',
  ],
} as const

const CUE_S = 4
/** A pause between two cues, so that their change is seen. */
const PAUSE_S = 0.2

export const captionTracksOf = (entry: LibraryEntry): readonly CaptionTrack[] =>
  entry.captionLanguages.map((languageCode, index) => ({
    id: `1_${createHash('sha256').update(`${entry.id}/captions/${languageCode}`).digest('hex').slice(0, 8)}`,
    languageCode,
    isDefault: index === 0,
    ...LANGUAGES[languageCode],
  }))

const timestamp = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  return `00:${`${minutes}`.padStart(2, '0')}:${(seconds % 60).toFixed(3).padStart(6, '0')}`
}

/** The whole track as WebVTT: a sentence each four seconds, with the time it belongs to. */
export const captionText = (track: CaptionTrack, durationS: number): string => {
  const sentences = SENTENCES[track.languageCode]
  const cues = Array.from({ length: Math.floor(durationS / CUE_S) }, (_, index) => {
    const startS = index * CUE_S
    const clock = `${Math.floor(startS / 60)}:${`${startS % 60}`.padStart(2, '0')}`
    const sentence = sentences[index % sentences.length] ?? ''
    return `${timestamp(startS)} --> ${timestamp(startS + CUE_S - PAUSE_S)}\n${clock} · ${sentence}`
  })
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}
