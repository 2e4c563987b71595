import type { StandInRequest, StandInResponse } from '../standIn.ts'
import { CORS_HEADERS } from './answerFormat.ts'
import { pathPairs } from './apiRequest.ts'
import { filmUrl, livePlaylistUrl, playlistUrl } from './cdnPaths.ts'
import { type ExternalError, externalError } from './externalError.ts'
import { type AudioFlavor, audioFlavorsOf, CODECS, type Flavor, flavorsOf } from './flavor.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import type { Ks } from './ks.ts'
import type { LibraryEntry } from './library.ts'
import { mayPlay } from './playbackContext.ts'
import type { Sessions } from './sessions.ts'

const MANIFEST_PATH = /^\/p\/(\d+)(?:\/sp\/\d+)?\/playManifest\/(.*)$/
/** Without its file name a path has as many names as values. */
const FILE_NAME = /\/[^/]*\.(?:m3u8|mp4|mpd|f4m)$/

const ksFaultError = { EXPIRED: 31, INVALID_STR: 4 } as const

const openKs = (raw: string, path: string, sessions: Sessions): Ks | ExternalError | undefined => {
  if (raw === '') return undefined
  const opened = sessions.open(raw, path)
  if ('ks' in opened) return opened.ks
  return opened.fault === 'EXPIRED' || opened.fault === 'INVALID_STR' ? ksFaultError[opened.fault] : 7
}

const OVERHEAD = 1.1

const AUDIO_GROUP = 'audio'

/** Several things to hear are streams of their own, of which a player chooses one. */
const audioLine = (flavor: AudioFlavor, index: number, options: KalturaOptions): string =>
  [
    `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${AUDIO_GROUP}"`,
    `LANGUAGE="${flavor.language}"`,
    `NAME="${flavor.label}"`,
    'AUTOSELECT=YES',
    `DEFAULT=${index === 0 ? 'YES' : 'NO'}`,
    `URI="${playlistUrl(flavor, options, 'a1')}"`,
  ].join(',')

const streamLine = (flavor: Flavor, hasAudio: boolean): string =>
  [
    `#EXT-X-STREAM-INF:PROGRAM-ID=1,BANDWIDTH=${Math.round(flavor.bitrateKbps * 1000 * OVERHEAD)}`,
    `RESOLUTION=${flavor.width}x${flavor.height}`,
    `FRAME-RATE=${flavor.frameRate.toFixed(3)}`,
    `CODECS="${CODECS}"`,
    ...(hasAudio ? [`AUDIO="${AUDIO_GROUP}"`] : []),
  ].join(',')

const masterPlaylist = (
  entry: LibraryEntry,
  flavors: readonly Flavor[],
  options: KalturaOptions,
): StandInResponse => {
  const audio = audioFlavorsOf(entry)
  const hasAudio = audio.length > 0
  const urlOf = (flavor: Flavor): string =>
    entry.isLive ? livePlaylistUrl(flavor, options) : playlistUrl(flavor, options, hasAudio ? 'v1' : 'v1-a1')
  const streams = [
    ...audio.map((flavor, index) => audioLine(flavor, index, options)),
    ...flavors.flatMap(flavor => [streamLine(flavor, hasAudio), urlOf(flavor)]),
  ]
  return {
    status: 200,
    headers: {
      ...CORS_HEADERS,
      'content-type': 'application/vnd.apple.mpegurl',
      'cache-control': entry.isPublic ? 'public, max-age=60' : 'private, max-age=0, no-cache',
    },
    body: `#EXTM3U\n#EXT-X-INDEPENDENT-SEGMENTS\n${streams.join('\n')}\n`,
  }
}

const progressive = (flavors: readonly Flavor[], options: KalturaOptions): StandInResponse => {
  const best = flavors.at(-1)
  if (!best) return externalError(6)
  return { status: 302, headers: { ...CORS_HEADERS, location: filmUrl(best, options) } }
}

const wantedFlavors = (entry: LibraryEntry, flavorIds: string | undefined): readonly Flavor[] => {
  const wanted = flavorIds?.split(',')
  return flavorsOf(entry).filter(flavor => wanted?.includes(flavor.id) ?? true)
}

const firstHeader = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '')

/** Where the media of an entry are, for whom may play it. Nothing where the request is for something else. */
export const playManifest = (
  request: StandInRequest,
  options: KalturaOptions,
  sessions: Sessions,
): StandInResponse | undefined => {
  const match = MANIFEST_PATH.exec(request.url.pathname)
  if (!match) return undefined
  const query = request.url.searchParams
  const named = new Map([...query, ...pathPairs((match[2] ?? '').replace(FILE_NAME, ''))])
  const entryId = named.get('entryId')
  if (!entryId) return externalError(20)
  const entry = options.library.findLiving(entryId)
  if (!entry || Number(match[1]) !== options.partnerId) return externalError(1)
  const rawKs = named.get('ks') || firstHeader(request.headers['x-kaltura-ks'])
  const ks = openKs(rawKs, request.url.pathname, sessions)
  if (typeof ks === 'number') return externalError(ks)
  if (!mayPlay(entry, ks)) return externalError(3)
  const flavors = wantedFlavors(entry, named.get('flavorIds') || undefined)
  if (flavors.length === 0) return externalError(6)
  const format = named.get('format') ?? 'url'
  if (format === 'applehttp') return masterPlaylist(entry, flavors, options)
  const isProgressive = (format === 'url' || format === 'download') && !entry.isLive
  return isProgressive ? progressive(flavors, options) : externalError(18)
}
