import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './IconButton.module.css'

export interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'aria-label' | 'children'> {
  /** Its name, and its tooltip. */
  readonly label: string
  readonly icon: ReactNode
  /** Shown in the tooltip: `k`. */
  readonly shortcut?: string
  /** Where the tooltip stands; beside the screen's edge it would be cut off. */
  readonly tip?: 'above' | 'aboveStart' | 'aboveEnd' | 'below' | 'belowStart' | 'belowEnd' | 'none'
  /** On now, as with captions. */
  readonly active?: boolean
  /** Why it does nothing now: the tooltip says so, and a press is still heard, to be answered. */
  readonly reason?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that is only a picture, and yet has a name for everyone. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, tip = 'above', active = false, reason, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={styles['button']}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      aria-disabled={reason === undefined ? undefined : true}
      aria-description={reason}
      data-active={active || undefined}
    >
      {icon}
      {tip === 'none' ? null : (
        <span className={`${styles['tip']} ${styles[tip]}`} data-reason={reason} aria-hidden="true">
          {label}
          {shortcut && reason === undefined ? <kbd className={styles['key']} data-key={shortcut} /> : null}
        </span>
      )}
    </button>
  )
}
