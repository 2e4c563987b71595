import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './Button.module.css'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** One primary action a screen. `overVideo` is quiet, and readable on any picture. */
  readonly look?: 'primary' | 'quiet' | 'overVideo'
  readonly icon?: ReactNode
  /** Why it does nothing now; a press is still heard, to be answered. */
  readonly reason?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'quiet', icon, reason, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={reason === undefined ? undefined : true}
      aria-description={reason}
      title={reason}
      className={`${styles['button']} ${styles[look]}`}
    >
      {icon}
      <span>{children}</span>
    </button>
  )
}
