import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './ClearDialog.module.css'
import { useQueueMessages } from './messages/useQueueMessages.ts'

export interface ClearDialogProps {
  readonly count: number
  readonly onClear: () => void
  readonly onClose: () => void
}

/** It is everybody's, and many may have added to it: asked once more. */
export function ClearDialog({ count, onClear, onClose }: ClearDialogProps) {
  const messages = useQueueMessages()
  const clear = (): void => {
    onClear()
    onClose()
  }
  return (
    <Dialog title={messages.clearTitle(count)} closeLabel={messages.close} onClose={onClose}>
      <p className={styles['text']}>{messages.clearText}</p>
      <div className={styles['actions']}>
        <Button onClick={onClose}>{messages.keep}</Button>
        <Button autoFocus look="primary" onClick={clear}>
          {messages.clearAction}
        </Button>
      </div>
    </Dialog>
  )
}
