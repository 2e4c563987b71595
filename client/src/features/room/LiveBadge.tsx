import { useMessages } from '../../messages/TextContext.ts'
import styles from './LiveBadge.module.css'

/** Players stand about three target durations behind the edge; nearer isn't safe, and nobody is late there. */
const AT_EDGE_S = 20

export interface LiveBadgeProps {
  readonly behindS: number
  /** Why this viewer can't go there now; undefined where they can. */
  readonly reason: string | undefined
  readonly onGoLive: () => void
}

export function LiveBadge({ behindS, reason, onGoLive }: LiveBadgeProps) {
  const { room } = useMessages()
  if (behindS <= AT_EDGE_S)
    return (
      <span className={styles['live']}>
        <span className={styles['dot']} />
        {room.live}
      </span>
    )
  return (
    <span className={styles['behind']}>
      <span className={styles['text']}>{room.behindLive(behindS)}</span>
      <button
        type="button"
        className={styles['go']}
        aria-disabled={reason !== undefined || undefined}
        aria-description={reason}
        title={reason}
        onClick={onGoLive}
      >
        <span className={styles['dot']} />
        {room.goLive}
      </button>
    </span>
  )
}
