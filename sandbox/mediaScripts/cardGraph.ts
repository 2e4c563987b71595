import { DIAL, FRAME } from './pictures.ts'
import type { Production } from './productions.ts'

const SANS = '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf'
const SANS_BOLD = '/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf'
const MONO = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf'

/** Half the size of the moving marks, whose pictures are squares around their centre. */
export const MARK_RADIUS = { minute: 11, second: 8, beep: 24 } as const
export const BAR = { width: 560, height: 4 } as const

interface Label {
  readonly font: string
  readonly size: number
  readonly x: number
  readonly y: number
  readonly colour: string
  /** Anything drawtext understands, `%{…}` expansions among it; escaped here. */
  readonly text: string
  readonly enable?: string
}

const escapeText = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll(/([:',[\];])/g, '\\$1')

const label = ({ font, size, x, y, colour, text, enable }: Label): string =>
  [
    `drawtext=fontfile=${font}`,
    `fontsize=${size}`,
    `x=${x}`,
    `y=${y}`,
    `fontcolor=${colour}`,
    `text='${escapeText(text)}'`,
    ...(enable ? [`enable='${enable}'`] : []),
  ].join(':')

/** Hours, minutes, seconds and the frame within the second. */
const timecode = (place: { x: number; y: number; size: number }, frameRate: number): string =>
  `drawtext=fontfile=${MONO}:fontsize=${place.size}:x=${place.x}:y=${place.y}:fontcolor=white:timecode='00\\:00\\:00\\:00':rate=${frameRate}`

const frameCounter = (place: { x: number; y: number; size: number }, colour = '0xaebdd0'): string =>
  `drawtext=fontfile=${MONO}:fontsize=${place.size}:x=${place.x}:y=${place.y}:fontcolor=${colour}:text='%{eif\\:n\\:d\\:5}'`

const dialLabels = ({ title, durationS, frameRate, isLive }: Production): readonly string[] => [
  label({ font: SANS_BOLD, size: 26, x: 314, y: 66, colour: 'white', text: title }),
  label({
    font: SANS,
    size: 14,
    x: 314,
    y: 102,
    colour: '0x8fa3bb',
    text: isLive ? 'Live, seconds by the wall clock' : `${durationS} s at ${frameRate} frames per second`,
  }),
  timecode({ x: 314, y: 138, size: 38 }, frameRate),
  label({ font: SANS, size: 14, x: 314, y: 200, colour: '0x8fa3bb', text: 'Frame' }),
  frameCounter({ x: 364, y: 199, size: 16 }),
  label({
    font: SANS,
    size: 14,
    x: 314,
    y: 226,
    colour: '0x8fa3bb',
    text: 'Beep and flash each second, high each ten',
  }),
]

const hillsLabels = ({ title, frameRate }: Production): readonly string[] => [
  label({ font: SANS_BOLD, size: 26, x: 40, y: 40, colour: 'white', text: title }),
  timecode({ x: 40, y: 290, size: 24 }, frameRate),
  frameCounter({ x: 530, y: 292, size: 20 }, '0xffffff@0.75'),
]

const SLIDE_S = 60
const SLIDES = [
  ['One clock', 'The server says when; every player follows.'],
  ['What a stream is', 'Four seconds at a time, in two sizes.'],
  ['Measuring delay', 'Ask often, believe the fastest answer.'],
  ['Small corrections', 'A little faster, a little slower, unheard.'],
  ['When to jump', 'Too far apart to glide: seek, once.'],
  ['Waiting for one', 'A pause for a friend, within limits.'],
  ['Coming late', 'The place is known before the picture is.'],
  ['Going live', 'Measured from the edge, not the start.'],
  ['Losing the line', 'The film goes on; you come back in step.'],
  ['Asking the room', 'Everyone, a host, or a vote.'],
  ['What we measured', 'Frames apart, in the middle of the film.'],
  ['Thank you', 'Questions?'],
] as const

const slideLabels = ({ title, frameRate }: Production): readonly string[] => [
  label({ font: SANS, size: 14, x: 60, y: 45, colour: '0xa99fc4', text: title }),
  ...SLIDES.flatMap(([heading, line], index) => {
    const enable = `between(t,${index * SLIDE_S},${(index + 1) * SLIDE_S - 0.001})`
    return [
      label({ font: SANS_BOLD, size: 24, x: 60, y: 67, colour: 'white', text: heading, enable }),
      label({ font: SANS, size: 18, x: 60, y: 122, colour: '0xd7d2e6', text: line, enable }),
      label({ font: SANS, size: 14, x: 540, y: 45, colour: '0xa99fc4', text: `${index + 1} / 12`, enable }),
    ]
  }),
  timecode({ x: 60, y: 236, size: 28 }, frameRate),
  frameCounter({ x: 500, y: 242, size: 20 }),
]

const LABELS = { dial: dialLabels, hills: hillsLabels, slides: slideLabels } as const

const turning = (radius: number, periodS: number, markRadius: number): string => {
  const angle = `2*PI*t/${periodS}`
  return `x='${DIAL.x - markRadius}+${radius}*sin(${angle})':y='${DIAL.y - markRadius}-${radius}*cos(${angle})'`
}

const dialMotion = [
  `overlay=${turning(DIAL.outerRadius, 60, MARK_RADIUS.minute)}`,
  `overlay=${turning(DIAL.innerRadius, 1, MARK_RADIUS.second)}`,
  `overlay=x=${DIAL.x - MARK_RADIUS.beep}:y=${DIAL.y - MARK_RADIUS.beep}:enable='lt(mod(t,1),0.079)'`,
]

/** Inputs after the background (0): the marks of the look, then the progress bar's track and its filling. */
export const marksOf = (look: Production['look']): readonly (keyof typeof MARK_RADIUS)[] =>
  look === 'dial' ? ['minute', 'second', 'beep'] : []

/** The filter graph from the inputs to one label per rendition. */
export const cardGraph = (production: Production): string => {
  const motion = production.look === 'dial' ? dialMotion : []
  const bar = motion.length
  return [
    '[0:v]null[s0]',
    ...motion.map((overlay, index) => `[s${index}][${index + 1}:v]${overlay}[s${index + 1}]`),
    `[${bar + 1}:v][${bar + 2}:v]overlay=x='-w+w*t/${production.durationS}':y=0[bar]`,
    `[s${bar}][bar]overlay=x=${(FRAME.width - BAR.width) / 2}:y=${FRAME.height - 16}[b]`,
    `[b]${LABELS[production.look](production).join(',')},format=yuv420p,split=2[low][v360]`,
    `[low]scale=${FRAME.width / 2}:-2:flags=lanczos[v180]`,
  ].join(';\n')
}
