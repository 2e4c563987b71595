import { Plus } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { GrowingField } from '../../ui/GrowingField.tsx'
import { useControlView } from '../control/ControlContext.ts'
import { useControlMessages } from '../control/messages/useControlMessages.ts'
import { addPasted } from './addPasted.ts'
import type { QueueModel } from './createQueueModel.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import styles from './PasteField.module.css'
import { UnderWayLine } from './UnderWayLine.tsx'
import { runUnderWay } from './underWay.ts'

export interface PasteFieldProps {
  readonly queue: QueueModel
  readonly onSay: (sentence: string) => void
}

/** Links and ids from elsewhere, one or a whole list of them. What can't be added stays, with a sentence. */
export function PasteField({ queue, onSay }: PasteFieldProps) {
  const messages = useQueueMessages()
  const { room } = useMessages()
  const words = useControlMessages()
  const suggests = useControlView().offer !== 'watch'
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const fieldId = useId()
  const refusalId = useId()

  const submit = async (): Promise<void> => {
    if (busy || text.trim() === '') return
    setBusy(true)
    setRefusal('')
    const outcome = await runUnderWay(queue.underWay, (signal, onProgress) =>
      addPasted({ ...queue, signal, onProgress }, text, {
        messages,
        added: suggests ? words.suggestedMany : messages.addedMany,
        other: room.commandFailed.other,
      }),
    )
    setBusy(false)
    if (!outcome.ok) return setRefusal(outcome.sentence)
    setText('')
    onSay(outcome.sentence)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void submit()
  }

  return (
    <form
      className={styles['form']}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <label className="visuallyHidden" htmlFor={fieldId}>
        {messages.paste}
      </label>
      <div className={styles['line']}>
        <GrowingField
          id={fieldId}
          value={text}
          placeholder={messages.pasteShort}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={refusal !== ''}
          aria-describedby={refusalId}
          onChange={event => {
            setText(event.target.value)
            setRefusal('')
          }}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" icon={<Plus size={18} />} disabled={busy || text.trim() === ''}>
          {suggests ? (busy ? words.suggesting : words.suggest) : busy ? messages.adding : messages.add}
        </Button>
      </div>
      <UnderWayLine underWay={queue.underWay} />
      <p id={refusalId} className={styles['refusal']} role="alert">
        {refusal}
      </p>
    </form>
  )
}
