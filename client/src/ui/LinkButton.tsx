import type { ReactNode } from 'react'
import styles from './Button.module.css'

export interface LinkButtonProps {
  readonly href: string
  readonly look?: 'primary' | 'quiet'
  readonly icon?: ReactNode
  readonly newTab?: boolean
  readonly children: ReactNode
}

/** Leads to another page and looks like a button. */
export function LinkButton({ href, look = 'quiet', icon, newTab = false, children }: LinkButtonProps) {
  return (
    <a
      href={href}
      rel="noreferrer"
      {...(newTab ? { target: '_blank' } : {})}
      className={`${styles['button']} ${styles['link']} ${styles[look]}`}
    >
      {icon}
      <span>{children}</span>
    </a>
  )
}
