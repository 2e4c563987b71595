import { positionAt } from '../playback/timeline.ts'
import type { MemberCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { clampToVideo } from './clampToVideo.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import { DVR_MARGIN_S, END_TOLERANCE_S, PAUSE_TOLERANCE_S } from './limits.ts'
import type { Playback, Room, VideoSummary } from './roomState.ts'
import { countedMembers, narrowWait, startWait } from './wait.ts'

type Command<T extends MemberCommand['type']> = Extract<MemberCommand, { type: T }>
type PlaybackCommand = Command<
  'playback.play' | 'playback.pause' | 'playback.seek' | 'playback.seekToLiveEdge' | 'playback.setRate'
>
type Active = Exclude<Playback, { mode: 'idle' }>

/** A room with something on. */
interface Stage {
  readonly room: Room
  readonly video: VideoSummary
  readonly playback: Active
  readonly context: DecisionContext
}

export function decidePlayback(room: Room, command: PlaybackCommand, context: DecisionContext): Decision {
  const { video, playback } = room
  if (video === null || playback.mode === 'idle')
    return reject('nothing_to_play', 'Nothing is on. Choose a video from the library first.')
  const stage: Stage = { room, video, playback, context }
  switch (command.type) {
    case 'playback.play':
      return play(stage)
    case 'playback.pause':
      return pause(stage, command.positionS)
    case 'playback.seek':
      return seekTo(stage, clampToVideo(video, command.positionS))
    case 'playback.seekToLiveEdge':
      return video.kind === 'live'
        ? seekTo(stage, null)
        : reject('invalid_request', 'This video is not live, so it has no live edge.')
    case 'playback.setRate':
      return setRate(stage, command.rate)
  }
}

function play(stage: Stage): Decision {
  const { playback, context } = stage
  const by = context.actorId
  switch (playback.mode) {
    case 'playing':
      return accept()
    case 'ended':
      return seekTo(stage, 0)
    case 'waiting':
      if (playback.next === 'playing') return accept()
      return accept({ type: 'playback.waited', playback: { ...playback, next: 'playing', by }, by })
    case 'paused': {
      const { positionS, rate } = playback
      if (isOver(stage, positionS)) return seekTo(stage, stage.video.kind === 'live' ? null : 0, 'playing')
      const atMs = context.nowMs + context.leadMs
      return accept({
        type: 'playback.started',
        playback: { mode: 'playing', positionS, rate, by, atMs, approachRate: 0 },
        by,
      })
    }
  }
}

/** At the end of the video, or fallen out of the DVR window while paused. */
function isOver({ video, context }: Stage, positionS: number): boolean {
  if (video.kind === 'live')
    return context.nowMs / 1000 - positionS > Math.max(0, (video.dvrWindowS ?? 0) - DVR_MARGIN_S)
  return video.durationS !== null && positionS >= video.durationS - END_TOLERANCE_S
}

/** All stop at the frame where the presser stopped, unless that is nowhere near. */
function pause({ video, playback, context }: Stage, pressedAtS: number | undefined): Decision {
  if (playback.mode === 'paused' || playback.mode === 'ended') return accept()
  const by = context.actorId
  const expectedS = positionAt(playback, context.nowMs)
  if (expectedS === null && playback.mode === 'waiting')
    return accept({ type: 'playback.waited', playback: { ...playback, next: 'paused', by }, by })
  const roomS = expectedS ?? 0
  const near = pressedAtS !== undefined && Math.abs(pressedAtS - roomS) <= PAUSE_TOLERANCE_S
  const positionS = playback.mode === 'playing' && near ? pressedAtS : roomS
  return accept({
    type: 'playback.paused',
    playback: { mode: 'paused', positionS: clampToVideo(video, positionS), rate: playback.rate, by },
    by,
  })
}

/** While playing, a seek waits for everybody to stand at the new place; while paused there is nothing to wait for. */
function seekTo(stage: Stage, positionS: number | null, next = nextAfterSeek(stage.playback)): Decision {
  const { room, playback, context } = stage
  const by = context.actorId
  if (next === 'paused' && positionS !== null && playback.mode !== 'waiting')
    return accept({
      type: 'playback.seeked',
      playback: { mode: 'paused', positionS, rate: playback.rate, by },
      by,
    })
  const wait = startWait(context, {
    reason: 'seek',
    positionS,
    rate: playback.rate,
    next,
    by,
    waitingFor: countedMembers(room),
  })
  const seeked: RoomEvent = { type: 'playback.seeked', playback: wait, by }
  return wait.waitingFor.length > 0 ? accept(seeked) : accept(seeked, narrowWait(wait, room.members, context))
}

function nextAfterSeek(playback: Active): 'playing' | 'paused' {
  if (playback.mode === 'waiting') return playback.next
  return playback.mode === 'paused' ? 'paused' : 'playing'
}

/** Takes effect a little ahead at one moment for all; until then the video moves as it did. */
function setRate({ playback, context }: Stage, rate: number): Decision {
  if (playback.rate === rate) return accept()
  const by = context.actorId
  // On top of a start that is still ahead, the start stays: moving it would make the video jump.
  if (playback.mode !== 'playing' || context.nowMs < playback.atMs)
    return accept({ type: 'playback.rateChanged', playback: { ...playback, rate }, by })
  const atMs = context.nowMs + context.leadMs
  return accept({
    type: 'playback.rateChanged',
    playback: {
      mode: 'playing',
      positionS: positionAt(playback, atMs) ?? playback.positionS,
      atMs,
      rate,
      approachRate: playback.rate,
      by,
    },
    by,
  })
}
