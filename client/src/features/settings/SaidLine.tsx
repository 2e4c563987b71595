import { Button } from '../../ui/Button.tsx'
import { useSettings } from './SettingsContext.ts'
import styles from './SettingsPanel.module.css'

/** What has just happened, said once, and for a while the way back. */
export function SaidLine() {
  const { settings, view, messages, words } = useSettings()
  const { said, canUndo } = view
  const undo = (): void => {
    const row = said !== null && 'key' in said ? document.getElementById(`setting:${said.key}`) : null
    // The button goes away: whoever pressed it by keyboard goes on where the change was.
    row?.querySelector<HTMLElement>('[data-control]')?.focus()
    void settings.undo()
  }
  return (
    <div className={styles['saidLine']} data-empty={said === null || undefined}>
      <p className={styles['said']} role="status">
        {/* Anew each time, so that the same words are said again. */}
        {said === null ? null : <span key={said.id}>{words.said(said)}</span>}
      </p>
      {canUndo ? <Button onClick={undo}>{messages.undo}</Button> : null}
    </div>
  )
}
