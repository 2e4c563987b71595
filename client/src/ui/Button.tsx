import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './Button.module.css'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** One primary action a screen. `overVideo` is quiet, and readable on any picture. */
  readonly look?: 'primary' | 'quiet' | 'overVideo'
  readonly icon?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'quiet', icon, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`${styles['button']} ${styles[look]}`}>
      {icon}
      <span>{children}</span>
    </button>
  )
}
