import type { MeetingAnswer } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Meetings } from './createMeetings.ts'
import styles from './MeetingDialog.module.css'
import { useMeetingMessages } from './messages/useMeetingMessages.ts'
import { refusalText } from './refusalText.ts'

export interface EndDialogProps {
  readonly meetings: Meetings
  readonly meeting: MeetingAnswer
  readonly onClose: () => void
}

/** Ending is for everyone and for good: asked once more, and said what it does and what it doesn't. */
export function EndDialog({ meetings, meeting, onClose }: EndDialogProps) {
  const messages = useMeetingMessages()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const planned = meeting.status === 'scheduled'
  const end = async (): Promise<void> => {
    setBusy(true)
    const answer = await meetings.end(meeting.id)
    setBusy(false)
    if (answer.ok) onClose()
    else setRefusal(refusalText(answer.error, messages))
  }
  return (
    <Dialog
      title={planned ? messages.callOffTitle(meeting.title) : messages.endTitle(meeting.title)}
      closeLabel={messages.close}
      onClose={onClose}
    >
      <p className={styles['text']}>{planned ? messages.callOffText : messages.endText}</p>
      <p className={styles['refusal']} role="status">
        {refusal}
      </p>
      <div className={styles['actions']}>
        <Button onClick={onClose}>{messages.keep}</Button>
        <Button autoFocus look="primary" disabled={busy} onClick={() => void end()}>
          {busy ? messages.ending : planned ? messages.callOffAction : messages.endAction}
        </Button>
      </div>
    </Dialog>
  )
}
