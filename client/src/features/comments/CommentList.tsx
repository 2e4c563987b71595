import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useMovingPart } from '../../ui/useMoving.ts'
import { useReasons } from '../control/ControlContext.ts'
import styles from './CommentList.module.css'
import { CommentRow, RemovedRow } from './CommentRow.tsx'
import type { CommentsPanelProps } from './CommentsPanel.tsx'
import type { CommentsModel, CommentsView } from './createComments.ts'
import { useCommentMessages } from './messages/useCommentMessages.ts'
import { refusalText } from './refusalText.ts'

interface CommentListProps extends CommentsPanelProps {
  readonly model: CommentsModel
  readonly view: CommentsView
  readonly onSay: (sentence: string) => void
}

/** By their moments. One stop for Tab, and one for what can be done with that one; arrows go from one to the next. */
export function CommentList({ model, view, room, player, onJump, onSay }: CommentListProps) {
  const messages = useCommentMessages()
  const { seek: reason } = useReasons(player.apart !== null)
  const [reachedId, setReachedId] = useState<string | null>(null)
  const [refusal, setRefusal] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const noteId = useId()
  const { comments, removals, mayRemoveAll, mayPin } = view
  const rows = useMemo(() => inOrder(comments, removals), [comments, removals])
  const nowId = useMovingPart(room.view, ({ positionS }) => currentId(comments, positionS))
  const reachable = rows.find(({ comment }) => comment.id === reachedId) ?? rows[0]

  // Whoever opens the list finds themselves where the video is.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' })
  }, [])

  // Where somebody's focus was, it is again: on the same comment once it is back, else on one beside it.
  const lostId = useRef<string | null>(null)
  const onFocusLost = useCallback((id: string): void => {
    lostId.current = id
  }, [])
  useLayoutEffect(() => {
    if (lostId.current === null) return
    const index = rows.findIndex(({ comment }) => comment.id === lostId.current)
    lostId.current = null
    list.current?.children[Math.max(0, index)]?.querySelector('button')?.focus()
  }, [rows])

  const onRemove = useCallback(
    async (comment: Comment): Promise<void> => {
      setRefusal('')
      const answer = await model.remove(comment.id)
      if (!answer.ok) return setRefusal(refusalText(answer.error, messages))
      onSay(messages.removed)
    },
    [model, messages, onSay],
  )
  const onRestore = useCallback(
    async (comment: Comment): Promise<void> => {
      setRefusal('')
      const answer = await model.restore(comment.id)
      if (!answer.ok)
        setRefusal(
          answer.error.code === 'too_late' ? messages.tooLateToUndo : refusalText(answer.error, messages),
        )
    },
    [model, messages],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const at = reachable ? rows.indexOf(reachable) : 0
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const inside = Math.max(0, Math.min(to, rows.length - 1))
    event.currentTarget.children[inside]?.querySelector('button')?.focus()
  }
  return (
    <div className={styles['content']}>
      <p id={noteId} className={styles['note']}>
        {reason ?? (player.apart === null ? messages.forAll : messages.forYou)}
      </p>
      <p className={styles['refusal']} role="alert">
        {refusal}
      </p>
      <ol
        ref={list}
        className={styles['list']}
        aria-label={messages.list}
        data-arrow-keys=""
        onKeyDown={onKeyDown}
      >
        {rows.map(({ comment, removed }) =>
          removed ? (
            <RemovedRow
              key={comment.id}
              comment={comment}
              reachable={comment === reachable?.comment}
              onReach={setReachedId}
              onRestore={onRestore}
              onFocusLost={onFocusLost}
            />
          ) : (
            <CommentRow
              key={comment.id}
              comment={comment}
              current={comment.id === nowId}
              reachable={comment === reachable?.comment}
              removable={mayRemoveAll || (mayPin && comment.userId === model.selfId())}
              reason={reason}
              noteId={noteId}
              onReach={setReachedId}
              onJump={onJump}
              onRemove={onRemove}
            />
          ),
        )}
      </ol>
    </div>
  )
}

interface Row {
  readonly comment: Comment
  readonly removed: boolean
}

function inOrder(comments: readonly Comment[], removals: CommentsView['removals']): readonly Row[] {
  const shown = comments.map(comment => ({ comment, removed: false }))
  const gone = removals.map(({ comment }) => ({ comment, removed: true }))
  return [...shown, ...gone].sort(
    (one, other) =>
      one.comment.positionS - other.comment.positionS || (one.comment.id < other.comment.id ? -1 : 1),
  )
}

/** The last one whose moment has come. */
function currentId(comments: readonly Comment[], positionS: number): string | null {
  let found: string | null = null
  for (const comment of comments) if (comment.positionS <= positionS) found = comment.id
  return found
}
