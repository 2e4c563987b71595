import { createExpectations } from '@kaltura-discord/shared/playback/expectations.ts'
import type { CaptionStyle } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import type { MediaEvent, MediaPlayer } from '../player/mediaPlayer.ts'
import { Apart } from './apart.ts'
import { Bearings } from './bearings.ts'
import { composeView } from './composeView.ts'
import { EMPTY_PLAYER_VIEW } from './emptyPlayerView.ts'
import { OwnHand } from './ownHand.ts'
import { isAnswered } from './ownWish.ts'
import { createBrowserLifecycle, type PageChange, type PageLifecycle } from './pageLifecycle.ts'
import { createPersonalSettings, type PersonalChoices, type PersonalSettings } from './personalSettings.ts'
import { createPictureWatch, type PictureWatch } from './pictureWatch.ts'
import type { FrameCount, PlaybackController, PlayerView } from './playerView.ts'
import { createRefillWatch } from './refillWatch.ts'
import { RoomReport } from './roomReport.ts'
import type { RoomClient, RoomView } from './roomView.ts'
import { Steering } from './steering.ts'
import { createStore, type Store } from './store.ts'
import { Ticking } from './ticking.ts'
import { createBrowserTimers, type Timers } from './timers.ts'
import { createTrackLists, type TrackLists } from './trackLists.ts'
import { type SessionAnswer, VideoLoading } from './videoLoading.ts'
import type { DoingAction } from './viewerDoing.ts'
import { createViewerState, type ViewerState } from './viewerState.ts'
import { Wishes } from './wishes.ts'

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

const VIEW_MS = 250
/** Timers come a little early or late, ms. */
const TIMER_SLACK_MS = 10
/** Streams are a little shorter or longer than Kaltura says, s. */
const EARLY_END_S = 3

export function createPlaybackController(options: PlaybackControllerOptions): PlaybackController {
  return new RoomPlaybackController(options)
}

/** Puts the parts together, and says when each of them has its turn. */
class RoomPlaybackController implements PlaybackController {
  readonly #room: PlaybackControllerOptions['room']
  readonly #player: MediaPlayer
  readonly #timers: Timers
  readonly #lifecycle: PageLifecycle
  readonly #expectations = createExpectations()
  readonly #loading: VideoLoading
  readonly #steering: Steering
  readonly #settings: PersonalSettings
  readonly #tracks: TrackLists
  readonly #apart: Apart
  readonly #bearings: Bearings
  readonly #wishes: Wishes
  readonly #ownHand: OwnHand
  readonly #state: ViewerState
  readonly #picture: PictureWatch
  readonly #report: RoomReport
  readonly #ticking: Ticking
  readonly #refill = createRefillWatch()
  readonly #view = createStore<PlayerView>(EMPTY_PLAYER_VIEW)
  readonly #cancels: (() => void)[]
  #captionsFailed = false
  #known: RoomView | null = null
  #shownMs = Number.NEGATIVE_INFINITY

  constructor(options: PlaybackControllerOptions) {
    this.#room = options.room
    this.#player = options.player
    this.#timers = options.timers ?? createBrowserTimers()
    this.#lifecycle = options.lifecycle ?? createBrowserLifecycle()
    this.#settings = createPersonalSettings(this.#player, options.choices)
    this.#tracks = createTrackLists(this.#player)
    this.#apart = this.#createApart()
    this.#steering = this.#createSteering()
    this.#loading = this.#createLoading(options)
    const known = { room: this.#room, player: this.#player, timers: this.#timers, lifecycle: this.#lifecycle }
    const parts = { ...known, loading: this.#loading, steering: this.#steering, apart: this.#apart }
    this.#bearings = new Bearings({ ...parts, settings: this.#settings })
    this.#state = createViewerState(parts)
    this.#picture = createPictureWatch(parts)
    this.#report = new RoomReport({ ...parts, bearings: this.#bearings, state: this.#state })
    const follow = (): void => this.#follow()
    this.#wishes = new Wishes({
      ...parts,
      bearings: this.#bearings,
      follow,
      show: () => this.#show(),
      onAnswer: () => this.#roomChanged(),
    })
    this.#ownHand = new OwnHand({
      ...parts,
      expectations: this.#expectations,
      bearings: this.#bearings,
      wishes: this.#wishes,
      mayDo: options.mayDo ?? (() => true),
      refuseSound: () => this.#muteAgain(),
      follow,
    })
    this.#ticking = new Ticking(parts, () => this.#tick())
    this.#cancels = [
      this.#room.view.subscribe(() => this.#roomTold()),
      this.#settings.choices.subscribe(() => this.#choicesChanged()),
      this.#player.subscribe(event => this.#mediaEvent(event)),
      this.#lifecycle.subscribe(change => this.#pageChanged(change)),
    ]
    this.#ticking.goOn()
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
    this.#wishes.play()
  }

  pause(): void {
    this.#wishes.pause()
  }

  seek(positionS: number): void {
    this.#wishes.seek(positionS)
  }

  seekToLiveEdge(): void {
    this.#wishes.seekToLiveEdge()
  }

  setRate(rate: number): void {
    this.#wishes.setRate(rate)
  }

  setApart(apart: boolean): void {
    this.#wishes.setApart(apart)
  }

  catchUp(): void {
    this.#wishes.catchUp()
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
    if (!muted) this.#ownHand.unmuted()
    this.#settings.setMuted(muted)
  }

  setVolume(volume: number): void {
    if (volume > 0 && this.#player.muted()) this.#ownHand.unmuted()
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
    if (this.#loading.phase === 'failed' || this.#picture.picture() === 'late') this.#loading.retry()
  }

  close(): void {
    this.#loading.close()
    this.#ticking.close()
    for (const cancel of this.#cancels) cancel()
    this.#steering.close()
    this.#player.close()
  }

  #createApart(): Apart {
    return new Apart({
      room: this.#room,
      seen: () => this.#bearings.seen(),
      onChange: () => {
        this.#follow()
        this.#show()
      },
    })
  }

  #createSteering(): Steering {
    return new Steering({
      player: this.#player,
      timers: this.#timers,
      roomNowMs: () => this.#room.roomNowMs(),
      expectations: this.#expectations,
      onSoundBlocked: () => this.#soundWasBlocked(),
    })
  }

  #createLoading({ getSession }: PlaybackControllerOptions): VideoLoading {
    return new VideoLoading({
      player: this.#player,
      timers: this.#timers,
      getSession,
      likelyStartS: () => this.#bearings.likelyStartS(),
      onChange: phase => this.#phaseChanged(phase),
    })
  }

  /** How the others' players are doing, which is told all the time, is nothing to this one. */
  #roomTold(): void {
    const { room, memberId, connection } = this.#room.view.get()
    const known = this.#known
    if (known?.room === room && known.memberId === memberId && known.connection === connection) return
    this.#known = this.#room.view.get()
    this.#roomChanged()
  }

  #roomChanged(): void {
    const bearings = this.#bearings
    const room = bearings.room()
    if (bearings.wish && isAnswered(bearings.wish, room)) bearings.wish = null
    if (this.#loading.want(room?.video ?? null)) {
      bearings.wish = null
      this.#captionsFailed = false
      this.#apart.otherVideo(room)
    }
    this.#apart.adopt()
    this.#follow()
  }

  #choicesChanged(): void {
    this.#tracks.changed()
    this.#follow()
    this.#show()
  }

  #phaseChanged(phase: PlayerView['phase']): void {
    if (phase === 'loading') this.#picture.begin()
    // What was known of the last video's motion is nothing to the next.
    if (phase !== 'ready') this.#steering.forget()
    else this.#settings.apply()
    this.#tracks.changed()
    this.#show()
    this.#follow()
  }

  #follow(): void {
    if (this.#loading.phase !== 'ready' || !this.#bearings.clockIsKnown()) return
    this.#steering.follow(this.#bearings.followed())
    this.#tick()
  }

  #tick(): void {
    if (this.#loading.phase === 'ready' && this.#bearings.clockIsKnown()) {
      this.#apart.look()
      if (this.#apart.pace || this.#steering.phase === 'idle')
        this.#steering.follow(this.#bearings.followed())
      if (this.#lifecycle.hidden()) this.#steering.tickHidden()
      else this.#steering.tick()
      this.#ownHand.look()
      this.#refillIfDry()
      if (this.#hasEndedEarly()) this.#loading.playerFailed({ kind: 'cannotPlay' })
    }
    this.#report.look()
    if (this.#timers.nowMs() - this.#shownMs >= VIEW_MS - TIMER_SLACK_MS) this.#show()
    this.#ticking.goOn()
  }

  #mediaEvent(event: MediaEvent): void {
    switch (event.kind) {
      case 'changed':
        this.#ownHand.changed(event.change)
        break
      case 'failed':
        this.#loading.playerFailed(event.failure)
        return
      case 'captionsFailed':
        this.#captionsFailed = true
        this.#show()
        return
      case 'tracks':
        this.#tracks.changed()
        this.#show()
        return
      case 'captions':
      case 'volume':
        this.#show()
        return
      case 'progress':
        break
    }
    if (!this.#lifecycle.hidden()) this.#tick()
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
    this.#ticking.goOn()
    if (change === 'visible') this.#picture.returnToView()
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
    const endS = this.#bearings.room()?.video?.durationS ?? null
    return ended && positionS !== null && endS !== null && positionS < endS - EARLY_END_S
  }

  #show(): void {
    this.#shownMs = this.#timers.nowMs()
    const parts = {
      player: this.#player,
      tracks: this.#tracks,
      timers: this.#timers,
      loading: this.#loading,
      settings: this.#settings,
      apart: this.#apart,
      bearings: this.#bearings,
      state: this.#state,
      picture: this.#picture,
    }
    this.#view.set(composeView(parts, this.#captionsFailed))
  }
}
