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
import { createFetchForecast, isBuffered } from './fetchForecast.ts'
import { samePlayback } from './samePlayback.ts'
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
  /** When the player has to be started to be moving at that moment, ms of room time. */
  readonly leaveMs: number
  readonly rate: number
  /** Null where the room has set the moment, which says nothing about how far ahead to aim. */
  readonly from: Whence | null
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
/** So little late it starts where it stands and makes up by speed; later it goes ahead and waits there, ms. */
const LATE_START_MS = 40
const CAN_PLAY_ON = 3
/** With less than this ahead it would run dry as soon as it moves: a place may lie at the end of a part, s. */
const MOVE_ON_S = 0.4
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
/** Some browsers begin, and stop the video around the moment at which they refuse its sound, ms. */
const REFUSED_MS = 500
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
  readonly #fetches = createFetchForecast()
  #playback: Playback = { mode: 'idle' }
  #phase: SteeringPhase = 'idle'
  #meeting: Meeting | null = null
  #placing: Placing | null = null
  /** Where a live video stands whose room doesn't know a place yet. */
  #edgeS: number | null = null
  #startedMs: number | null = null
  /** What of the next error is no latency of the player. */
  #startedLateS = 0
  #startKind: StartKind = 'afterSeek'
  #leadMs = { ...FIRST_LEAD_MS }
  #blockedUntilMs = Number.NEGATIVE_INFINITY
  #unanswered = 0
  #refusedMs = Number.NEGATIVE_INFINITY
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

  /** Moves in step, or stands where it should: what happens to it next comes from outside. */
  get calm(): boolean {
    const { mode } = this.#playback
    if (mode === 'playing') return this.#phase === 'moving' && this.#drift.settled()
    return mode !== 'waiting' && this.standing() !== null
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
    this.#fetches.forget()
  }

  /** Looks, and does what is due. */
  tick(): void {
    const playback = this.#playback
    if (playback.mode === 'idle') return
    this.#fetches.look(this.#timers.nowMs(), this.#player.read())
    if (playback.mode !== 'playing') this.#stand(playback.positionS)
    else if (this.#roomNowMs() < playback.atMs && playback.approachRate === 0) this.#standBy(playback)
    else if (this.#player.read().paused) this.#join(playback)
    else this.#steer(playback)
  }

  /** While nobody looks timers are slow, so only what has gone far astray is put right. */
  tickHidden(): void {
    const playback = this.#playback
    this.#fetches.drop()
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

  /**
   * By when the player, which is still fetching its place, can be moving from there: room time, epoch ms. Null when
   * that can't be told, and when there is nothing to fetch.
   */
  canMoveByMs(): number | null {
    const nowMs = this.#timers.nowMs()
    const placeS = this.placeS
    const dueMs = placeS === null ? null : this.#fetches.dueMs(nowMs, placeS, this.#player.fetchesMs())
    if (dueMs === null) return null
    return this.#roomNowMs() + (dueMs - nowMs) + this.#startLatencies.afterSeek.latencyS() * 1000
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
    if (this.#meeting && (this.#phase === 'joining' || this.#roomNowMs() >= this.#meeting.leaveMs)) {
      this.#join(playback)
      return
    }
    this.#phase = 'still'
    const reading = this.#player.read()
    this.#pause(reading)
    this.#place(reading, playback.positionS)
    if (this.#meeting) return
    this.#meet({ positionS: playback.positionS, atMs: playback.atMs, rate: playback.rate, from: null })
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
    this.#fetches.sent(this.#timers.nowMs(), positionS, this.#player.buffered())
    this.#seek(positionS)
  }

  #seek(positionS: number): void {
    this.#startKind = 'afterSeek'
    this.#expectations.expect({ kind: 'seek', positionS }, this.#timers.nowMs())
    this.#player.seek(positionS)
  }

  #meet({ positionS, atMs, rate, from }: Omit<Meeting, 'leaveMs' | 'plannedMs' | 'cancel'>): void {
    this.#callOffMeeting()
    const leaveMs = atMs - this.#startLatencies[this.#startKind].latencyS() * 1000
    const delayMs = Math.max(0, leaveMs - this.#roomNowMs())
    const cancel = this.#timers.afterPrecisely(delayMs, () => this.#setOff())
    this.#meeting = { positionS, atMs, leaveMs, rate, from, cancel, plannedMs: this.#timers.nowMs() }
  }

  /** The moment has come. Whoever isn't there yet, or not ready, joins later. True when it has set off. */
  #setOff(): boolean {
    const meeting = this.#meeting
    if (!meeting) return false
    const reading = this.#player.read()
    const there =
      reading.positionS !== null && Math.abs(reading.positionS - meeting.positionS) <= SAME_PLACE_S * 4
    if (!there || !this.#canMoveOn(reading)) return false
    this.#callOffMeeting()
    this.#setRate(meeting.rate)
    this.#startedMs = this.#timers.nowMs()
    this.#startedLateS = Math.max(0, this.#roomNowMs() - meeting.leaveMs) / 1000
    this.#phase = 'moving'
    this.#drift.reset()
    this.#stall.reset()
    void this.#play()
    return true
  }

  /** A pause that comes now may be the browser's, which refuses the sound. */
  mayBeRefused(): boolean {
    return this.#unanswered > 0 || this.#timers.nowMs() - this.#refusedMs < REFUSED_MS
  }

  async #play(): Promise<void> {
    this.#expectations.expect({ kind: 'play' }, this.#timers.nowMs())
    this.#unanswered++
    const result = await this.#player.play()
    this.#unanswered--
    if (result !== 'blocked') return
    this.#refusedMs = this.#timers.nowMs()
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
    if (this.#meeting && this.#keepAppointment(this.#meeting, reading, nowMs)) return
    const from = this.#whence(playback, nowMs)
    const atMs = Math.max(nowMs + this.#leadMs[from], firstMotionMs(playback))
    const positionS = this.#reachable(positionAt(playback, atMs) ?? targetS)
    this.#placing = null
    this.#place(reading, positionS)
    this.#meet({ positionS, atMs, rate: rateAt(playback, atMs), from })
  }

  /** False when it was missed for good: the next one is as far ahead as this one took to get ready. */
  #keepAppointment(meeting: Meeting, reading: MediaReading, nowMs: number): boolean {
    const lateMs = nowMs - meeting.leaveMs
    if (lateMs < 0) this.#place(reading, meeting.positionS)
    // Whatever is still on its way is worth more than another place.
    if (lateMs < 0 || !this.#canMoveOn(reading)) return true
    if (lateMs <= LATE_START_MS && this.#setOff()) return true
    const tookMs = this.#timers.nowMs() - meeting.plannedMs
    if (meeting.from !== null)
      this.#leadMs[meeting.from] = Math.min(LEAD_BOUNDS_MS.most, Math.max(LEAD_BOUNDS_MS.least, tookMs * 1.2))
    this.#callOffMeeting()
    return false
  }

  #whence(playback: PlaybackOf<'playing'>, nowMs: number): Whence {
    const soonS = positionAt(playback, nowMs + this.#leadMs.buffered) ?? 0
    return isBuffered(this.#player.buffered(), soonS) ? 'buffered' : 'afar'
  }

  #steer(playback: PlaybackOf<'playing'>): void {
    const reading = this.#player.read()
    const nowMs = this.#roomNowMs()
    const targetS = positionAt(playback, nowMs)
    if (targetS === null || reading.positionS === null || reading.ended || this.#isEnd(targetS)) return
    this.#phase = 'moving'
    this.#callOffMeeting()
    this.#stall.look(this.#timers.nowMs(), { positionS: reading.positionS, rate: reading.rate })
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
    const missedS = errorS - this.#startedLateS
    if (Math.abs(missedS) < LEARNABLE_S) this.#startLatencies[this.#startKind].missedBy(missedS)
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

  #canMoveOn({ seeking, readyState, bufferedS, positionS }: MediaReading): boolean {
    if (seeking || readyState < CAN_PLAY_ON || positionS === null) return false
    // At the edge of a live stream there is never much.
    return bufferedS >= MOVE_ON_S || this.#isEnd(positionS + MOVE_ON_S) || this.#player.liveWindow() !== null
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

/** Before it there is nothing to join. */
function firstMotionMs({ approachRate, atMs }: PlaybackOf<'playing'>): number {
  return approachRate === 0 ? atMs : Number.NEGATIVE_INFINITY
}
