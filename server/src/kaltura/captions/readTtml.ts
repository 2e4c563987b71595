import { Parser } from 'htmlparser2'
import { type Cue, MAX_CUE_CHARS, MAX_CUES, toLine } from './cue.ts'

/** What the times of a file count in, TTML2 §12.3. */
interface Clock {
  readonly frameRate: number
  readonly tickRate: number
}

const CLOCK_TIME = /^(\d{1,4}):(\d{2}):(\d{2})(?:\.(\d{1,9})|:(\d{1,3}))?$/
const OFFSET_TIME = /^(\d{1,12}(?:\.\d{1,9})?)(h|m|s|ms|f|t)$/
const DEFAULT_FRAME_RATE = 30
/** Elements within each other; captions need some ten. The parser takes ever longer with each. */
const MAX_DEPTH = 100
/** The parser is given that much at a time, characters, so that it can be stopped. */
const PIECE = 16 * 1024

/**
 * TTML, which Kaltura calls DFXP: each `p` with a beginning is a cue. Null where there are more of them than anybody
 * could say, or where it is no tree of captions. The parser knows the five entities of XML and no others, so nothing in a file can grow.
 */
export function readTtml(file: string): readonly Cue[] | null {
  const cues: Cue[] = []
  let clock: Clock = { frameRate: DEFAULT_FRAME_RATE, tickRate: 1 }
  /** Beginnings of what is open; they add up. */
  const begins: number[] = []
  let current: { readonly startS: number; text: string } | null = null
  let unfit = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = localName(name)
        if (element === 'tt') clock = clockOf(attributes)
        const begin = toSeconds(attributeOf(attributes, 'begin') ?? '', clock)
        const startS = (begins.at(-1) ?? 0) + (begin ?? 0)
        begins.push(startS)
        unfit ||= begins.length > MAX_DEPTH
        if (element === 'p') current = begin === null ? null : { startS, text: '' }
        else if (element === 'br' && current) current.text += '\n'
      },
      ontext(text) {
        if (current && current.text.length < MAX_CUE_CHARS) current.text += text
      },
      onclosetag(name) {
        begins.pop()
        if (localName(name) !== 'p' || !current) return
        const text = toLine(current.text)
        if (text !== '') cues.push({ startS: current.startS, text })
        current = null
        unfit ||= cues.length > MAX_CUES
      },
    },
    { xmlMode: true },
  )
  for (let from = 0; from < file.length; from += PIECE) {
    parser.write(file.slice(from, from + PIECE))
    if (unfit) return null
  }
  parser.end()
  return unfit ? null : cues
}

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1)

/** Whatever the file calls the namespace. */
const attributeOf = (attributes: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(attributes).find(([each]) => localName(each) === name)?.[1]

function clockOf(attributes: Readonly<Record<string, string>>): Clock {
  const positive = (name: string) => {
    const value = Number(attributeOf(attributes, name))
    return Number.isFinite(value) && value > 0 ? value : null
  }
  const given = positive('frameRate')
  const [up = 1, down = 1] = (attributeOf(attributes, 'frameRateMultiplier') ?? '').split(/\s+/).map(Number)
  const multiplier = up > 0 && down > 0 ? up / down : 1
  const frameRate = (given ?? DEFAULT_FRAME_RATE) * multiplier
  return { frameRate, tickRate: positive('tickRate') ?? (given === null ? 1 : frameRate) }
}

function toSeconds(text: string, { frameRate, tickRate }: Clock): number | null {
  const [isClock, hours, minutes, seconds, fraction = '0', frames = '0'] = CLOCK_TIME.exec(text.trim()) ?? []
  if (isClock !== undefined)
    return (
      Number(hours) * 3600 +
      Number(minutes) * 60 +
      Number(seconds) +
      Number(`0.${fraction}`) +
      Number(frames) / frameRate
    )
  const [isOffset, count, unit] = OFFSET_TIME.exec(text.trim()) ?? []
  if (isOffset === undefined) return null
  const perS = { h: 1 / 3600, m: 1 / 60, s: 1, ms: 1000, f: frameRate, t: tickRate }[unit ?? 's'] ?? 1
  return Number(count) / perS
}
