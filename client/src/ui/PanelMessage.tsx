import type { ReactNode } from 'react'
import styles from './PanelMessage.module.css'
import { Spinner } from './Spinner.tsx'

export interface PanelMessageProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: string | undefined
  /** A way on. */
  readonly children?: ReactNode
}

/** What a panel says that has nothing to show. */
export function PanelMessage({ icon, title, text, children }: PanelMessageProps) {
  return (
    <div className={styles['message']}>
      {icon}
      <h2 className={styles['title']}>{title}</h2>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </div>
  )
}

/** In place of what a panel will show. */
export function PanelWaiting({ label }: { readonly label: string }) {
  return (
    <div className={styles['message']} role="status">
      <Spinner size="large" />
      <span className="visuallyHidden">{label}</span>
    </div>
  )
}
