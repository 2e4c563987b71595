import { MAX_COMMENT_CHARS } from '@kaltura-discord/shared/room/limits.ts'
import { lengthOf } from '@kaltura-discord/shared/text/plainLine.ts'
import { Minus, Pin, Plus } from 'lucide-react'
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { GrowingField } from '../../ui/GrowingField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useMovingPart } from '../../ui/useMoving.ts'
import { useStore } from '../../ui/useStore.ts'
import styles from './CommentComposer.module.css'
import type { CommentsPanelProps } from './CommentsPanel.tsx'
import { type CommentsModel, EMPTY_DRAFT } from './createComments.ts'
import { useCommentMessages } from './messages/useCommentMessages.ts'
import { refusalText } from './refusalText.ts'

/** One press moves the moment by so much, s. */
const STEP_S = 5
/** From here on people are told how much is left, characters. */
const SHORT_OF = 50

interface CommentComposerProps extends CommentsPanelProps {
  readonly model: CommentsModel
  readonly onSay: (sentence: string) => void
}

/** Says something at the moment at which somebody began to write; the video goes on meanwhile. */
export function CommentComposer({ door, model, room, player, onSay }: CommentComposerProps) {
  const messages = useCommentMessages()
  const format = useFormat()
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useStore(model.draft)
  const asked = useStore(door.asked)
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const fieldId = useId()
  const helpId = useId()
  const playedS = useMovingPart(room.view, ({ positionS }) => Math.floor(positionS))
  const atS = draft.atS ?? playedS
  const left = MAX_COMMENT_CHARS - lengthOf(draft.text.trim())

  useEffect(() => {
    if (!asked) return
    field.current?.focus()
    door.asked.set(false)
  }, [asked, door])

  const momentS = (): number => model.draft.get().atS ?? room.view.get().positionS
  const begin = (): void => model.draft.update(before => ({ ...before, atS: momentS() }))
  const end = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const stays = relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
    if (!stays && model.draft.get().text === '') model.draft.set(EMPTY_DRAFT)
  }
  const move = (byS: number): void => {
    const movedS = Math.min(Math.max(0, momentS() + byS), player.durationS ?? Number.POSITIVE_INFINITY)
    model.draft.update(before => ({ ...before, atS: movedS }))
    field.current?.focus()
  }
  const submit = async (): Promise<void> => {
    if (busy || draft.text.trim() === '') return
    setBusy(true)
    setRefusal('')
    const answer = await model.pin(draft.text, momentS())
    setBusy(false)
    if (!answer.ok) return setRefusal(refusalText(answer.error, messages))
    model.draft.set(EMPTY_DRAFT)
    onSay(messages.pinned(format.clock(atS)))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') field.current?.blur()
    else if (event.key === 'Enter') void submit()
    else return
    event.preventDefault()
  }
  const time = format.clock(atS)
  return (
    <form
      className={styles['form']}
      onBlur={end}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className={styles['moment']}>
        <label className={styles['label']} htmlFor={fieldId}>
          {messages.say(time)}
        </label>
        <IconButton
          label={messages.earlier}
          icon={<Minus size={18} />}
          disabled={atS <= 0}
          onMouseDown={keepFocus}
          onClick={() => move(-STEP_S)}
        />
        <IconButton
          label={messages.later}
          icon={<Plus size={18} />}
          tip="aboveEnd"
          disabled={player.durationS !== null && atS >= player.durationS}
          onMouseDown={keepFocus}
          onClick={() => move(STEP_S)}
        />
      </div>
      <div className={styles['line']}>
        <GrowingField
          ref={field}
          id={fieldId}
          dir="auto"
          value={draft.text}
          // What was written meanwhile would go with what is sent.
          readOnly={busy}
          enterKeyHint="send"
          aria-keyshortcuts="p"
          aria-invalid={refusal !== '' || left < 0}
          aria-describedby={helpId}
          onFocus={begin}
          onChange={event => {
            model.draft.set({ text: event.currentTarget.value, atS: momentS() })
            setRefusal('')
          }}
          onKeyDown={onKeyDown}
        />
        <Button
          type="submit"
          icon={<Pin size={17} />}
          disabled={busy || draft.text.trim() === '' || left < 0}
        >
          {busy ? messages.sending : messages.send}
        </Button>
      </div>
      <p id={helpId} className={styles['help']} role={refusal === '' ? undefined : 'alert'}>
        {refusal === '' ? (left < SHORT_OF ? messages.left(left) : '') : refusal}
      </p>
    </form>
  )
}

/** A press on what moves the moment takes nobody out of the field. */
const keepFocus = (event: MouseEvent): void => event.preventDefault()
