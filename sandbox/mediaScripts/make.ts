import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BAR, cardGraph, MARK_RADIUS, marksOf } from './cardGraph.ts'
import { type Colour, hsl, renderPicture, type Shader } from './picture.ts'
import {
  block,
  cardBackground,
  disc,
  FRAME,
  hillsBackground,
  placeholderBackground,
  slideBackground,
} from './pictures.ts'
import { PRODUCTIONS, type Production, RENDITIONS } from './productions.ts'

/**
 * Renders the sandbox's films: synthetic pictures and tones only, so that they are ours to commit.
 * `node sandbox/mediaScripts/make.ts [name …]` needs ffmpeg; nothing else in the sandbox does.
 */
const MEDIA_FOLDER = join(import.meta.dirname, '..', 'media')
/** 4 s of AAC at this rate are exactly 125 frames: segments, and loops of segments, meet without a gap. */
const SAMPLE_RATE = 32_000
/** The encoder's delay, taken out of the source and of the time stamps: a beep is heard where it is seen. */
const ENCODER_DELAY_SAMPLES = 1024
const SEGMENT_S = 4
const PLACEHOLDER = 'placeholder'
const SPRITE = { slices: 100, width: 164, height: 92 }

const run = (folder: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostats', '-y', ...args], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('error', reject)
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error(`ffmpeg ended with code ${code}`))))
  })

const backgroundOf = ({ look, hue, seed }: Production): Shader => {
  if (look === 'hills') return hillsBackground(hue, seed)
  return look === 'dial' ? cardBackground(hue) : slideBackground(hue)
}

const PITCH_HZ = 880

/** A short beep each second, an octave higher each ten, faded in and out so that it doesn't click. */
const tone = (pitchHz = PITCH_HZ): string => {
  const t = `(t+${ENCODER_DELAY_SAMPLES}/${SAMPLE_RATE})`
  const envelope = `min(1,min(mod(${t},1)/0.004,(0.06-mod(${t},1))/0.004))`
  const pitch = `if(lt(mod(${t},10),1),${pitchHz * 2},${pitchHz})`
  return `aevalsrc='if(lt(mod(${t},1),0.06),0.25*${envelope}*sin(2*PI*${pitch}*${t}),0)':s=${SAMPLE_RATE}`
}

const writePictures = async (folder: string, production: Production): Promise<readonly string[]> => {
  const accent: Colour = hsl(production.hue, 0.7, 0.7)
  const marks = {
    minute: accent,
    second: [255, 255, 255],
    beep: hsl(production.hue + 180, 0.75, 0.7),
  } as const
  const pictures: [name: string, size: { width: number; height: number }, shader: Shader][] = [
    ['background', FRAME, backgroundOf(production)],
    ...marksOf(production.look).map((mark): [string, { width: number; height: number }, Shader] => {
      const radius = MARK_RADIUS[mark]
      return [mark, { width: radius * 2, height: radius * 2 }, disc(radius, marks[mark])]
    }),
    ['track', BAR, block(hsl(production.hue, 0.3, 0.25))],
    ['filling', BAR, block(accent)],
  ]
  for (const [name, size, shader] of pictures) {
    await writeFile(join(folder, `${name}.pam`), renderPicture(size, shader))
  }
  return pictures.map(([name]) => `${name}.pam`)
}

const pictureInputs = (
  pictures: readonly string[],
  { frameRate, durationS }: Production,
): readonly string[] =>
  pictures.flatMap(picture => [
    '-loop',
    '1',
    '-framerate',
    `${frameRate}`,
    '-t',
    `${durationS}`,
    '-i',
    picture,
  ])

const videoOutput = (production: Production, index: 0 | 1): readonly string[] => {
  const keyframeInterval = production.keyframeIntervalS * production.frameRate
  return [
    ...['-c:v', 'libx264', '-profile:v', 'main', '-preset', 'slower', '-tune', 'animation'],
    ...['-crf', `${production.quality[index]}`, '-pix_fmt', 'yuv420p', '-r', `${production.frameRate}`],
    // No B-frames: frame n is shown at exactly n / rate, without an edit list that players read differently.
    ...['-bf', '0', '-g', `${keyframeInterval}`, '-keyint_min', `${keyframeInterval}`, '-sc_threshold', '0'],
    ...['-x264-params', 'rc-lookahead=60:ref=4'],
  ]
}

const audioOutput = ({ audioBitrate }: Production): readonly string[] => [
  ...['-c:a', 'aac', '-b:a', audioBitrate, '-ac', '1', '-ar', `${SAMPLE_RATE}`],
  ...['-bsf:a', `setts=pts=PTS+${ENCODER_DELAY_SAMPLES}:dts=DTS+${ENCODER_DELAY_SAMPLES}`],
]

const hlsOutput = (target: string, name: string): readonly string[] => [
  ...['-f', 'hls', '-hls_time', `${SEGMENT_S}`, '-hls_segment_type', 'fmp4', '-hls_flags', 'single_file'],
  ...['-hls_playlist_type', 'vod', '-hls_segment_filename', join(target, `${name}.mp4`)],
  join(target, `${name}.m3u8`),
]

const renderFilm = async (folder: string, target: string, production: Production): Promise<void> => {
  const pictures = await writePictures(folder, production)
  await writeFile(join(folder, 'graph.txt'), cardGraph(production))
  const audioInput = pictures.length
  await run(folder, [
    ...pictureInputs(pictures, production),
    // As many frames as the film is long: what the encoder holds back at the end would be one too many.
    ...['-f', 'lavfi', '-t', `${production.durationS - ENCODER_DELAY_SAMPLES / SAMPLE_RATE}`, '-i', tone()],
    ...['-filter_complex_script', 'graph.txt'],
    ...RENDITIONS.flatMap(({ name }, index) => [
      ...['-map', `[${name}]`, '-map', `${audioInput}:a`, '-t', `${production.durationS}`],
      ...videoOutput(production, index === 0 ? 0 : 1),
      ...audioOutput(production),
      ...hlsOutput(target, name),
    ]),
  ])
}

/** Picture and sound apart, and the same beeps in other languages: lower ones. */
const renderLanguages = async (target: string, production: Production): Promise<void> => {
  const [original, ...others] = production.audioLanguages ?? []
  if (original === undefined) return
  for (const { name } of RENDITIONS)
    await run(target, ['-i', `${name}.mp4`, '-an', '-c', 'copy', ...hlsOutput(target, `${name}-v1`)])
  await run(target, ['-i', 'v180.mp4', '-vn', '-c', 'copy', ...hlsOutput(target, `a-${original}`)])
  for (const [index, language] of others.entries())
    await run(target, [
      ...['-f', 'lavfi', '-t', `${production.durationS - ENCODER_DELAY_SAMPLES / SAMPLE_RATE}`],
      ...['-i', tone(PITCH_HZ * 0.75 ** (index + 1)), '-t', `${production.durationS}`],
      ...audioOutput(production),
      ...hlsOutput(target, `a-${language}`),
    ])
}

const renderStills = async (target: string, production: Production): Promise<void> => {
  const film = join(target, 'v360.mp4')
  const middleS = Math.floor(production.durationS / 3)
  await run(target, [
    '-ss',
    `${middleS}`,
    '-i',
    film,
    '-frames:v',
    '1',
    '-q:v',
    '5',
    '-update',
    '1',
    'thumbnail.jpg',
  ])
  const { slices, width, height } = SPRITE
  const filters = `fps=${slices}/${production.durationS},scale=${width}:${height},tile=${slices}x1`
  await run(target, [
    '-i',
    film,
    '-vf',
    filters,
    '-frames:v',
    '1',
    '-q:v',
    '18',
    '-update',
    '1',
    'sprite.jpg',
  ])
}

const make = async (production: Production): Promise<void> => {
  const target = join(MEDIA_FOLDER, production.name)
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-media-'))
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  await renderFilm(folder, target, production)
  await renderLanguages(target, production)
  await renderStills(target, production)
  await rm(folder, { recursive: true })
}

/** What entries without media show. */
const makePlaceholder = async (): Promise<void> => {
  const target = join(MEDIA_FOLDER, PLACEHOLDER)
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-media-'))
  await mkdir(target, { recursive: true })
  await writeFile(join(folder, 'still.pam'), renderPicture(FRAME, placeholderBackground))
  const still = ['-i', join(folder, 'still.pam'), '-pix_fmt', 'yuvj420p', '-q:v', '5', '-update', '1']
  await run(target, [...still, 'thumbnail.jpg'])
  await rm(folder, { recursive: true })
}

const wanted = process.argv.slice(2)
for (const production of PRODUCTIONS) {
  if (wanted.length === 0 || wanted.includes(production.name)) await make(production)
}
if (wanted.length === 0 || wanted.includes(PLACEHOLDER)) await makePlaceholder()
