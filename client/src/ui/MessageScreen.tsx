import type { ReactNode } from 'react'
import { Mark } from './Mark.tsx'
import styles from './MessageScreen.module.css'

export interface MessageScreenProps {
  readonly title: string
  readonly children: ReactNode
}

/** One thing said in the middle, and one thing to do. */
export function MessageScreen({ title, children }: MessageScreenProps) {
  return (
    <main className={styles['screen']}>
      <div className={styles['content']}>
        <Mark size={52} />
        <h1 className={styles['title']}>{title}</h1>
        {children}
      </div>
    </main>
  )
}
