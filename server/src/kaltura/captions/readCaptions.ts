import type { Cue } from './cue.ts'
import { readTimedText } from './readTimedText.ts'
import { readTtml } from './readTtml.ts'

/**
 * What is said in a file of captions, by time. What kind of file it is shows at its beginning, whatever Kaltura was
 * told of it. Null where nothing in it can be understood.
 */
export function readCaptions(file: string): readonly Cue[] | null {
  const text = file.replace(/^\uFEFF/, '')
  const isXml = /^\s*</.test(text)
  const cues = isXml ? readTtml(text) : readTimedText(text)
  if (cues === null) return null
  // Of WebVTT, a beginning and nothing said is a file like any other.
  if (cues.length === 0 && !(/^WEBVTT(?:\s|$)/.test(text) && !text.includes('-->'))) return null
  return cues.toSorted((a, b) => a.startS - b.startS)
}
