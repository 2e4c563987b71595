import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useStore } from '../../ui/useStore.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import styles from './UnderWayLine.module.css'
import type { UnderWayStore } from './underWay.ts'

export interface UnderWayLineProps {
  readonly underWay: UnderWayStore
  /** Over the video instead of in a panel. */
  readonly over?: boolean
}

/** How far an adding is, and the way to stop it; nothing while none takes long. */
export function UnderWayLine({ underWay, over = false }: UnderWayLineProps) {
  const messages = useQueueMessages()
  const adding = useStore(underWay)
  return (
    <div role="status">
      {adding === null ? null : (
        <div className={styles['line']} data-over={over || undefined}>
          <Spinner size="small" />
          <span className={styles['text']}>{messages.progress(adding.done, adding.total)}</span>
          <Button onClick={adding.cancel}>{messages.cancel}</Button>
        </div>
      )}
    </div>
  )
}
