import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { Host, Participant } from '../../host/host.ts'
import { keepSame } from '../../sync/keepSame.ts'
import { captionsOf } from '../../sync/personalSettings.ts'
import type { PlaybackController, PlayerView } from '../../sync/playerView.ts'
import type { RoomClient, RoomView } from '../../sync/roomView.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ControlModel } from '../control/createControl.ts'
import type { Notices } from './createNotices.ts'
import { createWishes } from './createWishes.ts'
import { createComingIn, createFacesOf, type FaceInfo } from './facesOf.ts'
import { nextSceneChangeMs, type Scene, sceneOf } from './scene.ts'

/** A wait for a connection this long deserves more words. */
const LONG_OFFLINE_MS = 10_000
const BACK_FOR_MS = 2_000

export interface RoomModelView {
  readonly scene: Scene
  readonly video: VideoSummary | null
  readonly faces: readonly FaceInfo[]
  readonly comingIn: readonly Participant[]
  /** Whether the button offers to pause: as the room wants it, or as this viewer has just asked. */
  readonly wantsToPlay: boolean
  readonly rate: number
  /** What this viewer sees, or has just asked to see, s. */
  readonly positionS: number
  readonly player: PlayerView
  readonly connection: 'online' | 'offline' | 'offlineLong' | 'back'
}

/** What of it moves as long as the video plays. */
type Moving = 'positionS' | 'errorS' | 'buffered' | 'live'

/** The same without what moves all the time: whoever draws this draws nothing while nothing happens. */
export interface RoomScreenView extends Omit<RoomModelView, 'positionS' | 'player'> {
  readonly player: CalmPlayer
}

export interface CalmPlayer extends Omit<PlayerView, Moving> {
  readonly live: boolean
}

/** What whoever watches on their own does to nobody else. */
type OwnMotion = 'playPause' | 'seek' | 'rate'

export interface RoomModel {
  /** As it is this moment: another one several times a second. */
  readonly view: Store<RoomModelView>
  /** Another one only when there is something else to be seen. */
  readonly screen: Store<RoomScreenView>
  readonly notices: Notices
  /** Whether this viewer may now, apart or in step; where they may not, they are told why. */
  may(action: OwnMotion): boolean
  play(): void
  pause(): void
  togglePlay(): void
  seek(positionS: number): void
  seekBy(deltaS: number): void
  goLive(): void
  setRate(rate: number): void
  /** The room's, also for whoever watches on their own. */
  setRoomRate(rate: number): void
  toggleMuted(): void
  setVolume(volume: number): void
  toggleCaptions(): void
  /** Settles once the server has answered; a refusal is a notice. */
  watch(entryId: string, options?: WatchOptions): Promise<boolean>
  clear(): void
  continueWithout(waitId: string): void
  close(): void
}

export interface WatchOptions {
  readonly onlyIfIdle?: boolean
  /** Where to begin, s. */
  readonly startS?: number
}

export interface RoomModelOptions {
  readonly room: RoomClient
  readonly player: PlaybackController
  readonly participants: Host['participants']
  readonly control: ControlModel
  readonly notices: Notices
}

/** What everybody sees of the room, in one value, and what they can do to it. */
export function createRoomModel(options: RoomModelOptions): RoomModel {
  const { room, player, participants, control, notices } = options
  const wishes = createWishes()
  const facesOf = createFacesOf()
  const comingIn = createComingIn()
  let backUntilMs = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const derive = (): RoomModelView => {
    const roomView = room.view.get()
    const playerView = player.view.get()
    const nowMs = room.roomNowMs()
    const { playback, video } = roomView.room ?? { playback: { mode: 'idle' as const }, video: null }
    return {
      scene: sceneOf(roomView.room, playerView, nowMs),
      video,
      faces: facesOf(roomView, playerView, nowMs),
      comingIn: comingIn(roomView, participants.get()),
      wantsToPlay: playerView.apart?.playing ?? wishes.wantsToPlay(playback),
      rate: playerView.apart?.rate ?? (playback.mode === 'idle' ? 1 : playback.rate),
      // What was asked of the room before is nothing to who has left its pace.
      positionS: playerView.apart ? playerView.positionS : wishes.positionS(playerView.positionS),
      player: playerView,
      connection: connectionOf(roomView, { nowMs, backUntilMs }),
    }
  }

  const view = createStore(derive())
  const screen = createStore(screenOf(view.get()))
  let wasOffline = false
  const refresh = (): void => {
    const offline = room.view.get().connection === 'offline'
    if (wasOffline && !offline) backUntilMs = room.roomNowMs() + BACK_FOR_MS
    wasOffline = offline
    view.set(derive())
    screen.set(keepSame(screen.get(), screenOf(view.get())))
    clearTimeout(timer)
    const atMs = nextChangeMs(room.view.get(), { nowMs: room.roomNowMs(), backUntilMs })
    if (atMs !== null) timer = setTimeout(refresh, Math.max(16, atMs - room.roomNowMs()))
  }
  const onEvent = (committed: CommittedEvent): void => {
    const { room: current, memberId } = room.view.get()
    wishes.onEvent(committed.event)
    if (current) notices.onEvent(committed.event, { room: current, selfId: memberId })
    refresh()
  }
  const stops = [
    room.view.subscribe(refresh),
    player.view.subscribe(refresh),
    participants.subscribe(refresh),
    wishes.changed.subscribe(refresh),
    room.onEvent(onEvent),
  ]

  const send = async (command: MemberCommand): Promise<boolean> => {
    const answer = await room.send(command)
    if (!answer.ok) notices.show({ kind: 'refused', code: answer.error.code })
    return answer.ok
  }
  /** On one's own nothing has to be answered, or allowed, by anybody. */
  const isApart = (): boolean => player.view.get().apart !== null
  const may = (action: OwnMotion): boolean => isApart() || control.ask(action)
  // Nothing is shown as done that the room would refuse.
  const play = (): void => {
    if (!may('playPause')) return
    if (!isApart()) wishes.play()
    player.play()
  }
  const pause = (): void => {
    if (!may('playPause')) return
    if (!isApart()) wishes.pause()
    player.pause()
  }
  const seek = (positionS: number): void => {
    if (!may('seek')) return
    const target = clampSeek(positionS, player.view.get())
    if (!isApart()) wishes.seek(target)
    player.seek(target)
  }
  refresh()
  return {
    view,
    screen,
    notices,
    may,
    play,
    pause,
    togglePlay: () => (view.get().wantsToPlay ? pause() : play()),
    seek,
    seekBy: deltaS => seek(view.get().positionS + deltaS),
    goLive: () => {
      if (may('seek')) player.seekToLiveEdge()
    },
    setRate: rate => {
      if (may('rate')) player.setRate(rate)
    },
    setRoomRate: rate => void (control.ask('rate') && send({ type: 'playback.setRate', rate })),
    toggleMuted: () => player.setMuted(!player.view.get().muted),
    setVolume(volume) {
      player.setVolume(volume)
      player.setMuted(volume === 0)
    },
    toggleCaptions() {
      const { captions } = player.view.get()
      const isOn = captions.some(track => track.active)
      const wanted = captionsOf(player.choices.get().captions.track, captions) ?? captions[0]
      player.selectCaptions(isOn ? null : (wanted?.id ?? null))
    },
    watch: async (entryId, how) =>
      control.ask('queue') && (await send({ type: 'video.watch', entryId, ...how })),
    clear: () => void (control.ask('queue') && send({ type: 'video.clear' })),
    continueWithout: waitId => void send({ type: 'playback.continueWithout', waitId }),
    close() {
      clearTimeout(timer)
      for (const stop of stops) stop()
      wishes.close()
      notices.close()
    },
  }
}

function screenOf({ positionS: _, player, ...calm }: RoomModelView): RoomScreenView {
  const { positionS, errorS, buffered, live, ...still } = player
  return { ...calm, player: { ...still, live: live !== null } }
}

/** A little before the end, so that the last frame can be seen. */
function clampSeek(positionS: number, player: PlayerView): number {
  const { live, durationS } = player
  const [from, to] = live ? [live.seekable.startS, live.seekable.endS] : [0, durationS ?? positionS]
  return Math.min(Math.max(from, positionS), to)
}

interface Moment {
  readonly nowMs: number
  readonly backUntilMs: number
}

function connectionOf(view: RoomView, { nowMs, backUntilMs }: Moment): RoomModelView['connection'] {
  if (view.connection === 'offline')
    return nowMs - (view.offlineSinceMs ?? nowMs) < LONG_OFFLINE_MS ? 'offline' : 'offlineLong'
  return nowMs < backUntilMs ? 'back' : 'online'
}

function nextChangeMs(view: RoomView, { nowMs, backUntilMs }: Moment): number | null {
  const offlineMs = view.offlineSinceMs === null ? null : view.offlineSinceMs + LONG_OFFLINE_MS
  const candidates = [nextSceneChangeMs(view.room, nowMs), offlineMs, backUntilMs]
  const ahead = candidates.filter(atMs => atMs !== null && atMs > nowMs)
  return ahead.length === 0 ? null : Math.min(...ahead.map(atMs => atMs ?? nowMs))
}
