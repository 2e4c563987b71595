import type { Host } from '../../host/host.ts'
import type { FrameCount, PlaybackController } from '../../sync/playerView.ts'
import type { Remembered } from '../personal/createPreferences.ts'

const LOOK_EVERY_MS = 2_000
/** So many looks in a row, 20 s, are judged together. */
const LOOKS = 10
/** Fewer shown in that time say nothing: it was paused, or hidden. */
const ENOUGH_FRAMES = 300
/** From this share on the picture visibly jerks. */
export const TOO_MANY_DROPPED = 0.25

export interface WatchedPage {
  readonly hint: Remembered['hardwareHint']
  readonly isHidden?: () => boolean
}

type Watched = Pick<PlaybackController, 'frames'>
type Helper = Pick<Host, 'encourageHardwareAcceleration'>

/** Where the picture jerks because frames are dropped, Discord is asked to show how hardware can help. Once a person. */
export function watchFrames(host: Helper, player: Watched, page: WatchedPage): () => void {
  const { hint, isHidden = () => document.hidden } = page
  let counts: FrameCount[] = []
  const look = (): void => {
    const count = isHidden() ? null : player.frames()
    counts = count === null ? [] : [...counts, count].slice(-LOOKS - 1)
    if (!jerks(counts)) return
    clearInterval(timer)
    // Only by now is it known whether this person had it on another device.
    if (hint.wasShown()) return
    hint.shown()
    void host.encourageHardwareAcceleration()
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}

function jerks(counts: readonly FrameCount[]): boolean {
  const [first] = counts
  const last = counts.at(-1)
  if (counts.length <= LOOKS || !first || !last) return false
  const shown = last.total - first.total
  return shown >= ENOUGH_FRAMES && (last.dropped - first.dropped) / shown >= TOO_MANY_DROPPED
}
