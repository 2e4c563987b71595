import { Face } from '../../ui/Face.tsx'
import { useStore } from '../../ui/useStore.ts'
import styles from './CommentFloat.module.css'
import type { Passing } from './createPassing.ts'
import { useCommentMessages } from './messages/useCommentMessages.ts'

/** What is said at this moment, quietly at the side; those who listen hear it where it isn't one of many. */
export function CommentFloat({ passing }: { readonly passing: Passing }) {
  const messages = useCommentMessages()
  const current = useStore(passing.current)
  const spoken = useStore(passing.spoken)
  return (
    <>
      <ul className={styles['float']} aria-hidden="true" data-comment-float="">
        {current.map(({ id, displayName, avatarUrl, text }) => (
          <li key={id} className={styles['comment']}>
            <Face name={displayName} avatarUrl={avatarUrl} size={24} />
            <span className={styles['words']}>
              <bdi className={styles['name']}>{displayName || messages.nobody}</bdi>{' '}
              <bdi className={styles['text']}>{text}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <p className="visuallyHidden" role="status">
        {spoken === null ? '' : messages.spoken(spoken.displayName || messages.nobody, spoken.text)}
      </p>
    </>
  )
}
