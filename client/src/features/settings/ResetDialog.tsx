import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useSettings } from './SettingsContext.ts'
import styles from './SettingsPanel.module.css'

export interface ResetDialogProps {
  readonly section: ConfigSection
  readonly onClose: () => void
}

/** Several settings at once: asked once more, with what they would become. */
export function ResetDialog({ section, onClose }: ResetDialogProps) {
  const { settings, view, messages, words } = useSettings()
  const [busy, setBusy] = useState(false)
  const rows = view.rows.filter(row => row.section === section && row.own)
  const reset = async (): Promise<void> => {
    setBusy(true)
    await settings.reset(section)
    onClose()
  }
  return (
    <Dialog
      title={messages.resetTitle(messages.sections[section])}
      closeLabel={messages.close}
      onClose={onClose}
    >
      <p className={styles['note']}>{messages.resetText(rows.length)}</p>
      <ul className={styles['keys']}>
        {rows.map(({ key, value, defaultValue }) => (
          <li key={key}>
            {messages.became(words.name(key), words.value(key, value), words.value(key, defaultValue))}
          </li>
        ))}
      </ul>
      <div className={styles['actions']}>
        <Button onClick={onClose}>{messages.keep}</Button>
        <Button autoFocus look="primary" disabled={busy} onClick={() => void reset()}>
          {busy ? messages.resetting : messages.resetAction}
        </Button>
      </div>
    </Dialog>
  )
}
