/** Something that is said at one moment. */
export interface Cue {
  /** From the beginning of the video. */
  readonly startS: number
  /** In one line, without marks of any kind. */
  readonly text: string
}

/** More cues are no captions of a video: somebody speaking for a whole day has fewer. */
export const MAX_CUES = 20_000
/** What one cue may say, characters; the rest of it is left out. */
export const MAX_CUE_CHARS = 1_000

/** In one line: where it breaks has to do with the screen, not with what is said. */
export const toLine = (text: string): string =>
  text.slice(0, MAX_CUE_CHARS).toWellFormed().replaceAll(/\s+/g, ' ').trim()
