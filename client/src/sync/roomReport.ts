import type { MemberState } from '@kaltura-discord/shared/protocol/frames.ts'
import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { Apart } from './apart.ts'
import type { Bearings } from './bearings.ts'
import type { PageLifecycle } from './pageLifecycle.ts'
import { createReports, type Reports } from './reports.ts'
import type { RoomClient } from './roomView.ts'
import type { Steering } from './steering.ts'
import type { Timers } from './timers.ts'
import type { VideoLoading } from './videoLoading.ts'
import type { ViewerState } from './viewerState.ts'

export interface RoomReportParts {
  readonly room: Pick<RoomClient, 'view' | 'roomNowMs' | 'send' | 'sendTelemetry'>
  readonly player: Pick<MediaPlayer, 'read'>
  readonly timers: Pick<Timers, 'nowMs'>
  readonly lifecycle: Pick<PageLifecycle, 'hidden'>
  readonly loading: Pick<VideoLoading, 'phase'>
  readonly steering: Pick<Steering, 'canMoveByMs' | 'stalledMs'>
  readonly apart: Pick<Apart, 'pace' | 'report'>
  readonly bearings: Bearings
  readonly state: ViewerState
}

const TELEMETRY_MS = 2000

/** What the room and the others are told of this viewer. */
export class RoomReport {
  readonly #parts: RoomReportParts
  readonly #reports: Reports
  #toldMs = Number.NEGATIVE_INFINITY
  #toldState: MemberState | null = null

  constructor(parts: RoomReportParts) {
    this.#parts = parts
    this.#reports = createReports(command => parts.room.send(command))
  }

  /** Once a tick. */
  look(): void {
    const { timers, state: viewer, room: client, apart } = this.#parts
    const nowMs = timers.nowMs()
    const state = viewer.state()
    if (this.#isFollowing()) this.#lookFollowing(nowMs, state)
    apart.report(nowMs)
    const hasVideo = client.view.get().room?.video != null
    if (hasVideo && (state !== this.#toldState || nowMs - this.#toldMs >= TELEMETRY_MS))
      this.#tell(state, nowMs)
  }

  /** Makes the room's motion, and not one the room knows nothing of. */
  #isFollowing(): boolean {
    const { room, loading, bearings, apart } = this.#parts
    return (
      room.view.get().connection === 'online' &&
      loading.phase === 'ready' &&
      !bearings.wish?.playback &&
      !apart.pace
    )
  }

  #lookFollowing(nowMs: number, state: MemberState): void {
    const { room: client, steering, bearings, lifecycle } = this.#parts
    const { memberId, room } = client.view.get()
    if (memberId === null || !room) return
    this.#reports.look({
      nowMs,
      memberId,
      member: room.members.find(each => each.id === memberId),
      playback: room.playback,
      standingS: () => bearings.standingS(),
      canMoveByMs: () => steering.canMoveByMs(),
      roomNowMs: client.roomNowMs(),
      positionS: bearings.seenS(),
      stalledMs: steering.stalledMs,
      state,
      hidden: lifecycle.hidden(),
    })
  }

  #tell(state: MemberState, nowMs: number): void {
    this.#toldState = state
    this.#toldMs = nowMs
    this.#parts.room.sendTelemetry({
      state,
      errorS: this.#parts.state.errorS(),
      bufferedS: Math.max(0, this.#parts.player.read().bufferedS),
    })
  }
}
