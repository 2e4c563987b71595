import { ListVideo } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { QueueModel } from './createQueueModel.ts'
import styles from './QueueButton.module.css'

export interface QueueButtonProps {
  readonly queue: QueueModel
  readonly open: boolean
  readonly onToggle: () => void
}

/** The way to the queue, with how many are waiting. */
export function QueueButton({ queue, open, onToggle }: QueueButtonProps) {
  const { queue: words, control } = useMessages()
  const view = useStore(queue.view)
  const waiting = view.items.length
  const suggested = view.suggestions.length
  return (
    <IconButton
      label={
        suggested > 0 ? `${words.label(waiting)}, ${control.suggestions(suggested)}` : words.label(waiting)
      }
      icon={
        <span className={styles['icon']}>
          <ListVideo size={22} />
          {/* Drawn by the style: text in the button would have to be said in its name as it stands. */}
          {waiting > 0 ? <span className={styles['count']} data-count={waiting} /> : null}
          {suggested > 0 ? <span className={styles['suggested']} data-count={suggested} /> : null}
        </span>
      }
      tip="belowEnd"
      aria-pressed={open}
      active={open}
      onClick={onToggle}
    />
  )
}
