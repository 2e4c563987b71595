import { Lock, SlidersHorizontal, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useControl, useControlView } from './ControlContext.ts'
import { ControlDialog } from './ControlDialog.tsx'
import styles from './ControlSection.module.css'
import { useControlMessages } from './messages/useControlMessages.ts'

/** Above the people: who controls, the way to change it, and the way back for whoever has handed it over. */
export function ControlSection() {
  const control = useControl()
  const { mode, locked, hostName, takeBackUntilMs } = useControlView()
  const messages = useControlMessages()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles['section']}>
      <button
        type="button"
        className={styles['who']}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {locked ? <Lock size={18} /> : <SlidersHorizontal size={18} />}
        <span className={styles['label']}>{messages.who}</span>
        <span className={styles['mode']}>{locked ? messages.locked : messages.modes[mode]}</span>
      </button>
      {takeBackUntilMs === null ? null : (
        <div className={styles['lent']}>
          <p className={styles['lentText']}>{messages.takeBackText(hostName)}</p>
          <Button icon={<Undo2 size={18} />} onClick={control.takeBack}>
            {messages.takeBack}
          </Button>
        </div>
      )}
      {open ? <ControlDialog onClose={() => setOpen(false)} /> : null}
    </div>
  )
}
