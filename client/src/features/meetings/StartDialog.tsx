import { MAX_TITLE_LENGTH } from '@kaltura-discord/shared/meetings/limits.ts'
import { type MeetingType, MeetingTypeSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioChips } from '../../ui/RadioChips.tsx'
import type { Meetings } from './createMeetings.ts'
import styles from './MeetingDialog.module.css'
import { useMeetingMessages } from './messages/useMeetingMessages.ts'
import { refusalText } from './refusalText.ts'

/** A meeting that begins now. Planning one is for the command, which reads times as people write them. */
export function StartDialog({
  meetings,
  onClose,
}: {
  readonly meetings: Meetings
  readonly onClose: () => void
}) {
  const messages = useMeetingMessages()
  const [title, setTitle] = useState('')
  const [type, setType] = useState<MeetingType>('meeting')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy || title.trim() === '') return
    setBusy(true)
    setRefusal('')
    const answer = await meetings.start({ type, title: title.trim() })
    setBusy(false)
    if (answer.ok) onClose()
    else setRefusal(refusalText(answer.error, messages))
  }
  return (
    <Dialog title={messages.startTitle} closeLabel={messages.close} onClose={onClose}>
      <form className={styles['form']} onSubmit={event => void start(event)}>
        <p className={styles['text']}>{messages.startText}</p>
        <label className={styles['field']}>
          {messages.titleField}
          <input
            autoFocus
            className={styles['input']}
            value={title}
            maxLength={MAX_TITLE_LENGTH}
            required
            autoComplete="off"
            onChange={event => setTitle(event.currentTarget.value)}
          />
        </label>
        <RadioChips
          name="type"
          legend={messages.typeField}
          options={MeetingTypeSchema.options.map(value => ({ value, label: messages.types[value] }))}
          value={type}
          onChange={setType}
        />
        <p className={styles['refusal']} role="status">
          {refusal}
        </p>
        <div className={styles['actions']}>
          <Button look="primary" type="submit" disabled={busy || title.trim() === ''}>
            {busy ? messages.starting : messages.startAction}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
