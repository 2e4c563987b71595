import { FreshCache } from '../../platform/freshCache.ts'
import type { Logger } from '../../platform/logger.ts'
import { OutboundError } from '../../platform/outboundError.ts'
import type { OutboundAnswer, OutboundHttp } from '../../platform/outboundHttp.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { Reach } from './reach.ts'

/** A playlist as it was answered. */
export interface FetchedPlaylist {
  readonly text: string
  /** Where it came from in the end. */
  readonly url: string
  /** How long it may be kept, s; null where it may not. */
  readonly maxAgeS: number | null
}

/** Some hours of short parts with long addresses, bytes. */
export const MAX_PLAYLIST_BYTES = 4 * 1024 * 1024
/** Kaltura sends players on to a host near its servers, which may send them on once more. */
export const MAX_REDIRECTS = 3
/** A live playlist is asked for every few seconds: for one try, and for all of them wherever they lead, ms. */
export const PLAYLIST_TIMEOUT_MS = 3_000
export const PLAYLIST_DEADLINE_MS = 6_000
/** Everybody in a room asks for the same one at about the same time: such an answer goes to all of them, ms. */
export const SHARED_FOR_MS = 1_000
/** Playlists that are held for that long at most, bytes. */
export const HELD_BYTES = 16 * 1024 * 1024
/** Whatever an answer says: what is sealed in a playlist ends some day, s. */
export const LONGEST_KEPT_S = 300

const RETRY_AFTER_S = 2

export interface PlaylistSource {
  read(url: string): Promise<Result<FetchedPlaylist>>
}

interface PlaylistSourceOptions {
  readonly http: Pick<OutboundHttp, 'request'>
  readonly reach: Reach
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Playlists of the hosts within reach, and nothing else that they have. */
export function createPlaylistSource({ http, reach, clock, logger }: PlaylistSourceOptions): PlaylistSource {
  const held = new FreshCache<FetchedPlaylist>({
    clock,
    freshMs: SHARED_FOR_MS,
    staleMs: SHARED_FOR_MS,
    capacity: HELD_BYTES,
    sizeOf: ({ text }) => text.length,
  })

  const ask = (url: string, deadlineMs: number): Promise<OutboundAnswer> =>
    http.request({
      url,
      operation: 'playlist',
      // One broken video mustn't rest the API that may be at the same host.
      breaker: 'playlists',
      idempotent: true,
      timeoutMs: PLAYLIST_TIMEOUT_MS,
      deadlineMs: Math.max(1, deadlineMs),
      maxBytes: MAX_PLAYLIST_BYTES,
    })

  async function follow(first: string): Promise<Result<FetchedPlaylist>> {
    const endsMs = performance.now() + PLAYLIST_DEADLINE_MS
    let url = reach.fromHere(new URL(first))
    for (let hop = 0; url !== null && hop <= MAX_REDIRECTS; hop++) {
      const answer = await ask(url, endsMs - performance.now())
      if (!isRedirect(answer)) return read(answer, url)
      url = next(answer, url, reach)
    }
    logger.warn('hls.redirect.refused')
    return unavailable()
  }

  async function load(url: string): Promise<Result<FetchedPlaylist>> {
    try {
      return await follow(url)
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error
      logger.warn('hls.unavailable', { origin: error.origin, reason: error.failure })
      return unavailable()
    }
  }

  return { read: url => held.get(url, () => load(url)) }
}

const isRedirect = ({ status }: OutboundAnswer) => status >= 300 && status < 400

function next({ location }: OutboundAnswer, from: string, reach: Reach): string | null {
  if (location === null || !URL.canParse(location, from)) return null
  return reach.fromHere(new URL(location, from))
}

function read({ status, body, cacheControl }: OutboundAnswer, url: string): Result<FetchedPlaylist> {
  if (status === 200) return succeed({ text: body.toString('utf8'), url, maxAgeS: maxAgeOf(cacheControl) })
  return status >= 500 || status === 429 ? unavailable() : gone()
}

function maxAgeOf(cacheControl: string | null): number | null {
  if (cacheControl === null || /\bno-(?:store|cache)\b/i.test(cacheControl)) return null
  const given = /(?:^|[\s,])max-age="?(\d{1,10})\b/i.exec(cacheControl)?.[1]
  const maxAgeS = given === undefined ? 0 : Math.min(Number(given), LONGEST_KEPT_S)
  return maxAgeS > 0 ? maxAgeS : null
}

export const gone = () => fail('not_found', 'There is no such playlist any more. Load the video again.')
const unavailable = () =>
  fail('kaltura_unavailable', 'Kaltura does not give this playlist at the moment.', {
    retryAfterS: RETRY_AFTER_S,
  })
