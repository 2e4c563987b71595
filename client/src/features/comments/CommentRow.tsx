import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import { Trash2, Undo2 } from 'lucide-react'
import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Face } from '../../ui/Face.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from './CommentList.module.css'
import { useCommentMessages } from './messages/useCommentMessages.ts'

interface CommentRowProps {
  readonly comment: Comment
  /** The last one whose moment has come. */
  readonly current: boolean
  /** The one that Tab leads to. */
  readonly reachable: boolean
  readonly removable: boolean
  /** Why this viewer can't jump; undefined where they can. */
  readonly reason: string | undefined
  readonly noteId: string
  readonly onReach: (id: string) => void
  readonly onJump: (atS: number) => void
  readonly onRemove: (comment: Comment) => Promise<void>
}

/** One of possibly a thousand: it is drawn anew only when something of it has changed. */
export const CommentRow = memo(function CommentRow(props: CommentRowProps) {
  const { comment, current, reachable, removable, reason, noteId } = props
  const { id, displayName, avatarUrl, positionS, text } = comment
  const messages = useCommentMessages()
  const format = useFormat()
  const name = displayName || messages.nobody
  return (
    <li className={styles['row']}>
      <button
        type="button"
        className={styles['comment']}
        tabIndex={reachable ? 0 : -1}
        aria-describedby={noteId}
        aria-disabled={reason !== undefined || undefined}
        aria-current={current ? 'time' : undefined}
        onFocus={() => props.onReach(id)}
        // The room answers why not.
        onClick={() => props.onJump(positionS)}
      >
        <Face name={name} avatarUrl={avatarUrl} size={28} />
        <span className={styles['what']}>
          <span className={styles['who']}>
            <bdi className={styles['name']}>{name}</bdi>{' '}
            <span className={styles['time']}>{format.clock(positionS)}</span>
          </span>{' '}
          <bdi className={styles['text']}>{text}</bdi>
        </span>
      </button>
      {removable ? (
        <span className={styles['remove']}>
          <IconButton
            label={messages.remove(name, format.clock(positionS))}
            icon={<Trash2 size={18} />}
            tip="none"
            tabIndex={reachable ? 0 : -1}
            onFocus={() => props.onReach(id)}
            onClick={() => void props.onRemove(comment)}
          />
        </span>
      ) : null}
    </li>
  )
})

interface RemovedRowProps {
  readonly comment: Comment
  readonly reachable: boolean
  readonly onReach: (id: string) => void
  readonly onRestore: (comment: Comment) => Promise<void>
  /** It goes, and had the focus. */
  readonly onFocusLost: (id: string) => void
}

/** Where one has just been removed: the way to bring it back takes the focus that would be lost with it. */
export function RemovedRow({ comment, reachable, onReach, onRestore, onFocusLost }: RemovedRowProps) {
  const messages = useCommentMessages()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) button.current?.focus()
  }, [])
  useLayoutEffect(() => {
    const element = button.current
    return () => {
      if (element !== null && document.activeElement === element) onFocusLost(comment.id)
    }
  }, [comment.id, onFocusLost])
  return (
    <li className={styles['row']}>
      <p className={styles['removed']}>{messages.removed}</p>
      <button
        ref={button}
        type="button"
        className={styles['undo']}
        tabIndex={reachable ? 0 : -1}
        onFocus={() => onReach(comment.id)}
        onClick={() => void onRestore(comment)}
      >
        <Undo2 size={17} />
        <span>{messages.undo}</span>
      </button>
    </li>
  )
}
