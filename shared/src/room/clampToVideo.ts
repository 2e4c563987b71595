import type { VideoSummary } from './roomState.ts'

/** The position, s, brought inside the video. A live one has no ends that the room knows of. */
export function clampToVideo(video: VideoSummary | null, positionS: number): number {
  const endS =
    video?.kind === 'vod' ? (video.durationS ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
  return Math.max(0, Math.min(positionS, endS))
}
