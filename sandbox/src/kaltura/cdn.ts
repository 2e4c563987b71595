import type { StandIn, StandInRequest, StandInResponse } from '../standIn.ts'
import { CORS_HEADERS } from './answerFormat.ts'
import { serveBytes } from './byteRange.ts'
import { captionText, captionTracksOf } from './captionTrack.ts'
import { initUrl, type Part, segmentUrl } from './cdnPaths.ts'
import { LIVE_SEGMENT_MS } from './entryAnswer.ts'
import { createFilmStore, type Film, type FilmStore } from './film.ts'
import { type AudioFlavor, audioFlavorsOf, type Flavor, flavorsOf } from './flavor.ts'
import { readTimescales, shiftFragment } from './fragmentTime.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import type { LibraryEntry } from './library.ts'
import { isOnAir, livePlaylist } from './livePlaylist.ts'
import { preflight } from './preflight.ts'
import { thumbnail } from './thumbnail.ts'

const FOREVER = 'public, max-age=8640000'
const LIVE_PLAYLIST_CACHE = 'public, max-age=1'
const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl'
const SEGMENT_TYPE = 'video/iso.segment'
const FILM_TYPE = 'video/mp4'

const VOD_PATH =
  /^\/(hls|pd)\/p\/(\d+)\/sp\/\d+\/serveFlavor\/entryId\/(\w+)\/v\/\d+\/ev\/\d+\/flavorId\/(\w+)\/name\/a\.mp4(?:\/(.+))?$/
const LIVE_PATH = /^\/live\/hls\/p\/(\d+)\/e\/(\w+)\/sd\/\d+\/t\/(\w+)\/(.+)$/
const CAPTION_PATH =
  /^\/api_v3\/index\.php\/service\/caption_captionasset\/action\/servewebvtt\/captionassetid\/(\w+)\//i
const SEGMENT_FILE = /^seg-(\d+)-v1-a1\.m4s$/
/** Of picture and sound, or of one of them. */
const PACKAGED_FILE =
  /^(?:(index)(?:-(v1|a1))?\.m3u8|(init)-(v1-a1|v1|a1)\.mp4|seg-(\d+)-(v1-a1|v1|a1)\.m4s)$/

interface Served {
  readonly request: StandInRequest
  readonly options: KalturaOptions
  readonly flavor: Flavor
  readonly film: Film
}

interface ServedPart extends Pick<Served, 'request' | 'options' | 'film'> {
  readonly flavor: Flavor | AudioFlavor
  readonly part: Part
}

const notFound = (): StandInResponse => ({
  status: 404,
  headers: { ...CORS_HEADERS, 'content-type': 'text/plain', 'cache-control': 'no-cache' },
  body: 'Not found\n',
})

const vodPlaylist = ({ options, flavor, film, part }: ServedPart): string => {
  const longestS = Math.max(...film.segments.map(segment => segment.durationS))
  const segments = film.segments.map(
    ({ durationS }, index) =>
      `#EXTINF:${durationS.toFixed(3)},\n${segmentUrl(flavor, options, index + 1, part)}`,
  )
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(longestS)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-MEDIA-SEQUENCE:1',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${initUrl(flavor, options, part)}"`,
    ...segments,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n')
}

const serveText = (request: StandInRequest, text: string, contentType: string, cacheControl: string) =>
  serveBytes(request, { bytes: Buffer.from(text), contentType, cacheControl })

const serveVod = (served: ServedPart, file: string): StandInResponse => {
  const { request, film } = served
  const [, index, , init, , number] = PACKAGED_FILE.exec(file) ?? []
  if (index) return serveText(request, vodPlaylist(served), PLAYLIST_TYPE, FOREVER)
  const bytes = init ? film.init : film.segments[Number(number) - 1]?.bytes
  if (!bytes) return notFound()
  const contentType = number ? SEGMENT_TYPE : FILM_TYPE
  return serveBytes(request, { bytes, contentType, cacheControl: FOREVER })
}

/** Segment `sequence` is the loop's piece for that time of the minute, with its time stamps moved there. */
const liveSegment = (film: Film, sequence: number): Buffer | undefined => {
  const place = sequence % film.segments.length
  const segment = film.segments[place]
  const offsetS = ((sequence - place) * LIVE_SEGMENT_MS) / 1000
  return segment && shiftFragment(segment.bytes, offsetS, readTimescales(film.init))
}

const serveLive = (served: Served, file: string): StandInResponse => {
  const { request, options, flavor, film } = served
  if (file === 'index.m3u8') {
    return serveText(request, livePlaylist(flavor, options), PLAYLIST_TYPE, LIVE_PLAYLIST_CACHE)
  }
  if (file === 'init-v1-a1.mp4') {
    return serveBytes(request, { bytes: film.init, contentType: FILM_TYPE, cacheControl: FOREVER })
  }
  const sequence = Number(SEGMENT_FILE.exec(file)?.[1] ?? Number.NaN)
  const bytes = isOnAir(sequence, options.now()) ? liveSegment(film, sequence) : undefined
  if (!bytes) return notFound()
  return serveBytes(request, { bytes, contentType: SEGMENT_TYPE, cacheControl: FOREVER })
}

const serveCaptions = (
  request: StandInRequest,
  captionId: string,
  { library }: KalturaOptions,
): StandInResponse => {
  for (const entry of library.entries()) {
    const track = captionTracksOf(entry).find(candidate => candidate.id === captionId)
    if (track) {
      return serveText(request, captionText(track, entry), 'text/vtt; charset=utf-8', FOREVER)
    }
  }
  return notFound()
}

interface Found {
  readonly entry: LibraryEntry
  readonly flavor: Flavor | AudioFlavor
  readonly media: string
}

const findFlavor = (
  wanted: { partnerId: string | undefined; entryId: string | undefined; flavorId: string | undefined },
  options: KalturaOptions,
): Found | undefined => {
  const entry = options.library.findLiving(wanted.entryId ?? '')
  const flavor =
    entry &&
    [...flavorsOf(entry), ...audioFlavorsOf(entry)].find(candidate => candidate.id === wanted.flavorId)
  if (!entry?.media || !flavor || Number(wanted.partnerId) !== options.partnerId) return undefined
  return { entry, flavor, media: entry.media }
}

/** What a file's name asks for; null for what this flavor doesn't have by itself. */
function partOf(name: string | undefined, { flavor, entry }: Found): Part | null {
  const part = name === 'v1' || name === 'a1' ? name : 'v1-a1'
  if (!('width' in flavor)) return part === 'a1' ? part : null
  // Picture and sound are apart only where there is more than one thing to hear.
  return part === 'v1-a1' || (part === 'v1' && audioFlavorsOf(entry).length > 0) ? part : null
}

const serveMedia = async (
  request: StandInRequest,
  options: KalturaOptions,
  films: FilmStore,
): Promise<StandInResponse> => {
  const [, kind, partnerId, entryId, flavorId, file] = VOD_PATH.exec(request.url.pathname) ?? []
  const [, livePartnerId, liveEntryId, liveFlavorId, liveFile] = LIVE_PATH.exec(request.url.pathname) ?? []
  const wanted = kind
    ? { partnerId, entryId, flavorId }
    : { partnerId: livePartnerId, entryId: liveEntryId, flavorId: liveFlavorId }
  const found = findFlavor(wanted, options)
  if (!found || found.entry.isLive === (kind !== undefined)) return notFound()
  const { flavor } = found
  const [, , listed, , begun, , cut] = PACKAGED_FILE.exec(file ?? '') ?? []
  const part = partOf(listed ?? begun ?? cut, found)
  if (kind === 'hls') {
    if (part === null) return notFound()
    const film = await films(found.media, part === 'v1' ? `${flavor.rendition}-v1` : flavor.rendition)
    return serveVod({ request, options, flavor, film, part }, file ?? '')
  }
  if (!('width' in flavor)) return notFound()
  const film = await films(found.media, flavor.rendition)
  if (liveFile) return serveLive({ request, options, flavor, film }, liveFile)
  const content = { bytes: film.bytes, contentType: FILM_TYPE, cacheControl: FOREVER }
  return file === undefined ? serveBytes(request, content) : notFound()
}

/** Kaltura's media host: HLS, progressive files, captions and thumbnails. Asks nobody for a KS. */
export const createKalturaCdn = (options: KalturaOptions): StandIn => {
  const films = createFilmStore()
  return async request => {
    const refused = preflight(request, ['GET', 'HEAD'])
    if (refused) return refused
    const captionId = CAPTION_PATH.exec(request.url.pathname)?.[1]
    if (captionId) return serveCaptions(request, captionId, options)
    return (await thumbnail(request, options)) ?? serveMedia(request, options, films)
  }
}
