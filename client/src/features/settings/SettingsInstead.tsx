import { Lock, WifiOff } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import type { SettingsMessages } from './messages/en.ts'
import styles from './SettingsPanel.module.css'

export interface SettingsInsteadProps {
  readonly phase: 'loading' | 'failed' | 'forbidden'
  readonly messages: SettingsMessages
  readonly onRetry: () => void
}

/** What stands there while there are no settings to show. */
export function SettingsInstead({ phase, messages, onRetry }: SettingsInsteadProps) {
  if (phase === 'loading')
    return (
      <div className={styles['instead']} role="status">
        <Spinner />
        <p>{messages.loading}</p>
      </div>
    )
  const failed = phase === 'failed'
  return (
    <div className={styles['instead']} role="alert">
      {failed ? <WifiOff size={28} /> : <Lock size={28} />}
      <h3 className={styles['insteadTitle']}>{failed ? messages.failed : messages.forbidden}</h3>
      <p>{failed ? messages.failedText : messages.forbiddenText}</p>
      {failed ? (
        <Button look="primary" onClick={onRetry}>
          {messages.tryAgain}
        </Button>
      ) : null}
    </div>
  )
}
