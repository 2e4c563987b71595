import { MAX_ADDED, MAX_QUEUE } from '@kaltura-discord/shared/room/limits.ts'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { useControlView } from '../control/ControlContext.ts'
import { useControlMessages } from '../control/messages/useControlMessages.ts'
import type { QueueModel } from './createQueueModel.ts'
import { entryIdsIn } from './entryIdsIn.ts'
import type { QueueMessages } from './messages/en.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import styles from './PasteField.module.css'

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
    const pasted = entryIdsIn(text)
    if (!pasted.ok) return setRefusal(messages.rubbish(pasted.line, text.trim().split('\n').length))
    const { entryIds } = pasted
    if (entryIds.length > MAX_ADDED) return setRefusal(messages.tooMany(entryIds.length, MAX_ADDED))
    setBusy(true)
    setRefusal('')
    const ack = await queue.add(entryIds, 'last')
    setBusy(false)
    if (ack.ok) {
      setText('')
      return onSay((suggests ? words.suggestedMany : messages.addedMany)(entryIds.length))
    }
    const left = MAX_QUEUE - queue.view.get().items.length
    setRefusal(refusalOf(ack.error, { entryIds, left, messages }) ?? room.commandFailed.other)
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
        <textarea
          id={fieldId}
          className={styles['field']}
          rows={1}
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
      <p id={refusalId} className={styles['refusal']} role="alert">
        {refusal}
      </p>
    </form>
  )
}

interface Refused {
  readonly entryIds: readonly string[]
  /** What there is still room for. */
  readonly left: number
  readonly messages: QueueMessages
}

function refusalOf(
  { code, field }: { readonly code: string; readonly field?: string | undefined },
  { entryIds, left, messages }: Refused,
): string | null {
  if (code === 'queue_full') return messages.full(left)
  if (code === 'video_not_ready') return messages.notReady
  if (code === 'kaltura_unavailable' || code === 'unavailable') return messages.unavailable
  if (code !== 'video_not_found') return null
  // `command.entryIds.3`: which of them it is.
  const index = /\d+$/.exec(field ?? '')?.[0]
  const entryId = index === undefined ? entryIds.length === 1 && entryIds[0] : entryIds[Number(index)]
  return messages.notFound(entryId || null)
}
