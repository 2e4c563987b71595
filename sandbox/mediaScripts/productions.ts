import { FRAME } from './pictures.ts'

/** What a film looks like; `cardGraph.ts` and `pictures.ts` draw it. */
type Look = 'dial' | 'hills' | 'slides'

/** One synthetic film: what `make.ts` renders into `sandbox/media/<name>/`. */
export interface Production {
  readonly name: string
  readonly title: string
  readonly look: Look
  readonly hue: number
  readonly seed: number
  readonly durationS: number
  readonly frameRate: number
  readonly keyframeIntervalS: number
  readonly audioBitrate: string
  /** x264's constant rate factor for the 180p and the 360p rendition. */
  readonly quality: readonly [low: number, high: number]
  readonly isLive?: true
  /** The first is in the film, the others are heard instead of it. */
  readonly audioLanguages?: readonly string[]
}

/** Past ten minutes, where time codes grow a digit; every minute more is a part of the repository's size. */
const LECTURE_S = 692
/** One minute, so that the burnt-in seconds of the loop are those of the wall clock. */
const LIVE_LOOP_S = 60

const short = (name: string, title: string, hue: number, seed: number, durationS: number): Production => ({
  name,
  title,
  look: 'hills',
  hue,
  seed,
  durationS,
  frameRate: 25,
  keyframeIntervalS: 2,
  audioBitrate: '16k',
  quality: [36, 36],
})

export const PRODUCTIONS: readonly Production[] = [
  {
    name: '0_testcard',
    title: 'Test card',
    look: 'dial',
    hue: 214,
    seed: 1,
    durationS: 120,
    frameRate: 25,
    keyframeIntervalS: 2,
    audioBitrate: '24k',
    quality: [34, 33],
  },
  {
    name: '0_lecture',
    title: 'How a watch party keeps time',
    look: 'slides',
    hue: 262,
    seed: 2,
    durationS: LECTURE_S,
    frameRate: 5,
    keyframeIntervalS: 4,
    audioBitrate: '8k',
    quality: [41, 39],
  },
  {
    name: '1_live',
    title: 'Harbour camera',
    look: 'dial',
    hue: 168,
    seed: 3,
    durationS: LIVE_LOOP_S,
    frameRate: 25,
    keyframeIntervalS: 2,
    audioBitrate: '24k',
    quality: [35, 35],
    isLive: true,
  },
  short('0_public', 'Welcome', 196, 4, 32),
  short('0_harbour', 'Harbour at dusk', 18, 5, 48),
  short('0_alps', 'Abendlicht in den Alpen', 336, 6, 40),
  short('0_night', 'Movie night trailer', 288, 7, 32),
  { ...short('0_desert', 'Desert roads', 26, 8, 44), audioLanguages: ['ar', 'en'] },
  short('0_forest', 'Forest walk', 128, 9, 36),
  short('0_science', 'Tides, explained', 226, 10, 52),
]

export const RENDITIONS = [
  { name: 'v180', width: FRAME.width / 2, height: FRAME.height / 2 },
  { name: 'v360', width: FRAME.width, height: FRAME.height },
] as const
