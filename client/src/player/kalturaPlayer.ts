import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import type { FrameCount, TimeRange, Track } from '../sync/playerView.ts'
import { bufferedAhead, rangesOf } from './bufferedRanges.ts'
import { type CaptionLines, watchCaptionLines } from './captionLines.ts'
import { createHlsHooks, type HlsHooks } from './hlsHooks.ts'
import type { KalturaMediaConfig, KalturaPlayer } from './kalturaApi.ts'
import { criticalFailure, failureOf, isCaptionFailure, readyOrFailed, withTimeout } from './kalturaFailure.ts'
import { kalturaSetup } from './kalturaSetup.ts'
import { listTracks, selectTrack } from './kalturaTracks.ts'
import { createLiveTimeline, type LiveTimeline } from './liveTimeline.ts'
import { loadPlayerScript } from './loadPlayerScript.ts'
import type {
  LiveWindow,
  LoadResult,
  MediaEvent,
  MediaPlayer,
  MediaReading,
  MediaRequest,
  PlayResult,
} from './mediaPlayer.ts'
import { provideMediaSource } from './provideMediaSource.ts'
import { createUrlMapper, type UrlMapper } from './urlMapper.ts'

const PROGRESS_EVENTS = [
  'seeked',
  'canplay',
  'playing',
  'waiting',
  'loadeddata',
  'progress',
  'ended',
  'durationchange',
]
const TRACK_EVENTS = [
  'trackschanged',
  'videotrackchanged',
  'audiotrackchanged',
  'texttrackchanged',
  'abrmodechanged',
]

const NOTHING: MediaReading = {
  positionS: null,
  paused: true,
  seeking: false,
  ended: false,
  readyState: 0,
  rate: 1,
  bufferedS: 0,
}

/** The Kaltura player: its loading, its settings, its peculiarities. Nothing else knows `window.KalturaPlayer`. */
export function createKalturaPlayer(config: Pick<ActivityConfig, 'player' | 'urlMappings'>): MediaPlayer {
  return new KalturaMediaPlayer(config)
}

class KalturaMediaPlayer implements MediaPlayer {
  readonly #config: Pick<ActivityConfig, 'player' | 'urlMappings'>
  readonly #mapper: UrlMapper
  readonly #hooks: HlsHooks
  #timeline: LiveTimeline
  /** What only such a browser needs, which is few; null until it has come, and for all others. */
  #nativeHls: typeof import('./nativeHls.ts') | null = null
  /** The browser plays streams only by itself: nothing of hls.js is there. */
  readonly #native = !provideMediaSource(window)
  readonly #listeners = new Set<(event: MediaEvent) => void>()
  /** The player's own; stays the same wherever it is shown. */
  readonly #container: HTMLElement
  #player: KalturaPlayer | null = null
  #video: HTMLVideoElement | null = null
  #captionLines: CaptionLines | null = null
  #stopListening = (): void => {}
  #live = false
  #loadNumber = 0

  constructor(config: Pick<ActivityConfig, 'player' | 'urlMappings'>) {
    this.#config = config
    this.#mapper = createUrlMapper(config.urlMappings)
    this.#hooks = createHlsHooks(this.#mapper)
    this.#timeline = createLiveTimeline(this.#hooks.hls)
    this.#container = document.createElement('div')
    this.#container.id = `kaltura-player-${crypto.randomUUID()}`
    // The player's own style sheet is inline and the Activity's policy refuses it, so what matters is set here.
    Object.assign(this.#container.style, { width: '100%', height: '100%', overflow: 'hidden' })
  }

  attach(element: HTMLElement): void {
    element.append(this.#container)
  }

  detach(): void {
    this.#container.remove()
  }

  async load(request: MediaRequest): Promise<LoadResult> {
    const number = ++this.#loadNumber
    try {
      const player = await this.#ensurePlayer()
      if (number !== this.#loadNumber) return { ok: false, failure: { kind: 'cannotPlay' } }
      return await withTimeout(this.#loadInto(player, request))
    } catch (error) {
      return { ok: false, failure: this.#player ? failureOf(error) : { kind: 'playerUnavailable' } }
    }
  }

  unload(): void {
    this.#loadNumber++
    this.#stopListening()
    this.#video = null
    this.#player?.reset()
  }

  read(): MediaReading {
    const video = this.#video
    if (!video) return NOTHING
    const { paused, seeking, ended, readyState, playbackRate: rate } = video
    return {
      positionS: this.#toPositionS(video.currentTime),
      paused,
      seeking,
      ended,
      readyState,
      rate,
      bufferedS: bufferedAhead(rangesOf(video.buffered), video.currentTime),
    }
  }

  async play(): Promise<PlayResult> {
    if (!this.#video) return 'failed'
    try {
      await this.#video.play()
      return 'playing'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError') return 'blocked'
      // A pause that came in between ends the promise too, and is nobody's fault.
      return 'failed'
    }
  }

  pause(): void {
    this.#video?.pause()
  }

  seek(positionS: number): void {
    const mediaS = this.#live ? this.#timeline.toMediaS(positionS) : positionS
    if (this.#video && mediaS !== null) this.#video.currentTime = Math.max(0, mediaS)
  }

  fetchesMs(): readonly number[] {
    return this.#hooks.fetchesMs()
  }

  refill(): void {
    this.#hooks.refill()
  }

  setRate(rate: number): void {
    if (!this.#video) return
    this.#video.preservesPitch = true
    this.#video.playbackRate = rate
  }

  muted(): boolean {
    return this.#video?.muted ?? false
  }

  setMuted(muted: boolean): void {
    if (this.#video) this.#video.muted = muted
  }

  volume(): number {
    return this.#video?.volume ?? 1
  }

  setVolume(volume: number): void {
    if (this.#video) this.#video.volume = Math.max(0, Math.min(1, volume))
  }

  durationS(): number | null {
    const duration = this.#live ? Number.NaN : this.#video?.duration
    return duration !== undefined && Number.isFinite(duration) ? duration : null
  }

  buffered(): readonly TimeRange[] {
    const ranges = this.#video ? rangesOf(this.#video.buffered) : []
    return ranges.flatMap(range => {
      const startS = this.#toPositionS(range.startS)
      const endS = this.#toPositionS(range.endS)
      return startS === null || endS === null ? [] : [{ startS, endS }]
    })
  }

  liveWindow(): LiveWindow | null {
    return this.#live ? this.#timeline.window() : null
  }

  captions(): readonly Track[] {
    return this.#player ? listTracks(this.#player, 'text') : []
  }

  audioTracks(): readonly Track[] {
    return this.#player ? listTracks(this.#player, 'audio') : []
  }

  qualities(): readonly Track[] {
    return this.#player ? listTracks(this.#player, 'video') : []
  }

  captionLines(): readonly string[] {
    return this.#captionLines?.lines() ?? []
  }

  selectCaptions(trackId: string | null): void {
    if (trackId === null) {
      this.#player?.hideTextTrack()
      this.#captionLines?.off()
    } else if (this.#player) selectTrack(this.#player, 'text', trackId)
  }

  selectAudio(trackId: string): void {
    if (this.#player) selectTrack(this.#player, 'audio', trackId)
  }

  selectQuality(trackId: string | null): void {
    if (trackId === null) this.#player?.enableAdaptiveBitrate()
    else if (this.#player) selectTrack(this.#player, 'video', trackId)
  }

  limitQuality(stepsDown: number): void {
    this.#hooks.limitLevels(stepsDown)
  }

  frames(): FrameCount | null {
    const { totalVideoFrames, droppedVideoFrames } = this.#video?.getVideoPlaybackQuality?.() ?? {}
    if (totalVideoFrames === undefined || droppedVideoFrames === undefined) return null
    return { total: totalVideoFrames, dropped: droppedVideoFrames }
  }

  subscribe(listener: (event: MediaEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#loadNumber++
    this.#stopListening()
    this.#listeners.clear()
    this.#video = null
    this.#player?.destroy()
    this.#player = null
    this.detach()
  }

  async #ensurePlayer(): Promise<KalturaPlayer> {
    if (this.#player) return this.#player
    const [namespace] = await Promise.all([
      loadPlayerScript(this.#config.player.scriptUrl),
      this.#native && this.#fetchNative(),
    ])
    // What the player is to fill has to be in the page by then, so it waits unseen where nobody shows it yet.
    if (!this.#container.isConnected) document.body.append(this.#container)
    this.#player ??= namespace.setup(
      kalturaSetup({
        player: this.#config.player,
        targetId: this.#container.id,
        hlsConfig: this.#hooks.config,
        native: this.#native,
      }),
    )
    return this.#player
  }

  async #fetchNative(): Promise<void> {
    const [nativeHls, { createNativeTimeline }] = await Promise.all([
      import('./nativeHls.ts'),
      import('./nativeTimeline.ts'),
    ])
    this.#nativeHls = nativeHls
    this.#timeline = createNativeTimeline(() => this.#video)
  }

  async #loadInto(player: KalturaPlayer, request: MediaRequest): Promise<LoadResult> {
    const { entryId, ks, live } = request
    const startS = live ? null : request.startS
    const number = this.#loadNumber
    const media = await player.provider.getMediaConfig({ entryId, ks })
    if (number !== this.#loadNumber) return { ok: false, failure: { kind: 'cannotPlay' } }
    this.#live = live
    // `setMedia` alone keeps the session of the video before, which doesn't open this one.
    player.configure({ session: media['session'] })
    const mapped = this.#mapAddresses(media)
    const own = this.#nativeHls
    player.setMedia(own ? own.withOwnStream(mapped, request.hlsUrl) : withStart(mapped, startS))
    const ready = readyOrFailed(player)
    if (own) {
      const isWanted = (): boolean => number === this.#loadNumber
      const shown = own.showFirstPicture(videoOf(player), startS, isWanted)
      // Such a player calls itself ready when it has a picture, which on a phone may take a tap: it fails, or somebody
      // sees something; that it is ready comes on top.
      await Promise.race([shown, ready.then(() => new Promise<never>(() => {}))])
    }
    this.#listen(player)
    if (!own) await ready
    return { ok: true }
  }

  /** Streams, captions and pictures. */
  #mapAddresses(value: KalturaMediaConfig): KalturaMediaConfig {
    const map = (each: unknown): unknown => {
      if (typeof each === 'string') return this.#mapper.mapUrl(each)
      if (Array.isArray(each)) return each.map(map)
      if (each === null || typeof each !== 'object') return each
      for (const [key, inner] of Object.entries(each)) Reflect.set(each, key, map(inner))
      return each
    }
    map(value)
    return value
  }

  #listen(player: KalturaPlayer): void {
    this.#stopListening()
    const video = videoOf(player)
    this.#video = video
    Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'contain' })
    const off = new AbortController()
    const onVideo = (type: string, event: () => MediaEvent): void =>
      video.addEventListener(type, () => this.#tell(event()), { signal: off.signal })
    onVideo('play', () => ({ kind: 'changed', change: { kind: 'play' } }))
    onVideo('pause', () => ({ kind: 'changed', change: { kind: 'pause' } }))
    onVideo('seeking', () => ({
      kind: 'changed',
      change: { kind: 'seek', positionS: this.read().positionS ?? 0 },
    }))
    onVideo('ratechange', () => ({ kind: 'changed', change: { kind: 'rate', rate: video.playbackRate } }))
    onVideo('volumechange', () => ({ kind: 'volume' }))
    for (const type of PROGRESS_EVENTS) onVideo(type, () => ({ kind: 'progress' }))
    const captions = watchCaptionLines(video, () => this.#tell({ kind: 'captions' }))
    this.#captionLines = captions
    const onTracks = (): void => this.#tell({ kind: 'tracks' })
    const onError = (event: unknown): void => this.#failed(event)
    for (const type of TRACK_EVENTS) player.addEventListener(type, onTracks)
    player.addEventListener('error', onError)
    this.#stopListening = () => {
      off.abort()
      captions.close()
      for (const type of TRACK_EVENTS) player.removeEventListener(type, onTracks)
      player.removeEventListener('error', onError)
    }
  }

  #failed(event: unknown): void {
    const failure = criticalFailure(event)
    if (isCaptionFailure(event)) this.#tell({ kind: 'captionsFailed' })
    if (failure) this.#tell({ kind: 'failed', failure })
  }

  #tell(event: MediaEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  #toPositionS(mediaS: number): number | null {
    return this.#live ? this.#timeline.toPositionS(mediaS) : mediaS
  }
}

function videoOf(player: KalturaPlayer): HTMLVideoElement {
  const video = player.getVideoElement()
  if (!video) throw new Error('The player has no video element.')
  return video
}

function withStart(media: KalturaMediaConfig, startS: number | null): KalturaMediaConfig {
  const sources = media['sources']
  if (startS !== null && typeof sources === 'object' && sources !== null)
    Reflect.set(sources, 'startTime', startS)
  return media
}
