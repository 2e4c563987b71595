import type { MemberCommand } from '../protocol/commands.ts'
import { clampToVideo } from './clampToVideo.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import type { Room, VideoSummary } from './roomState.ts'
import { startWait } from './wait.ts'

type Watch = Extract<MemberCommand, { type: 'video.watch' }>
type Clear = Extract<MemberCommand, { type: 'video.clear' }>

export function decideVideo(room: Room, command: Watch | Clear, context: DecisionContext): Decision {
  if (command.type === 'video.watch') return watch(room, command, context)
  if (room.video === null || context.actorId === null) return accept()
  return accept({ type: 'video.cleared', by: context.actorId })
}

/** A new video starts when everybody has its first frame, or at the deadline. */
function watch(room: Room, command: Watch, context: DecisionContext): Decision {
  const { video, actorId } = context
  if (command.onlyIfIdle && room.video !== null) return accept()
  if (!video || actorId === null)
    return reject('video_not_found', 'This video is no longer in the library. Choose another one.')
  const playback = startWait(context, {
    reason: 'load',
    positionS: startOf(video, command.startS),
    rate: 1,
    next: 'playing',
    by: actorId,
    waitingFor: room.members.map(member => member.id),
  })
  return accept(
    { type: 'video.changed', video, by: actorId },
    { type: 'playback.waited', playback, by: actorId },
  )
}

/** A live video starts at an edge that only the players can name. */
function startOf(video: VideoSummary, startS: number | undefined): number | null {
  if (video.kind === 'live') return null
  return clampToVideo(video, startS ?? 0)
}
