import { createDriftController, type DriftAction } from '@kaltura-discord/shared/playback/driftController.ts'
import type { Expectations } from '@kaltura-discord/shared/playback/expectations.ts'
import {
  createSeekLatency,
  createStartLatencies,
  type StartKind,
} from '@kaltura-discord/shared/playback/latencyLearner.ts'
import { positionAt, rateAt } from '@kaltura-discord/shared/playback/timeline.ts'
import type { Playback, PlaybackOf } from '@kaltura-discord/shared/room/roomState.ts'
import type { MediaPlayer, MediaReading } from '../player/mediaPlayer.ts'
import { createStallWatch } from './stallWatch.ts'
import type { Timers } from './timers.ts'

export interface SteeringOptions {
  readonly player: MediaPlayer
  readonly timers: Timers
  /** Room time, epoch ms. */
  readonly roomNowMs: () => number
  readonly expectations: Expectations
  /** The browser refuses to play with sound; it has been muted instead. */
  readonly onSoundBlocked: () => void
}

/** `still`: stands where the room stands. `joining`: is on its way into a moving video. `moving`: plays along. */
export type SteeringPhase = 'idle' | 'still' | 'joining' | 'moving'

/** A place and a moment to set off from it. */
interface Meeting {
  readonly positionS: number
  readonly atMs: number
  readonly rate: number
  readonly from: Whence
  readonly plannedMs: number
  readonly cancel: () => void
}

/** Whether the place of a meeting was in the buffer when it was agreed. */
type Whence = 'buffered' | 'afar'

interface Placing {
  readonly positionS: number
  attempts: number
}

/** Closer than this is the same frame, s. */
const SAME_PLACE_S = 0.005
/** The room takes it for standing there, s. */
const NEAR_S = 0.25
const MAX_ATTEMPTS = 3
const CAN_PLAY_ON = 3
const HAS_FRAME = 2
/** How far ahead a moving video is met, ms: to begin with, and the bounds of what is learned. */
const FIRST_LEAD_MS: Readonly<Record<Whence, number>> = { buffered: 160, afar: 600 }
const LEAD_BOUNDS_MS = { least: 120, most: 4000 } as const
/** A player needs a moment after its start to tell where it is, ms. */
const AFTER_START_MS = 150
/** Larger misses are no latency but an accident, s. */
const LEARNABLE_S = 0.5
const END_MARGIN_S = 0.25
const BLOCKED_PAUSE_MS = 2000
const HIDDEN_TOLERANCE_S = 1
const RETURN_TOLERANCE_S = 0.3

/** Makes one player do what a playback says. Knows nothing of rooms, wishes or people. */
export class Steering {
  readonly #player: MediaPlayer
  readonly #timers: Timers
  readonly #roomNowMs: () => number
  readonly #expectations: Expectations
  readonly #onSoundBlocked: () => void
  readonly #startLatencies = createStartLatencies()
  readonly #seekLatency = createSeekLatency()
  readonly #drift = createDriftController(this.#seekLatency)
  readonly #stall = createStallWatch()
  #playback: Playback = { mode: 'idle' }
  #phase: SteeringPhase = 'idle'
  #meeting: Meeting | null = null
  #placing: Placing | null = null
  /** Where a live video stands whose room doesn't know a place yet. */
  #edgeS: number | null = null
  #startedMs: number | null = null
  #startKind: StartKind = 'afterSeek'
  #leadMs = { ...FIRST_LEAD_MS }
  #blockedUntilMs = Number.NEGATIVE_INFINITY
  #cancelRateSwitch = (): void => {}

  constructor({ player, timers, roomNowMs, expectations, onSoundBlocked }: SteeringOptions) {
    this.#player = player
    this.#timers = timers
    this.#roomNowMs = roomNowMs
    this.#expectations = expectations
    this.#onSoundBlocked = onSoundBlocked
  }

  get phase(): SteeringPhase {
    return this.#phase
  }

  /** Seconds behind the room (negative: ahead) while moving; null while it can't be told. */
  get errorS(): number | null {
    return this.#phase === 'moving' ? this.#drift.errorS() : null
  }

  get stalledMs(): number {
    return this.#stall.stalledMs()
  }

  get givesUpSeeking(): boolean {
    return this.#drift.ratesOnly(this.#timers.nowMs())
  }

  /** Where to stand, or null when nothing says so. */
  get placeS(): number | null {
    if (this.#playback.mode === 'idle') return null
    return positionAt(this.#playback, this.#roomNowMs()) ?? this.#edgeS
  }

  follow(playback: Playback): void {
    if (samePlayback(this.#playback, playback)) return
    this.#playback = playback
    this.#expectations.nextState(this.#timers.nowMs())
    this.#callOff()
    this.#drift.reset()
    this.#stall.reset()
    this.#startedMs = null
    if (playback.mode !== 'waiting') this.#edgeS = null
    if (playback.mode === 'playing') this.#switchRateInTime(playback)
  }

  /** Another video is in the player. */
  forget(): void {
    this.#callOff()
    this.#drift.reset()
    this.#stall.reset()
    this.#playback = { mode: 'idle' }
    this.#phase = 'idle'
    this.#startKind = 'afterSeek'
    this.#edgeS = null
    this.#leadMs = { ...FIRST_LEAD_MS }
  }

  /** Looks, and does what is due. */
  tick(): void {
    const playback = this.#playback
    if (playback.mode === 'idle') return
    if (playback.mode !== 'playing') this.#stand(playback.positionS)
    else if (this.#roomNowMs() < playback.atMs && playback.approachRate === 0) this.#standBy(playback)
    else if (this.#player.read().paused) this.#join(playback)
    else this.#steer(playback)
  }

  /** While nobody looks timers are slow, so only what has gone far astray is put right. */
  tickHidden(): void {
    const playback = this.#playback
    if (playback.mode !== 'playing' || this.#phase !== 'moving' || this.#player.read().paused) {
      this.tick()
      return
    }
    this.#drift.reset()
    this.#setRate(rateAt(playback, this.#roomNowMs()))
    this.#jumpIfBeyond(playback, HIDDEN_TOLERANCE_S)
  }

  /** Somebody looks again: at most one jump, the rest by speed. */
  returnToView(): void {
    const playback = this.#playback
    this.#drift.reset()
    this.#stall.reset()
    if (playback.mode === 'playing' && !this.#player.read().paused)
      this.#jumpIfBeyond(playback, RETURN_TOLERANCE_S)
  }

  /** The position at which the player stands ready to go on, or null. */
  standing(): number | null {
    const reading = this.#player.read()
    const placeS = this.placeS
    if (placeS === null || reading.positionS === null || !reading.paused || reading.seeking) return null
    if (Math.abs(reading.positionS - placeS) > NEAR_S) return null
    return reading.readyState >= this.#readyStateAt(placeS) ? reading.positionS : null
  }

  /** Stops at once, before anybody else knows. */
  halt(): void {
    this.#callOff()
    this.#pause(this.#player.read())
  }

  close(): void {
    this.#callOff()
  }

  #stand(positionS: number | null): void {
    this.#phase = 'still'
    this.#callOffMeeting()
    const reading = this.#player.read()
    this.#pause(reading)
    this.#stall.reset()
    if (positionS === null) this.#edgeS ??= this.#player.liveWindow()?.safeEdgeS ?? null
    const placeS = positionS ?? this.#edgeS
    if (placeS !== null) this.#place(reading, placeS)
  }

  #standBy(playback: PlaybackOf<'playing'>): void {
    // Players set off a little before the moment, by what they take to get going.
    if (this.#startedMs !== null) return
    this.#phase = 'still'
    const reading = this.#player.read()
    this.#pause(reading)
    this.#place(reading, playback.positionS)
    if (this.#meeting?.atMs === playback.atMs) return
    this.#meet({ positionS: playback.positionS, atMs: playback.atMs, rate: playback.rate, from: 'afar' })
  }

  #pause(reading: MediaReading): void {
    if (reading.paused) return
    this.#expectations.expect({ kind: 'pause' }, this.#timers.nowMs())
    // One that had run dry starts like one that has sought: there is nothing left in its pipeline.
    this.#startKind = reading.seeking || reading.readyState < CAN_PLAY_ON ? 'afterSeek' : 'afterPause'
    this.#player.pause()
  }

  /** Seeks there, unless it is there or has been sent often enough. */
  #place(reading: MediaReading, positionS: number): void {
    if (this.#placing?.positionS !== positionS) this.#placing = { positionS, attempts: 0 }
    if (reading.seeking || reading.positionS === null) return
    if (Math.abs(reading.positionS - positionS) <= SAME_PLACE_S) return
    if (reading.ended && this.#isEnd(positionS)) return
    if (this.#placing.attempts >= MAX_ATTEMPTS) return
    this.#placing.attempts++
    this.#seek(positionS)
  }

  #seek(positionS: number): void {
    this.#startKind = 'afterSeek'
    this.#expectations.expect({ kind: 'seek', positionS }, this.#timers.nowMs())
    this.#player.seek(positionS)
  }

  #meet({ positionS, atMs, rate, from }: Omit<Meeting, 'plannedMs' | 'cancel'>): void {
    this.#callOffMeeting()
    const delayMs = atMs - this.#startLatencies[this.#startKind].latencyS() * 1000 - this.#roomNowMs()
    const cancel = this.#timers.afterPrecisely(Math.max(0, delayMs), () => this.#setOff())
    this.#meeting = { positionS, atMs, rate, from, cancel, plannedMs: this.#timers.nowMs() }
  }

  /** The moment has come. Whoever isn't there yet, or not ready, joins later. */
  #setOff(): void {
    const meeting = this.#meeting
    if (!meeting) return
    const reading = this.#player.read()
    const there =
      reading.positionS !== null && Math.abs(reading.positionS - meeting.positionS) <= SAME_PLACE_S * 4
    if (!there || reading.seeking || reading.readyState < CAN_PLAY_ON) return
    this.#meeting = null
    this.#setRate(meeting.rate)
    this.#startedMs = this.#timers.nowMs()
    this.#phase = 'moving'
    this.#drift.reset()
    this.#stall.reset()
    void this.#play()
  }

  async #play(): Promise<void> {
    this.#expectations.expect({ kind: 'play' }, this.#timers.nowMs())
    const result = await this.#player.play()
    if (result !== 'blocked') return
    this.#startedMs = null
    if (this.#player.muted()) {
      this.#blockedUntilMs = this.#timers.nowMs() + BLOCKED_PAUSE_MS
      return
    }
    this.#player.setMuted(true)
    this.#onSoundBlocked()
    this.tick()
  }

  /** Goes to where the room will be in a moment, and sets off from there when it is. */
  #join(playback: PlaybackOf<'playing'>): void {
    const nowMs = this.#roomNowMs()
    const reading = this.#player.read()
    if (this.#timers.nowMs() < this.#blockedUntilMs) return
    const targetS = positionAt(playback, nowMs)
    if (targetS === null || reading.positionS === null || this.#isEnd(targetS)) return
    this.#phase = 'joining'
    this.#stall.reset()
    if (this.#meeting) this.#keepAppointment(this.#meeting, reading, nowMs)
    if (this.#meeting) return
    const from = this.#whence(playback, nowMs)
    const atMs = nowMs + this.#leadMs[from]
    const positionS = this.#reachable(positionAt(playback, atMs) ?? targetS)
    this.#placing = null
    this.#place(reading, positionS)
    this.#meet({ positionS, atMs, rate: rateAt(playback, atMs), from })
  }

  /** Missed it: the next one is as far ahead as this one took to get ready. */
  #keepAppointment(meeting: Meeting, reading: MediaReading, nowMs: number): void {
    if (nowMs < meeting.atMs) {
      this.#place(reading, meeting.positionS)
      return
    }
    if (reading.seeking || reading.readyState < CAN_PLAY_ON) return
    const tookMs = this.#timers.nowMs() - meeting.plannedMs
    this.#leadMs[meeting.from] = Math.min(LEAD_BOUNDS_MS.most, Math.max(LEAD_BOUNDS_MS.least, tookMs * 1.2))
    this.#callOffMeeting()
  }

  #whence(playback: PlaybackOf<'playing'>, nowMs: number): Whence {
    const soonS = positionAt(playback, nowMs + this.#leadMs.buffered) ?? 0
    const isBuffered = this.#player
      .buffered()
      .some(({ startS, endS }) => startS <= soonS && soonS + 0.5 <= endS)
    return isBuffered ? 'buffered' : 'afar'
  }

  #steer(playback: PlaybackOf<'playing'>): void {
    const reading = this.#player.read()
    const nowMs = this.#roomNowMs()
    const targetS = positionAt(playback, nowMs)
    if (targetS === null || reading.positionS === null || reading.ended || this.#isEnd(targetS)) return
    this.#phase = 'moving'
    this.#callOffMeeting()
    this.#stall.look(this.#timers.nowMs(), reading.positionS)
    this.#act(
      this.#drift.step({
        nowMs: this.#timers.nowMs(),
        targetS,
        positionS: reading.positionS,
        roomRate: rateAt(playback, nowMs),
        ready: !reading.seeking && reading.readyState >= CAN_PLAY_ON && !this.#isStarting(),
      }),
    )
    this.#learnStart()
  }

  #isStarting(): boolean {
    return this.#startedMs !== null && this.#timers.nowMs() - this.#startedMs < AFTER_START_MS
  }

  #learnStart(): void {
    const errorS = this.#drift.errorS()
    if (this.#startedMs === null || errorS === null) return
    this.#startedMs = null
    if (Math.abs(errorS) < LEARNABLE_S) this.#startLatencies[this.#startKind].missedBy(errorS)
  }

  #act(action: DriftAction): void {
    if (action.kind === 'rate') this.#setRate(action.rate)
    if (action.kind === 'seek') this.#seek(this.#reachable(action.positionS))
  }

  #jumpIfBeyond(playback: PlaybackOf<'playing'>, toleranceS: number): void {
    const reading = this.#player.read()
    const targetS = positionAt(playback, this.#roomNowMs())
    if (targetS === null || reading.positionS === null || reading.seeking || this.#isEnd(targetS)) return
    if (Math.abs(targetS - reading.positionS) <= toleranceS) return
    const roomRate = rateAt(playback, this.#roomNowMs())
    this.#act(
      this.#drift.jump({
        nowMs: this.#timers.nowMs(),
        targetS,
        positionS: reading.positionS,
        roomRate,
        ready: true,
      }),
    )
  }

  #setRate(rate: number): void {
    if (rate <= 0 || Math.abs(this.#player.read().rate - rate) < 0.0001) return
    this.#expectations.expect({ kind: 'rate', rate }, this.#timers.nowMs())
    this.#player.setRate(rate)
  }

  /** A new speed takes effect for all at the same moment. */
  #switchRateInTime(playback: PlaybackOf<'playing'>): void {
    const delayMs = playback.atMs - this.#roomNowMs()
    if (playback.approachRate === 0 || delayMs <= 0) return
    this.#cancelRateSwitch = this.#timers.afterPrecisely(delayMs, () => {
      if (this.#phase === 'moving') this.#setRate(playback.rate)
    })
  }

  /** Live ends at its edge; nothing beyond it can be fetched. */
  #reachable(positionS: number): number {
    const live = this.#player.liveWindow()
    if (live) return Math.max(live.seekable.startS, Math.min(live.seekable.endS - 1, positionS))
    return Math.max(0, Math.min(this.#player.durationS() ?? positionS, positionS))
  }

  #isEnd(positionS: number): boolean {
    const durationS = this.#player.durationS()
    return durationS !== null && positionS >= durationS - END_MARGIN_S
  }

  /** At the very end there is a frame, but no more to come. */
  #readyStateAt(positionS: number): number {
    return this.#isEnd(positionS) ? HAS_FRAME : CAN_PLAY_ON
  }

  #callOffMeeting(): void {
    this.#meeting?.cancel()
    this.#meeting = null
  }

  #callOff(): void {
    this.#callOffMeeting()
    this.#placing = null
    this.#cancelRateSwitch()
    this.#cancelRateSwitch = () => {}
  }
}

/** The room is parsed anew with each event, so playbacks are compared by what they say. */
function samePlayback(a: Playback, b: Playback): boolean {
  return a === b || motionOf(a) === motionOf(b)
}

function motionOf(playback: Playback): string {
  switch (playback.mode) {
    case 'idle':
      return 'idle'
    case 'playing': {
      const { positionS, atMs, rate, approachRate } = playback
      return `playing ${positionS} ${atMs} ${rate} ${approachRate}`
    }
    case 'waiting':
      return `waiting ${playback.waitId} ${playback.positionS}`
    case 'paused':
    case 'ended':
      return `${playback.mode} ${playback.positionS}`
  }
}
