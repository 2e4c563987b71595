import type { RoomEvent } from '../protocol/events.ts'
import { clampToVideo } from './clampToVideo.ts'
import type { DecisionContext } from './decision.ts'
import type { Room, VideoSummary } from './roomState.ts'
import { narrowWait, startWait } from './wait.ts'

interface PuttingOn {
  readonly video: VideoSummary
  /** Null when it comes by itself. */
  readonly by: string | null
  /** Left out, from the start. */
  readonly startS?: number | undefined
}

/** A new video starts when everybody has its first frame, or at the deadline. */
export function putOn(room: Room, { video, by, startS }: PuttingOn, context: DecisionContext): RoomEvent[] {
  const playback = startWait(context, {
    reason: 'load',
    positionS: startOf(video, startS),
    rate: 1,
    next: 'playing',
    by,
    waitingFor: room.members.filter(member => !member.apart).map(member => member.id),
  })
  const waited: RoomEvent = { type: 'playback.waited', playback, by }
  return [
    { type: 'video.changed', video, by },
    playback.waitingFor.length > 0 ? waited : narrowWait(playback, room.members, context),
  ]
}

/** A live video starts at an edge that only the players can name. */
function startOf(video: VideoSummary, startS: number | undefined): number | null {
  if (video.kind === 'live') return null
  return clampToVideo(video, startS ?? 0)
}
