import type { KalturaMediaConfig } from './kalturaApi.ts'

/** Metadata without a picture for this long: the browser waits for somebody to press play, ms. */
const UNASKED_MS = 700
/** As long as the first picture is given once it has been asked for, ms. */
const PICTURE_MS = 4_000
/** What a video has been told to do it tells of at once, ms. */
const TOLD_MS = 500
const HAS_PICTURE = 2

/** Kaltura's own address in it takes a header that such a browser doesn't send, and names hosts that it doesn't reach. */
export function withOwnStream(media: KalturaMediaConfig, url: string): KalturaMediaConfig {
  const sources = media['sources']
  if (typeof sources !== 'object' || sources === null) return media
  const [first] = ((list: unknown): unknown[] => (Array.isArray(list) ? list : []))(
    Reflect.get(sources, 'hls'),
  )
  const known = typeof first === 'object' && first !== null ? first : {}
  const own = { id: 'own', mimetype: 'application/x-mpegURL', ...known, url }
  return { ...media, sources: { ...sources, hls: [own], dash: [], progressive: [] } }
}

/**
 * To be asked as soon as the player has been given a stream. Resolves when there is something to see at the start, or something to be played as soon as it is tapped. Phones
 * fetch nothing but a stream's beginning before it plays, and let it play unasked without sound. Whatever this makes
 * the video tell has been told by then.
 */
export async function showFirstPicture(
  video: HTMLVideoElement,
  startS: number | null,
  isWanted: () => boolean,
): Promise<void> {
  // What there is at this moment is of the video before: the player takes it out only a little later.
  await reached(video, 'loadedmetadata', false)
  if (!isWanted()) return
  if (startS !== null && startS > 0) {
    video.currentTime = startS
    await reached(video, 'seeking', false, TOLD_MS)
  }
  const hasPicture = (withinMs: number): Promise<boolean> =>
    reached(video, 'loadeddata', video.readyState >= HAS_PICTURE, withinMs)
  if ((await hasPicture(UNASKED_MS)) || !isWanted()) return
  const { muted } = video
  video.muted = true
  // Refused where the phone saves power.
  const began = await video.play().then(
    () => true,
    () => false,
  )
  if (began && isWanted()) await hasPicture(PICTURE_MS)
  if (!isWanted()) return
  if (!video.paused) {
    video.pause()
    await reached(video, 'pause', false, TOLD_MS)
  }
  video.muted = muted
}

/** Whether it comes to that in time. */
function reached(
  video: HTMLVideoElement,
  type: string,
  isAlready: boolean,
  withinMs?: number,
): Promise<boolean> {
  if (isAlready) return Promise.resolve(true)
  const over = new AbortController()
  return new Promise<boolean>(resolve => {
    video.addEventListener(type, () => resolve(true), { signal: over.signal })
    if (withinMs === undefined) return
    const timer = setTimeout(() => resolve(false), withinMs)
    over.signal.addEventListener('abort', () => clearTimeout(timer))
  }).finally(() => over.abort())
}
