import type { MediaChange } from '@kaltura-discord/shared/playback/expectations.ts'
import type { FrameCount, PlayerFailure, TimeRange, Track } from '../sync/playerView.ts'

/** What to play, and where it is likely to begin, so that the right part is fetched first. */
export interface MediaRequest {
  readonly entryId: string
  readonly ks: string
  /** The stream for a browser that plays it by itself. */
  readonly hlsUrl: string
  readonly live: boolean
  /** Null: at the beginning, or for live at a safe distance from the edge. */
  readonly startS: number | null
}

export type LoadResult = { readonly ok: true } | { readonly ok: false; readonly failure: PlayerFailure }

/** `blocked`: the browser wants a gesture first, or no sound. */
export type PlayResult = 'playing' | 'blocked' | 'failed'

/** The player as it is this moment. */
export interface MediaReading {
  /** In the room's positions; null while a live position can't be told yet. */
  readonly positionS: number | null
  readonly paused: boolean
  readonly seeking: boolean
  readonly ended: boolean
  /** `HTMLMediaElement.readyState`. */
  readonly readyState: number
  readonly rate: number
  /** Seconds buffered ahead of the position. */
  readonly bufferedS: number
}

/** Live only, in the room's positions: what can be sought to, and how near the edge it is safe to stand. */
export interface LiveWindow {
  readonly seekable: TimeRange
  readonly safeEdgeS: number
}

export type MediaEvent =
  /** Somebody or something moved the player; who, the expectations tell. */
  | { readonly kind: 'changed'; readonly change: MediaChange }
  /** Data came, a seek came to its end: look again. */
  | { readonly kind: 'progress' }
  /** Tracks, or which of them is chosen. */
  | { readonly kind: 'tracks' }
  | { readonly kind: 'volume' }
  /** The captions say something else, or nothing. */
  | { readonly kind: 'captions' }
  | { readonly kind: 'captionsFailed' }
  | { readonly kind: 'failed'; readonly failure: PlayerFailure }

/**
 * One video player, in the room's positions: seconds into the video, for live epoch seconds by program-date-time.
 * Everything that is particular to a vendor's player stays behind this.
 */
export interface MediaPlayer {
  attach(element: HTMLElement): void
  detach(): void
  /** Ends whatever was on. The player then stands still at the start. */
  load(request: MediaRequest): Promise<LoadResult>
  unload(): void
  read(): MediaReading
  play(): Promise<PlayResult>
  pause(): void
  seek(positionS: number): void
  /** How long the last parts of the stream took to come, ms, the newest at the end; empty where that can't be told. */
  fetchesMs(): readonly number[]
  /** Has run dry: unless data is on its way already, look again at what is missing. */
  refill(): void
  setRate(rate: number): void
  muted(): boolean
  setMuted(muted: boolean): void
  volume(): number
  setVolume(volume: number): void
  /** Null for live, and before it is known. */
  durationS(): number | null
  buffered(): readonly TimeRange[]
  /** Null for anything but live, and before the first manifest. */
  liveWindow(): LiveWindow | null
  captions(): readonly Track[]
  audioTracks(): readonly Track[]
  qualities(): readonly Track[]
  /** What the captions say this moment; they are not drawn by the player. */
  captionLines(): readonly string[]
  selectCaptions(trackId: string | null): void
  selectAudio(trackId: string): void
  selectQuality(trackId: string | null): void
  /** How many of the best qualities an automatic choice leaves out; holds for the next video, too. */
  limitQuality(stepsDown: number): void
  frames(): FrameCount | null
  subscribe(listener: (event: MediaEvent) => void): () => void
  close(): void
}
