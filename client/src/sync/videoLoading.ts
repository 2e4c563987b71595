import type { VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { PlayerFailure, PlayerView } from './playerView.ts'
import type { Timers } from './timers.ts'

/** The right to play a video, or why there is none. */
export type SessionAnswer =
  | { readonly ok: true; readonly ks: string; readonly hlsUrl: string }
  | { readonly ok: false; readonly failure: PlayerFailure }

export interface VideoLoadingOptions {
  readonly player: MediaPlayer
  readonly timers: Timers
  /** Never rejects. */
  readonly getSession: (entryId: string) => Promise<SessionAnswer>
  /** Where the room will be when the first data has come; null when that can't be told. */
  readonly likelyStartS: () => number | null
  /** The phase is another one. */
  readonly onChange: (phase: PlayerView['phase']) => void
}

/** A second failure within this is told; the first is tried once more, ms. */
const FAILS_AGAIN_MS = 30_000

/** Sees to it that the player holds the room's video, or says why it doesn't. */
export class VideoLoading {
  readonly #options: VideoLoadingOptions
  #video: VideoSummary | null = null
  #phase: PlayerView['phase'] = 'empty'
  #failure: PlayerFailure | null = null
  #failedMs = Number.NEGATIVE_INFINITY
  /** Counts attempts, so that what an earlier one comes to is nothing to a later. */
  #attempt = 0

  constructor(options: VideoLoadingOptions) {
    this.#options = options
  }

  get phase(): PlayerView['phase'] {
    return this.#phase
  }

  get failure(): PlayerFailure | null {
    return this.#failure
  }

  /** True when it is another video than before. */
  want(video: VideoSummary | null): boolean {
    const isOther = video?.entryId !== this.#video?.entryId
    this.#video = video
    if (!isOther) return false
    this.#failedMs = Number.NEGATIVE_INFINITY
    if (video) void this.#load(video)
    else this.#empty()
    return true
  }

  /** Whatever has become of it so far. */
  retry(): void {
    if (this.#video) void this.#load(this.#video)
  }

  /** Once is an accident, and mended before anybody reads about it. */
  playerFailed(failure: PlayerFailure): void {
    if (this.#phase !== 'ready' || !this.#video) return
    const nowMs = this.#options.timers.nowMs()
    const isAgain = nowMs - this.#failedMs < FAILS_AGAIN_MS
    this.#failedMs = nowMs
    if (isAgain) this.#set('failed', failure)
    else void this.#load(this.#video)
  }

  close(): void {
    this.#attempt++
  }

  #empty(): void {
    this.#attempt++
    this.#options.player.unload()
    this.#set('empty')
  }

  async #load({ entryId, kind }: VideoSummary): Promise<void> {
    const attempt = ++this.#attempt
    this.#set('loading')
    const session = await this.#options.getSession(entryId)
    if (attempt !== this.#attempt) return
    if (!session.ok) {
      this.#set('failed', session.failure)
      return
    }
    const result = await this.#options.player.load({
      entryId,
      ks: session.ks,
      hlsUrl: session.hlsUrl,
      live: kind === 'live',
      startS: this.#options.likelyStartS(),
    })
    if (attempt !== this.#attempt) return
    if (result.ok) this.#set('ready')
    else this.#set('failed', result.failure)
  }

  #set(phase: PlayerView['phase'], failure: PlayerFailure | null = null): void {
    this.#phase = phase
    this.#failure = failure
    this.#options.onChange(phase)
  }
}
