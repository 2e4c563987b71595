import { createExpectations, type MediaChange } from '@kaltura-discord/shared/playback/expectations.ts'
import { positionAt } from '@kaltura-discord/shared/playback/timeline.ts'
import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { MemberState } from '@kaltura-discord/shared/protocol/frames.ts'
import type { CaptionStyle } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import type { Playback, Room } from '@kaltura-discord/shared/room/roomState.ts'
import type { MediaEvent, MediaPlayer } from '../player/mediaPlayer.ts'
import { Apart } from './apart.ts'
import { EMPTY_PLAYER_VIEW } from './emptyPlayerView.ts'
import type { OwnPace, Seen } from './ownPace.ts'
import { acknowledged, isAnswered, type OwnWish, PLAY_WISH, pauseWish, seekWish } from './ownWish.ts'
import { createBrowserLifecycle, type PageChange, type PageLifecycle } from './pageLifecycle.ts'
import { createPersonalSettings, type PersonalChoices, type PersonalSettings } from './personalSettings.ts'
import type { FrameCount, PlaybackController, PlayerView } from './playerView.ts'
import { createRefillWatch } from './refillWatch.ts'
import { createReports, type Reports } from './reports.ts'
import type { RoomClient } from './roomView.ts'
import { shiftPlayback } from './shiftPlayback.ts'
import { Steering } from './steering.ts'
import { createStore, type Store } from './store.ts'
import { createBrowserTimers, type Timers } from './timers.ts'
import { type SessionAnswer, VideoLoading } from './videoLoading.ts'
import { DOING_ACTION, type DoingAction, type ViewerDoing, viewerDoing } from './viewerDoing.ts'
import { createViewerState, type ViewerState } from './viewerState.ts'

export interface PlaybackControllerOptions {
  readonly room: Pick<RoomClient, 'view' | 'roomNowMs' | 'clockErrorMs' | 'send' | 'sendTelemetry'>
  readonly player: MediaPlayer
  /** Never rejects. */
  readonly getSession: (entryId: string) => Promise<SessionAnswer>
  /** Whether this viewer may; where they may not, it tells them why. Everybody may where it is left out. */
  readonly mayDo?: (action: DoingAction) => boolean
  readonly timers?: Timers
  readonly lifecycle?: PageLifecycle
  /** What this viewer has chosen before. */
  readonly choices?: PersonalChoices | undefined
}

const TICK_MS = 50
const HIDDEN_TICK_MS = 1000
const VIEW_MS = 250
const TELEMETRY_MS = 2000
/** A video is likely to be ready this much later than it is asked for, s. */
const LOADING_TAKES_S = 1
const CAN_PLAY_ON = 3
/** Streams are a little shorter or longer than Kaltura says, s. */
const EARLY_END_S = 3

export function createPlaybackController(options: PlaybackControllerOptions): PlaybackController {
  return new RoomPlaybackController(options)
}

class RoomPlaybackController implements PlaybackController {
  readonly #room: PlaybackControllerOptions['room']
  readonly #player: MediaPlayer
  readonly #timers: Timers
  readonly #lifecycle: PageLifecycle
  readonly #expectations = createExpectations()
  readonly #loading: VideoLoading
  readonly #mayDo: NonNullable<PlaybackControllerOptions['mayDo']>
  readonly #steering: Steering
  readonly #settings: PersonalSettings
  readonly #reports: Reports
  readonly #apart: Apart
  readonly #state: ViewerState
  readonly #refill = createRefillWatch()
  readonly #view = createStore<PlayerView>(EMPTY_PLAYER_VIEW)
  readonly #cancels: (() => void)[]
  #cancelTick = (): void => {}
  #wish: OwnWish | null = null
  #captionsFailed = false
  #lastPositionS: number | null = null
  #unmutedMs = Number.NEGATIVE_INFINITY
  #shownMs = Number.NEGATIVE_INFINITY
  #toldMs = Number.NEGATIVE_INFINITY
  #toldState: MemberState | null = null

  constructor(options: PlaybackControllerOptions) {
    this.#room = options.room
    this.#player = options.player
    this.#timers = options.timers ?? createBrowserTimers()
    this.#lifecycle = options.lifecycle ?? createBrowserLifecycle()
    this.#mayDo = options.mayDo ?? (() => true)
    this.#settings = createPersonalSettings(this.#player, options.choices)
    this.#reports = createReports(command => this.#room.send(command))
    this.#apart = new Apart({
      room: this.#room,
      seen: () => this.#seen(),
      onChange: () => {
        this.#follow()
        this.#show()
      },
    })
    this.#steering = new Steering({
      player: this.#player,
      timers: this.#timers,
      roomNowMs: () => this.#room.roomNowMs(),
      expectations: this.#expectations,
      onSoundBlocked: () => this.#soundWasBlocked(),
    })
    this.#loading = new VideoLoading({
      player: this.#player,
      timers: this.#timers,
      getSession: options.getSession,
      likelyStartS: () => this.#likelyStartS(),
      onChange: phase => this.#phaseChanged(phase),
    })
    this.#state = createViewerState({
      loading: this.#loading,
      lifecycle: this.#lifecycle,
      steering: this.#steering,
      apart: this.#apart,
      timers: this.#timers,
    })
    this.#cancels = [
      this.#room.view.subscribe(() => this.#roomChanged()),
      this.#settings.choices.subscribe(() => this.#choicesChanged()),
      this.#player.subscribe(event => this.#mediaEvent(event)),
      this.#lifecycle.subscribe(change => this.#pageChanged(change)),
    ]
    this.#tickEvery(this.#lifecycle.hidden() ? HIDDEN_TICK_MS : TICK_MS)
    this.#roomChanged()
  }

  get view(): Store<PlayerView> {
    return this.#view
  }

  attach(element: HTMLElement): void {
    this.#player.attach(element)
  }

  detach(): void {
    this.#player.detach()
  }

  play(): void {
    if (this.#apart.pace) return this.#apart.act(pace => pace.play(this.#seen()))
    this.#ask(PLAY_WISH, { type: 'playback.play' })
  }

  /** Stops here at once; the frame is known for certain only when it has been painted. */
  pause(): void {
    if (this.#apart.pace) return this.#pauseApart(this.#apart.pace)
    const playback = this.#roomPlayback()
    if (playback.mode === 'idle') return
    if (this.#loading.phase !== 'ready' || this.#steering.phase !== 'moving') {
      this.#ask({ playback: null, shows: 'paused', answeredBySeq: null }, { type: 'playback.pause' })
      return
    }
    this.#steering.halt()
    this.#wish = pauseWish(playback, this.#seenS() ?? 0)
    this.#follow()
    this.#timers.nextFrame(() => {
      const positionS = Math.max(0, this.#seenS() ?? 0)
      this.#ask(pauseWish(playback, positionS), { type: 'playback.pause', positionS })
    })
    this.#show()
  }

  seek(positionS: number): void {
    const playback = this.#roomPlayback()
    if (playback.mode === 'idle') return
    const inVideoS = Math.max(0, Math.min(this.#durationS() ?? positionS, positionS))
    if (this.#apart.pace) return this.#apart.act(pace => pace.seek(inVideoS))
    this.#ask(seekWish(playback, inVideoS), { type: 'playback.seek', positionS: inVideoS })
  }

  seekToLiveEdge(): void {
    const live = this.#player.liveWindow()
    if (this.#apart.pace && live) return this.seek(live.safeEdgeS)
    void this.#room.send({ type: 'playback.seekToLiveEdge' })
  }

  setRate(rate: number): void {
    if (this.#apart.pace) return this.#apart.act(pace => pace.setRate(rate, this.#seen()))
    void this.#room.send({ type: 'playback.setRate', rate })
  }

  setApart(apart: boolean): void {
    if (!apart) return this.#apart.end()
    if (this.#roomPlayback().mode === 'idle') return
    this.#wish = null
    this.#apart.begin()
  }

  catchUp(): void {
    this.#apart.act(pace => pace.catchUp(this.#seen()))
  }

  get choices(): Store<PersonalChoices> {
    return this.#settings.choices
  }

  takeChoices(choices: PersonalChoices): void {
    this.#settings.take(choices)
  }

  setOffset(offsetMs: number): void {
    this.#settings.setOffset(offsetMs)
  }

  setCaptionStyle(style: CaptionStyle): void {
    this.#settings.setCaptionStyle(style)
  }

  setMuted(muted: boolean): void {
    if (!muted) this.#unmutedMs = this.#timers.nowMs()
    this.#settings.setMuted(muted)
  }

  setVolume(volume: number): void {
    if (volume > 0 && this.#player.muted()) this.#unmutedMs = this.#timers.nowMs()
    this.#settings.setVolume(volume)
  }

  selectCaptions(trackId: string | null): void {
    this.#captionsFailed = false
    this.#settings.selectCaptions(trackId)
  }

  selectAudio(trackId: string): void {
    this.#settings.selectAudio(trackId)
  }

  selectQuality(trackId: string | null): void {
    this.#settings.selectQuality(trackId)
  }

  limitQuality(stepsDown: number): void {
    this.#player.limitQuality(stepsDown)
  }

  frames(): FrameCount | null {
    return this.#player.frames()
  }

  retry(): void {
    this.#loading.retry()
  }

  close(): void {
    this.#loading.close()
    this.#cancelTick()
    for (const cancel of this.#cancels) cancel()
    this.#steering.close()
    this.#player.close()
  }

  #pauseApart(pace: OwnPace): void {
    if (this.#steering.phase === 'moving') this.#steering.halt()
    this.#apart.act(() => pace.pause(this.#seenS() ?? 0))
    const { playback } = pace
    // The frame is known for certain only when it has been painted.
    this.#timers.nextFrame(() => {
      const positionS = this.#seenS()
      if (this.#apart.pace === pace && pace.playback === playback && positionS !== null)
        this.#apart.act(() => pace.pause(positionS))
    })
  }

  /** The player in the room's positions. */
  #seenS(): number | null {
    const { positionS } = this.#player.read()
    return this.#loading.phase !== 'ready' || positionS === null ? null : positionS - this.#shiftS()
  }

  /** Whose motion the player has to make: the own one, what has just been asked for, or the room's. */
  #meant(): Playback {
    return this.#apart.playback ?? this.#wish?.playback ?? this.#roomPlayback()
  }

  #shiftS(): number {
    const meant = this.#meant()
    return meant.mode === 'idle' || meant.mode === 'ended'
      ? 0
      : (this.#settings.choices.get().offsetMs / 1000) * meant.rate
  }

  #followed(): Playback {
    return shiftPlayback(this.#meant(), this.#shiftS(), this.#durationS())
  }

  #seen(): Seen {
    const { seeking, readyState, ended } = this.#player.read()
    const isOn = this.#loading.phase === 'ready'
    return {
      nowMs: this.#room.roomNowMs(),
      positionS: this.#seenS(),
      moving: isOn && this.#steering.phase === 'moving' && !seeking && readyState >= CAN_PLAY_ON,
      standing: isOn && this.#steering.standing() !== null,
      ended: isOn && ended,
      room: this.#roomPlayback(),
    }
  }

  /** Shows the wish as if it were so until the room has answered. */
  #ask(wish: OwnWish, command: MemberCommand): void {
    this.#wish = wish
    this.#follow()
    void this.#room.send(command).then(ack => {
      // A later wish has taken its place.
      if (this.#wish !== wish) return
      this.#wish = acknowledged(wish, ack)
      this.#roomChanged()
    })
    this.#show()
  }

  #roomState(): Room | null {
    return this.#room.view.get().room
  }

  #roomPlayback(): Playback {
    return this.#roomState()?.playback ?? { mode: 'idle' }
  }

  #roomChanged(): void {
    const room = this.#roomState()
    if (this.#wish && isAnswered(this.#wish, room)) this.#wish = null
    if (this.#loading.want(room?.video ?? null)) {
      this.#wish = null
      this.#captionsFailed = false
      this.#apart.otherVideo(room)
    }
    this.#apart.adopt()
    this.#follow()
  }

  #choicesChanged(): void {
    this.#follow()
    this.#show()
  }

  /** Where the room will be when the first data has come. */
  #likelyStartS(): number | null {
    const playback = this.#meant()
    const nowS = positionAt(playback, this.#room.roomNowMs())
    return nowS !== null && playback.mode === 'playing' ? nowS + LOADING_TAKES_S * playback.rate : nowS
  }

  #phaseChanged(phase: PlayerView['phase']): void {
    // What was known of the last video's motion is nothing to the next.
    if (phase !== 'ready') this.#steering.forget()
    else this.#settings.apply()
    this.#show()
    this.#follow()
  }

  #follow(): void {
    if (this.#loading.phase !== 'ready' || !this.#clockIsKnown()) return
    this.#steering.follow(this.#followed())
    this.#tick()
  }

  #clockIsKnown(): boolean {
    return Number.isFinite(this.#room.clockErrorMs())
  }

  #tickEvery(periodMs: number): void {
    this.#cancelTick()
    this.#cancelTick = this.#timers.every(periodMs, () => this.#tick())
  }

  #tick(): void {
    if (this.#loading.phase === 'ready' && this.#clockIsKnown()) {
      this.#apart.look()
      if (this.#apart.pace || this.#steering.phase === 'idle') this.#steering.follow(this.#followed())
      if (this.#lifecycle.hidden()) this.#steering.tickHidden()
      else this.#steering.tick()
      this.#lastPositionS = this.#player.read().positionS
      this.#refillIfDry()
      if (this.#hasEndedEarly()) this.#loading.playerFailed({ kind: 'cannotPlay' })
    }
    this.#report()
    if (this.#timers.nowMs() - this.#shownMs >= VIEW_MS) this.#show()
  }

  #report(): void {
    const nowMs = this.#timers.nowMs()
    const state = this.#state.state()
    const { memberId, connection, room } = this.#room.view.get()
    if (
      memberId !== null &&
      room &&
      connection === 'online' &&
      this.#loading.phase === 'ready' &&
      !this.#wish?.playback &&
      !this.#apart.pace
    )
      this.#reports.look({
        nowMs,
        memberId,
        member: room.members.find(each => each.id === memberId),
        playback: room.playback,
        standingS: this.#standingS(),
        canMoveByMs: this.#steering.canMoveByMs(),
        roomNowMs: this.#room.roomNowMs(),
        positionS: this.#seenS(),
        stalledMs: this.#steering.stalledMs,
        state,
        hidden: this.#lifecycle.hidden(),
      })
    this.#apart.report(nowMs)
    if (room?.video && (state !== this.#toldState || nowMs - this.#toldMs >= TELEMETRY_MS))
      this.#tell(state, nowMs)
  }

  #standingS(): number | null {
    const standingS = this.#steering.standing()
    return standingS === null ? null : Math.max(0, standingS - this.#shiftS())
  }

  #tell(state: MemberState, nowMs: number): void {
    this.#toldState = state
    this.#toldMs = nowMs
    this.#room.sendTelemetry({
      state,
      errorS: this.#state.errorS(),
      bufferedS: Math.max(0, this.#player.read().bufferedS),
    })
  }

  #mediaEvent(event: MediaEvent): void {
    switch (event.kind) {
      case 'changed':
        this.#mediaChanged(event.change)
        break
      case 'failed':
        this.#loading.playerFailed(event.failure)
        return
      case 'captionsFailed':
        this.#captionsFailed = true
        this.#show()
        return
      case 'tracks':
      case 'captions':
      case 'volume':
        this.#show()
        return
      case 'progress':
        break
    }
    if (!this.#lifecycle.hidden()) this.#tick()
  }

  /** What we didn't do ourselves the viewer did: with media keys, or with the browser's own menu. */
  #mediaChanged(change: MediaChange): void {
    const nowMs = this.#timers.nowMs()
    if (this.#expectations.consume(change, nowMs)) return
    if (this.#loading.phase !== 'ready' || this.#lifecycle.hidden()) return
    const doing = viewerDoing(change, {
      playback: this.#meant(),
      live: this.#roomState()?.video?.kind === 'live',
      ended: this.#player.read().ended,
      lastPositionS: this.#lastPositionS,
      unmutedAgoMs: nowMs - this.#unmutedMs,
      mayBeRefused: this.#steering.mayBeRefused(),
    })
    if (!doing) return
    const action = DOING_ACTION[doing.do]
    // On one's own there is nobody to be asked.
    if (action === null || this.#apart.pace || this.#mayDo(action)) this.#doAsViewer(doing)
    else this.#follow()
  }

  #doAsViewer(doing: ViewerDoing): void {
    switch (doing.do) {
      case 'play':
        this.play()
        return
      case 'pause':
        this.pause()
        return
      case 'seek':
        this.seek(doing.positionS - this.#shiftS())
        return
      case 'setRate':
        this.setRate(doing.rate)
        return
      case 'refuseSound':
        this.#muteAgain()
    }
  }

  #muteAgain(): void {
    this.#player.setMuted(true)
    this.#soundWasBlocked()
  }

  #soundWasBlocked(): void {
    this.#settings.soundWasBlocked()
    this.#show()
  }

  #pageChanged(change: PageChange): void {
    if (change === 'online') return
    this.#tickEvery(change === 'hidden' ? HIDDEN_TICK_MS : TICK_MS)
    if (change === 'visible' && this.#loading.phase === 'ready') this.#steering.returnToView()
    this.#tick()
  }

  #refillIfDry(): void {
    const reading = this.#player.read()
    const live = this.#player.liveWindow()
    // At the edge of a live stream there is nothing to fetch yet.
    const isAtEdge = live !== null && (reading.positionS === null || reading.positionS > live.safeEdgeS)
    if (!isAtEdge && this.#refill.look(this.#timers.nowMs(), reading)) this.#player.refill()
  }

  /** A stream that broke off calls itself finished. */
  #hasEndedEarly(): boolean {
    const { positionS, ended } = this.#player.read()
    const endS = this.#roomState()?.video?.durationS ?? null
    return ended && positionS !== null && endS !== null && positionS < endS - EARLY_END_S
  }

  #durationS(): number | null {
    return this.#roomState()?.video?.durationS ?? this.#player.durationS()
  }

  #show(): void {
    this.#shownMs = this.#timers.nowMs()
    const isOn = this.#loading.phase === 'ready'
    const shows = this.#wish?.shows
    this.#view.set({
      phase: this.#loading.phase,
      failure: this.#loading.failure,
      state: this.#state.state(),
      errorS: this.#state.errorS(),
      positionS: this.#shownPositionS(),
      durationS: this.#durationS(),
      buffered: isOn ? this.#player.buffered() : [],
      live: isOn ? this.#liveView() : null,
      soundBlocked: this.#settings.soundBlocked(),
      muted: this.#player.muted(),
      volume: this.#player.volume(),
      captions: isOn ? this.#player.captions() : [],
      captionLines: isOn ? this.#player.captionLines() : [],
      captionsFailed: this.#captionsFailed,
      audioTracks: isOn ? this.#player.audioTracks() : [],
      qualities: isOn ? this.#player.qualities() : [],
      ...(shows ? { wished: shows } : {}),
      apart: this.#apart.view,
      offsetMs: this.#settings.choices.get().offsetMs,
    })
  }

  /** While the player moves, what is seen; while it is being placed, where it goes. */
  #shownPositionS(): number {
    const playback = this.#meant()
    const roomS = positionAt(playback, this.#room.roomNowMs()) ?? this.#steering.placeS
    const seenS = this.#seenS()
    const isMoving = this.#steering.phase === 'moving' && playback.mode === 'playing'
    return Math.max(0, (isMoving ? seenS : roomS) ?? roomS ?? seenS ?? 0)
  }

  #liveView(): PlayerView['live'] {
    const live = this.#player.liveWindow()
    if (!live) return null
    return {
      seekable: live.seekable,
      behindEdgeS: Math.max(0, live.safeEdgeS - this.#shownPositionS()),
    }
  }
}
