import { type BallotView, ballotView } from './ballotView.ts'
import { useControl, useControlView } from './ControlContext.ts'

/** The vote there is, as this viewer sees it. */
export function useBallot(): BallotView | null {
  const control = useControl()
  const { ballot, selfId, hostId } = useControlView()
  const { room } = control.room.get()
  return ballot && room && selfId !== null ? ballotView(room, selfId, hostId) : null
}
