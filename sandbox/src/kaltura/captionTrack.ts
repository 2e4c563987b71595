import { createHash } from 'node:crypto'
import { escapeHtml } from './escapeHtml.ts'
import type { LibraryEntry } from './library.ts'
import {
  BROKEN,
  BROKEN_FILE,
  type CaptionFormat,
  formatOf,
  type SpokenCue,
  spokenIn,
} from './moments/captionScripts.ts'

export interface CaptionTrack {
  readonly id: string
  readonly languageCode: 'en' | 'de'
  /** As KalturaLanguage spells it. */
  readonly language: string
  readonly label: string
  readonly isDefault: boolean
  /** Of the file that was uploaded; players are given WebVTT whatever it is. */
  readonly format: CaptionFormat
}

const LANGUAGES = {
  en: { language: 'English', label: 'English' },
  de: { language: 'German', label: 'Deutsch' },
} as const

export const captionTracksOf = (entry: LibraryEntry): readonly CaptionTrack[] =>
  entry.captionLanguages.map((languageCode, index) => ({
    id: `1_${createHash('sha256').update(`${entry.id}/captions/${languageCode}`).digest('hex').slice(0, 8)}`,
    languageCode,
    isDefault: index === 0,
    format: formatOf(entry.id, languageCode),
    ...LANGUAGES[languageCode],
  }))

const timestamp = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  return `00:${`${minutes}`.padStart(2, '0')}:${(seconds % 60).toFixed(3).padStart(6, '0')}`
}

const srtTimestamp = (seconds: number): string => timestamp(seconds).replace('.', ',')

const WRITERS: Readonly<Record<CaptionFormat, (cues: readonly SpokenCue[]) => string>> = {
  webvtt: cues => {
    const blocks = cues.map(
      ({ startS, endS, text }) => `${timestamp(startS)} --> ${timestamp(endS)}\n${text}`,
    )
    return `WEBVTT\n\n${blocks.join('\n\n')}\n`
  },
  srt: cues =>
    cues
      .map(
        ({ startS, endS, text }, index) =>
          `${index + 1}\r\n${srtTimestamp(startS)} --> ${srtTimestamp(endS)}\r\n<i>${text}</i>\r\n`,
      )
      .join('\r\n'),
  dfxp: cues => {
    const lines = cues.map(({ startS, endS, text }) => {
      const [first = '', ...rest] = escapeHtml(text).split(', ')
      const said = rest.length === 0 ? first : `${first},<br/>${rest.join(', ')}`
      return `<p begin="${timestamp(startS)}" end="${timestamp(endS)}"><span tts:color="white">${said}</span></p>`
    })
    const body = `<body><div>${lines.join('\n')}</div></body>`
    return `<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="de">${body}</tt>\n`
  },
}

const cuesOf = (track: CaptionTrack, entry: LibraryEntry): readonly SpokenCue[] =>
  spokenIn(entry.id, track.languageCode, entry.durationS)

/** The whole track as WebVTT, which is what players are given. */
export const captionText = (track: CaptionTrack, entry: LibraryEntry): string =>
  entry.id === BROKEN ? BROKEN_FILE : WRITERS.webvtt(cuesOf(track, entry))

/** The file as it was uploaded. */
export const captionFile = (track: CaptionTrack, entry: LibraryEntry): string =>
  entry.id === BROKEN ? BROKEN_FILE : WRITERS[track.format](cuesOf(track, entry))
