import * as z from 'zod'
import type { HlsInstance } from './liveTimeline.ts'
import { createPartTimes } from './partTimes.ts'
import type { UrlMapper } from './urlMapper.ts'

/*
 * hls.js inside the Kaltura player takes classes of ours in its configuration. With them the addresses in every
 * playlist can be mapped (the player's own filters see neither the playlists of renditions nor those of captions),
 * and its fragments' dates be read (the player tells none).
 */

interface Callbacks {
  readonly onSuccess: (response: Response, ...rest: unknown[]) => void
}

/** What a playlist came to: its text and where it came from. */
interface Response {
  url: string
  data: unknown
}

interface Loader {
  readonly stats: unknown
  readonly context: unknown
  load(context: { url: string }, config: object, callbacks: Callbacks): void
  abort(): void
  destroy(): void
  getCacheAge?(): number | null
  getResponseHeader?(name: string): string | null
}

interface LoaderConfig {
  /** The loader that the Kaltura player sets, which adds its headers. */
  readonly loader: new (
    config: LoaderConfig,
  ) => Loader
}

export interface HlsHooks {
  /** To be merged into hls.js's configuration. */
  readonly config: object
  /** The hls.js that plays now; null where the browser plays HLS itself. */
  readonly hls: () => HlsInstance | null
  /** How long the last parts took to come, ms; none where the browser plays HLS itself. */
  readonly fetchesMs: () => readonly number[]
  /**
   * Browsers drop buffered data when they are short of memory, which hls.js doesn't notice where sound and picture
   * come in one stream: it would wait for ever for what it believes to have. Emptying the buffer makes it fetch.
   */
  readonly refill: () => void
  /** How many of the best levels an automatic choice leaves out. */
  readonly limitLevels: (stepsDown: number) => void
}

/** hls.js's events by their names on the wire between it and its listeners. */
const FLUSH = 'hlsBufferFlushing'
const FETCH_BEGINS = 'hlsFragLoading'
const FETCHED = 'hlsFragLoaded'
const LEVELS_KNOWN = 'hlsManifestParsed'
const FETCH_ENDS = [FETCHED, 'hlsFragLoadEmergencyAborted', 'hlsError']

const HlsInstanceSchema = z.custom<HlsInstance>(
  value => z.object({ on: z.function(), trigger: z.function() }).safeParse(value).success,
)

export function createHlsHooks(mapper: UrlMapper): HlsHooks {
  let current: unknown = null
  let isFetching = false
  let parts = createPartTimes()
  let stepsDown = 0
  const instance = (): HlsInstance | null => HlsInstanceSchema.safeParse(current).data ?? null

  /** Where there is only one, that is the one; -1 is no limit. */
  const limit = (): void => {
    const hls = instance()
    const levels = hls?.levels?.length ?? 0
    if (hls) hls.autoLevelCapping = stepsDown === 0 || levels === 0 ? -1 : Math.max(0, levels - 1 - stepsDown)
  }

  /** hls.js makes one of these for each stream it plays, and hands itself over. */
  class Probe {
    constructor(hls: unknown) {
      current = hls
      isFetching = false
      parts = createPartTimes()
      instance()?.on(LEVELS_KNOWN, limit)
      instance()?.on(FETCHED, (_event, data) => parts.loaded(data))
      instance()?.on(FETCH_BEGINS, () => {
        isFetching = true
      })
      for (const event of FETCH_ENDS)
        instance()?.on(event, () => {
          isFetching = false
        })
    }
    destroy(): void {
      current = null
    }
  }

  class PlaylistLoader {
    readonly #inner: Loader
    constructor(config: LoaderConfig) {
      this.#inner = new config.loader(config)
    }
    get stats(): unknown {
      return this.#inner.stats
    }
    get context(): unknown {
      return this.#inner.context
    }
    load(context: { url: string }, config: object, callbacks: Callbacks): void {
      context.url = mapper.mapUrl(context.url)
      const onSuccess = (response: Response, ...rest: unknown[]): void => {
        if (typeof response.data === 'string') response.data = mapper.mapPlaylist(response.data)
        callbacks.onSuccess(response, ...rest)
      }
      this.#inner.load(context, config, { ...callbacks, onSuccess })
    }
    abort(): void {
      this.#inner.abort()
    }
    destroy(): void {
      this.#inner.destroy()
    }
    getCacheAge(): number | null {
      return this.#inner.getCacheAge?.() ?? null
    }
    getResponseHeader(name: string): string | null {
      return this.#inner.getResponseHeader?.(name) ?? null
    }
  }

  return {
    config: {
      // Discord's policy has had workers forbidden before; on the main thread it always plays.
      enableWorker: false,
      pLoader: PlaylistLoader,
      // The slot for reports to CDNs, which aren't made: its maker is handed the instance.
      cmcdController: Probe,
    },
    hls: instance,
    fetchesMs: () => parts.lately(),
    limitLevels(steps) {
      stepsDown = steps
      limit()
    },
    refill: () => {
      if (isFetching) return
      instance()?.trigger(FLUSH, { startOffset: 0, endOffset: Number.POSITIVE_INFINITY, type: null })
    },
  }
}
