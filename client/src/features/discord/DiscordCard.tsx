import type { ReactNode } from 'react'
import styles from './DiscordCard.module.css'

export interface DiscordCardProps {
  readonly title: string
  readonly text?: string
  /** The primary one last. */
  readonly children: ReactNode
}

/** A question that can wait: in a corner, and gone with one press. */
export function DiscordCard({ title, text, children }: DiscordCardProps) {
  return (
    <section className={styles['card']} aria-label={title} data-corner-card="">
      <h2 className={styles['title']}>{title}</h2>
      {text === undefined ? null : <p className={styles['text']}>{text}</p>}
      <div className={styles['actions']}>{children}</div>
    </section>
  )
}
