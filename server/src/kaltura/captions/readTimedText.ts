import { type Cue, MAX_CUE_CHARS, MAX_CUES, toLine } from './cue.ts'

/** `01:02:03,456 -->` in SubRip, `02:03.456 -->` in WebVTT. */
const TIMING = /^\s{0,20}(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?\s{0,20}-->/
/** What says how it looks or who speaks: `<i>`, `<v Ana>`, `{\an8}`. */
const MARKUP = /<[^<>]{0,200}>|\{\\[^{}]{0,100}\}/g
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
}
/** Of a block that is no cue, WebVTT. */
const NOT_SAID = /^(?:NOTE|STYLE|REGION)(?:\s|$)/

/** WebVTT and SubRip, whose difference doesn't matter here. Null where there are more cues than anybody could say. */
export function readTimedText(file: string): readonly Cue[] | null {
  const cues: Cue[] = []
  let begun = 0
  let current: { startS: number; lines: string[]; chars: number } | null = null
  const finish = () => {
    const text = current && toLine(plain(current.lines.join(' ')))
    if (current && text) cues.push({ startS: current.startS, text })
    current = null
  }
  for (const line of linesOf(file)) {
    const startS = line === '' ? null : startOf(line)
    if (startS !== null) {
      // A file without the empty lines between: what stands before a time is the number of its cue.
      if (current && /^\s*\d{1,9}\s*$/.test(current.lines.at(-1) ?? '')) current.lines.pop()
      finish()
      begun += 1
      if (begun > MAX_CUES) return null
      current = { startS, lines: [], chars: 0 }
    } else if (line.trim() === '') finish()
    else if (current && !NOT_SAID.test(line) && current.chars < MAX_CUE_CHARS) {
      current.lines.push(line.slice(0, MAX_CUE_CHARS))
      current.chars += line.length
    }
  }
  finish()
  return cues
}

/** One after the other: a file of millions of lines is no array of them. */
function* linesOf(file: string): Generator<string> {
  const text = file.replaceAll(/\r\n?/g, '\n').replaceAll(/\n{3,}/g, '\n\n')
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('\n', from)
    const to = at < 0 ? text.length : at
    yield text.slice(from, to)
    from = to + 1
  }
}

function startOf(line: string): number | null {
  const [found, hours = '0', minutes = '0', seconds = '0', fraction = ''] = TIMING.exec(line) ?? []
  if (found === undefined) return null
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction || '0'}`)
}

const plain = (text: string): string =>
  text
    .replaceAll(MARKUP, '')
    .replaceAll(/&(amp|lt|gt|quot|apos|nbsp|lrm|rlm);/g, (_, name: string) => ENTITIES[name] ?? '')
