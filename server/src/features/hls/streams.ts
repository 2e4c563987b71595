import { randomBytes } from 'node:crypto'
import type { Logger } from '../../platform/logger.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { type FetchedPlaylist, gone, type PlaylistSource } from './playlistSource.ts'
import type { Page, Reach } from './reach.ts'
import { type Addresses, type Rewritten, rewritePlaylist } from './rewritePlaylist.ts'
import type { StreamRef, StreamRefs } from './streamRefs.ts'

/** Where playlists are asked for, as pages see it. */
const PATH = '/api/v1/hls'
/** Players go by the ending. */
const FILE = 'a.m3u8'
const STREAM_ID_BYTES = 9

export interface Streams {
  /** The address of a video for a player that fetches everything by itself, below the page's own origin. */
  start(stream: NewStream): string
  open(sealed: string): Result<StreamRef>
  playlist(ref: StreamRef): Promise<Result<WrittenPlaylist>>
}

interface NewStream {
  /** Kaltura's playManifest, with the right to play in it. */
  readonly manifestUrl: string
  readonly page: Page
  /** Until when that right lasts, epoch seconds. */
  readonly untilS: number
}

export interface WrittenPlaylist {
  readonly text: string
  /** Null for not at all. */
  readonly maxAgeS: number | null
}

interface StreamsOptions {
  readonly refs: StreamRefs
  readonly reach: Reach
  readonly source: PlaylistSource
  readonly clock: RoomClock
  readonly logger: Logger
}

export function createStreams({ refs, reach, source, clock, logger }: StreamsOptions): Streams {
  const pathOf = (ref: StreamRef): string | null => {
    const sealed = refs.seal(ref)
    return sealed === null ? null : `${PATH}/${sealed}/${FILE}`
  }

  /** Playlists come through here, with the same end; parts go the way that everything of Kaltura's goes. */
  const addressesFor = (ref: StreamRef, onSealed: () => void): Addresses => ({
    playlist: url => {
      onSealed()
      const direct = reach.fromHere(url)
      return direct === null ? null : pathOf({ ...ref, url: direct })
    },
    media: url => reach.fromPage(url, ref.page),
  })

  /** What is written for all who look at such a page alike: a whole day of parts takes a tenth of a second. */
  const written = new WeakMap<FetchedPlaylist, Map<Page, Rewritten>>()

  function write(fetched: FetchedPlaylist, ref: StreamRef): Rewritten {
    const known = written.get(fetched) ?? new Map<Page, Rewritten>()
    const before = known.get(ref.page)
    if (before) return before
    let isOfOne = false
    const fresh = rewritePlaylist(
      fetched,
      addressesFor(ref, () => {
        isOfOne = true
      }),
    )
    if (!isOfOne) written.set(fetched, known.set(ref.page, fresh))
    return fresh
  }

  return {
    start({ manifestUrl, page, untilS }) {
      const stream = randomBytes(STREAM_ID_BYTES).toString('base64url')
      const path = pathOf({ url: manifestUrl, page, untilS, stream })
      if (path === null) throw new Error('The address of a manifest is too long to be referred to.')
      return path
    },
    open(sealed) {
      const ref = refs.open(sealed)
      return ref ? succeed(ref) : gone()
    },
    async playlist(ref) {
      const fetched = await source.read(ref.url)
      if (!fetched.ok) return fetched
      const playlist = write(fetched.value, ref)
      if (!playlist.ok) {
        logger.warn('hls.playlist.refused', { reason: playlist.why, host: playlist.host })
        return fail('kaltura_unavailable', SENTENCES[playlist.why])
      }
      const leftS = Math.floor(ref.untilS - clock.nowMs() / 1000)
      const { maxAgeS } = fetched.value
      return succeed({ text: playlist.text, maxAgeS: maxAgeS === null ? null : Math.min(maxAgeS, leftS) })
    },
  }
}

const SENTENCES = {
  not_a_playlist: 'Kaltura answered with something that is no playlist.',
  elsewhere: 'Parts of this video are at a host to which no URL mapping leads.',
} as const
