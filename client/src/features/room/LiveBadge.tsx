import { useMessages } from '../../messages/TextContext.ts'
import { useMovingPart } from '../../ui/useMoving.ts'
import type { RoomModel } from './createRoomModel.ts'
import styles from './LiveBadge.module.css'

/** Players stand about three target durations behind the edge; nearer isn't safe, and nobody is late there. */
const AT_EDGE_S = 20

export interface LiveBadgeProps {
  readonly model: Pick<RoomModel, 'view' | 'goLive'>
  /** It is on the screen, and not only in the page. */
  readonly seen: boolean
  /** Why this viewer can't go there now; undefined where they can. */
  readonly reason: string | undefined
}

export function LiveBadge({ model, seen, reason }: LiveBadgeProps) {
  const { room } = useMessages()
  const behind = useMovingPart(
    model.view,
    ({ player: { live } }) =>
      live === null || live.behindEdgeS <= AT_EDGE_S ? null : room.behindLive(live.behindEdgeS),
    seen,
  )
  if (behind === null)
    return (
      <span className={styles['live']}>
        <span className={styles['dot']} />
        {room.live}
      </span>
    )
  return (
    <span className={styles['behind']}>
      <span className={styles['text']}>{behind}</span>
      <button
        type="button"
        className={styles['go']}
        aria-disabled={reason !== undefined || undefined}
        aria-description={reason}
        title={reason}
        onClick={model.goLive}
      >
        <span className={styles['dot']} />
        {room.goLive}
      </button>
    </span>
  )
}
