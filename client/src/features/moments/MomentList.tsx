import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import styles from './MomentList.module.css'

/** A moment that people can go to. */
export interface Moment {
  readonly atS: number
  readonly shown: ReactNode
  /** What is on now. */
  readonly current: boolean
}

export interface MomentListProps {
  readonly label: string
  readonly moments: readonly Moment[]
  /** Why this viewer can't jump, who sees them all the same; undefined where they can. */
  readonly reason: string | undefined
  /** Says what a press does, or why it does nothing. */
  readonly noteId: string
  readonly ref: Ref<HTMLOListElement>
  readonly onJump: (atS: number) => void
  /** Up from the first one. */
  readonly onUp: () => void
}

/** Moments by time. One stop for Tab; arrows go from one to the next. */
export function MomentList({ label, moments, reason, noteId, ref, onJump, onUp }: MomentListProps) {
  const format = useFormat()
  const [reached, setReached] = useState(0)
  const reachable = Math.min(reached, moments.length - 1)

  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const to = { ArrowUp: reachable - 1, ArrowDown: reachable + 1, Home: 0, End: moments.length - 1 }[
      event.key
    ]
    if (to === undefined) return
    event.preventDefault()
    if (to < 0) return onUp()
    event.currentTarget.querySelectorAll('button')[Math.min(to, moments.length - 1)]?.focus()
  }
  return (
    <ol ref={ref} className={styles['list']} aria-label={label} data-arrow-keys="" onKeyDown={onKeyDown}>
      {moments.map(({ atS, shown, current }, index) => (
        <li key={index}>
          <button
            type="button"
            className={styles['moment']}
            tabIndex={index === reachable ? 0 : -1}
            aria-describedby={noteId}
            aria-disabled={reason !== undefined || undefined}
            aria-current={current ? 'time' : undefined}
            onFocus={() => setReached(index)}
            // The room answers why not.
            onClick={() => onJump(atS)}
          >
            <span className={styles['time']}>{format.clock(atS)}</span>
            <span className={styles['what']}>{shown}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
