import type { MemberState } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Apart } from './apart.ts'
import type { PageLifecycle } from './pageLifecycle.ts'
import type { Steering } from './steering.ts'
import type { Timers } from './timers.ts'
import type { VideoLoading } from './videoLoading.ts'

export interface ViewerStateParts {
  readonly loading: Pick<VideoLoading, 'phase'>
  readonly lifecycle: Pick<PageLifecycle, 'hidden'>
  readonly steering: Pick<Steering, 'phase' | 'standing' | 'stalledMs' | 'errorS' | 'givesUpSeeking'>
  readonly apart: Pick<Apart, 'view'>
  readonly timers: Pick<Timers, 'nowMs'>
}

const BUFFERING_SHOWN_MS = 400
const OUT_OF_STEP_S = 0.1

/** How this viewer is doing against the room. */
export interface ViewerState {
  state(): MemberState
  /** Seconds behind the room (negative: ahead); null while it can't be told, or is as this viewer wants it. */
  errorS(): number | null
}

export function createViewerState(parts: ViewerStateParts): ViewerState {
  const { loading, lifecycle, steering, apart, timers } = parts
  let unreadySinceMs: number | null = null

  const isBuffering = (): boolean => {
    if (steering.stalledMs >= BUFFERING_SHOWN_MS) return true
    const isUnready = steering.phase === 'still' && steering.standing() === null
    const nowMs = timers.nowMs()
    unreadySinceMs = isUnready ? (unreadySinceMs ?? nowMs) : null
    return unreadySinceMs !== null && nowMs - unreadySinceMs >= BUFFERING_SHOWN_MS
  }
  return {
    state: () => {
      if (loading.phase === 'failed') return 'failed'
      if (loading.phase !== 'ready') return 'loading'
      if (lifecycle.hidden()) return 'hidden'
      if (isBuffering()) return 'buffering'
      const own = apart.view
      if (own) return own.catchingUp ? 'catchingUp' : 'apart'
      const { phase, errorS, givesUpSeeking } = steering
      if (phase === 'joining' || givesUpSeeking) return 'catchingUp'
      return errorS !== null && Math.abs(errorS) > OUT_OF_STEP_S ? 'catchingUp' : 'inStep'
    },
    errorS: () => {
      const own = apart.view
      if (own) return own.catchingUp ? own.behindS : null
      return steering.errorS
    },
  }
}
