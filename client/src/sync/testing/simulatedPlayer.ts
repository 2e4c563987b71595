import type { MediaChange } from '@kaltura-discord/shared/playback/expectations.ts'
import type {
  LiveWindow,
  LoadResult,
  MediaEvent,
  MediaPlayer,
  MediaRequest,
  PlayResult,
} from '../../player/mediaPlayer.ts'
import type { PlayerFailure, Track } from '../playerView.ts'
import type { Timers } from '../timers.ts'

/** Habits of real players, as measured; ms where not said otherwise. */
export interface PlayerHabits {
  readonly loadMs: number
  readonly seekMs: number
  /** A seek to a part that it doesn't hold yet; null when it holds the whole video. */
  readonly fetchMs: number | null
  /** From a load to the first of the video, before which nothing can be seen or played. */
  readonly firstPartMs: number
  /** From `play()` to motion, after a seek and after a mere pause. */
  readonly startMs: { readonly afterSeek: number; readonly afterPause: number }
  /** What time stretching swallows when it sets in, s. */
  readonly engagingS: number
  readonly eventDelayMs: number
  readonly durationS: number
  /** Sound is allowed only after a gesture. */
  readonly blocksSound: boolean
  /** It begins all the same, and stops as it refuses. */
  readonly stopsForSound: boolean
  readonly loadFailure: PlayerFailure | null
}

const ORDINARY: PlayerHabits = {
  loadMs: 500,
  seekMs: 40,
  fetchMs: null,
  firstPartMs: 0,
  startMs: { afterSeek: 100, afterPause: -10 },
  engagingS: 0.019,
  eventDelayMs: 5,
  durationS: 600,
  blocksSound: false,
  stopsForSound: false,
  loadFailure: null,
}

/** A video comes in parts of this length, s. */
const PART_S = 10

/** Stands for a browser's player: moves with the given clock, late and imprecise in the ways real ones are. */
export class SimulatedPlayer implements MediaPlayer {
  readonly habits: PlayerHabits
  readonly seeks: number[] = []
  readonly rates: number[] = []
  readonly loads: MediaRequest[] = []
  plays = 0
  pauses = 0
  refills = 0
  /** Parts that were still on their way when it was sent to another one. */
  abandoned = 0
  /** How often anybody has asked how it is. */
  reads = 0
  readonly #timers: Timers
  readonly #listeners = new Set<(event: MediaEvent) => void>()
  #fetchesMs: readonly number[] = []
  #loaded = false
  #paused = true
  #muted = false
  #volume = 1
  #rate = 1
  #anchorS = 0
  #anchorMs = 0
  #afterSeek = true
  #seekingUntilMs = Number.NEGATIVE_INFINITY
  #starvedFromMs = Number.POSITIVE_INFINITY
  #blankUntilMs = Number.NEGATIVE_INFINITY
  #live: LiveWindow | null = null
  readonly #parts = new Set<number>()
  #fetching: number | null = null
  #fetchMs: number | null
  #firstPartMs: number

  constructor(timers: Timers, habits: Partial<PlayerHabits> = {}) {
    this.#timers = timers
    this.habits = { ...ORDINARY, ...habits }
    this.#fetchMs = this.habits.fetchMs
    this.#firstPartMs = this.habits.firstPartMs
  }

  limitQuality(): void {}
  frames(): null {
    return null
  }
  attach(): void {}
  detach(): void {}

  async load(request: MediaRequest): Promise<LoadResult> {
    this.loads.push(request)
    await new Promise<void>(resolve => this.#timers.after(this.habits.loadMs, resolve))
    if (this.habits.loadFailure) return { ok: false, failure: this.habits.loadFailure }
    this.#loaded = true
    this.#paused = true
    this.#blankUntilMs = this.#timers.nowMs() + this.#firstPartMs
    this.#anchor(request.startS ?? this.#live?.safeEdgeS ?? 0)
    return { ok: true }
  }

  unload(): void {
    this.#loaded = false
    this.#paused = true
  }

  read() {
    this.reads++
    return {
      positionS: this.#loaded ? this.#positionS() : null,
      paused: this.#paused,
      seeking: this.#isSeeking(),
      ended: this.#loaded && this.#positionS() >= this.habits.durationS && this.#live === null,
      readyState: this.#readyState(),
      rate: this.#rate,
      bufferedS: this.#bufferedS(),
    }
  }

  play(): Promise<PlayResult> {
    if (!this.#loaded) return Promise.resolve('failed')
    if (this.habits.blocksSound && !this.#muted) {
      if (this.habits.stopsForSound) for (const kind of ['play', 'pause'] as const) this.#tell({ kind })
      return Promise.resolve('blocked')
    }
    this.plays++
    if (this.#paused) {
      const { afterSeek, afterPause } = this.habits.startMs
      const positionS = this.#positionS()
      this.#paused = false
      this.#anchorS = positionS
      this.#anchorMs = this.#timers.nowMs() + (this.#afterSeek ? afterSeek : afterPause)
      this.#tell({ kind: 'play' })
    }
    return Promise.resolve('playing')
  }

  pause(): void {
    if (this.#paused) return
    this.pauses++
    this.#stop()
  }

  seek(positionS: number): void {
    this.seeks.push(positionS)
    this.#moveTo(positionS)
  }

  fetchesMs(): readonly number[] {
    return this.#fetchesMs
  }

  refill(): void {
    this.refills++
  }

  setRate(rate: number): void {
    this.rates.push(rate)
    const positionS = this.#positionS()
    if (this.#rate === 1 && rate !== 1 && !this.#paused) this.#anchor(positionS - this.habits.engagingS)
    else this.#anchor(positionS)
    this.#rate = rate
    this.#tell({ kind: 'rate', rate })
  }

  muted = (): boolean => this.#muted
  setMuted(muted: boolean): void {
    this.#muted = muted
  }
  volume = (): number => this.#volume
  setVolume(volume: number): void {
    this.#volume = volume
  }
  durationS = (): number | null => (this.#loaded && this.#live === null ? this.habits.durationS : null)
  buffered = () => {
    if (!this.#loaded) return []
    if (this.#fetchMs === null) return [{ startS: 0, endS: this.habits.durationS }]
    return [...this.#parts].map(part => ({ startS: part * PART_S, endS: (part + 1) * PART_S }))
  }
  liveWindow = (): LiveWindow | null => (this.#loaded ? this.#live : null)
  captions(): readonly Track[] {
    return []
  }
  audioTracks(): readonly Track[] {
    return []
  }
  qualities(): readonly Track[] {
    return []
  }
  captionLines(): readonly string[] {
    return []
  }
  selectCaptions(_id: string | null): void {}
  selectAudio(_id: string): void {}
  selectQuality(_id: string | null): void {}

  subscribe(listener: (event: MediaEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#listeners.clear()
    this.unload()
  }

  /** From now on it plays a live stream with this window. */
  goLive(window: LiveWindow): void {
    this.#live = window
  }

  /** What a viewer does with media keys, or a browser by itself. */
  pauseByItself(): void {
    this.#stop()
  }
  seekByItself(positionS: number): void {
    this.#moveTo(positionS)
  }

  /** No data for this long: it freezes where it is. */
  starve(ms: number): void {
    this.#anchor(this.#positionS())
    this.#starvedFromMs = this.#timers.nowMs()
    this.#timers.after(ms, () => {
      this.#anchorMs = this.#timers.nowMs()
      this.#starvedFromMs = Number.POSITIVE_INFINITY
      this.#emit({ kind: 'progress' })
    })
  }

  /** Its line has become another one. */
  fetchIn(ms: number): void {
    this.#fetchMs = ms
  }

  /** What it loads from now on comes sooner or later than usual. */
  firstPartIn(ms: number): void {
    this.#firstPartMs = ms
  }

  fail(failure: PlayerFailure): void {
    this.#emit({ kind: 'failed', failure })
  }

  #stop(): void {
    this.#anchor(this.#positionS())
    this.#paused = true
    this.#afterSeek = false
    this.#tell({ kind: 'pause' })
  }

  #moveTo(positionS: number): void {
    const takesMs = this.#seekTakesMs(positionS)
    this.#seekingUntilMs = this.#timers.nowMs() + takesMs
    this.#anchorS = positionS
    this.#anchorMs = this.#seekingUntilMs + (this.#paused ? 0 : this.habits.startMs.afterSeek)
    this.#afterSeek = true
    this.#tell({ kind: 'seek', positionS })
    this.#timers.after(takesMs, () => this.#emit({ kind: 'progress' }))
  }

  #seekTakesMs(positionS: number): number {
    const part = Math.floor(positionS / PART_S)
    if (this.#fetching !== null && this.#fetching !== part) this.abandoned++
    if (this.#fetchMs === null || this.#parts.has(part)) return this.habits.seekMs
    this.#fetching = part
    this.#fetch(part, this.#fetchMs, () => {
      if (this.#fetching === part) this.#fetching = null
      // The one that follows comes by itself.
      if (this.#fetchMs !== null) this.#fetch(part + 1, this.#fetchMs)
    })
    return this.#fetchMs
  }

  #fetch(part: number, fetchMs: number, then = (): void => {}): void {
    this.#timers.after(fetchMs, () => {
      this.#fetchesMs = [...this.#fetchesMs, fetchMs].slice(-6)
      this.#parts.add(part)
      then()
      this.#emit({ kind: 'progress' })
    })
  }

  #bufferedS(): number {
    if (this.#isStarved() || this.#isBlank()) return 0
    if (this.#fetchMs === null) return 30
    const positionS = this.#positionS()
    let part = Math.floor(positionS / PART_S)
    while (this.#parts.has(part)) part++
    return Math.max(0, part * PART_S - positionS)
  }

  #anchor(positionS: number): void {
    this.#anchorMs = Math.max(this.#anchorMs, this.#timers.nowMs())
    this.#anchorS = positionS
  }

  #positionS(): number {
    const nowMs = Math.min(this.#timers.nowMs(), this.#starvedFromMs)
    if (this.#paused || this.#isStarved()) return this.#anchorS
    const movedS = (Math.max(0, nowMs - this.#anchorMs) / 1000) * this.#rate
    return this.#live ? this.#anchorS + movedS : Math.min(this.habits.durationS, this.#anchorS + movedS)
  }

  #isSeeking(): boolean {
    return this.#timers.nowMs() < this.#seekingUntilMs
  }

  #isStarved(): boolean {
    return Number.isFinite(this.#starvedFromMs)
  }

  #isBlank(): boolean {
    return this.#timers.nowMs() < this.#blankUntilMs
  }

  #readyState(): number {
    if (!this.#loaded) return 0
    if (this.#isSeeking() || this.#isBlank()) return 1
    return this.#isStarved() ? 2 : 4
  }

  #tell(change: MediaChange): void {
    this.#timers.after(this.habits.eventDelayMs, () => this.#emit({ kind: 'changed', change }))
  }

  #emit(event: MediaEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
