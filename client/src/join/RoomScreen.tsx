import { LogOut } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { useJoinMessages } from './messages/JoinTextContext.ts'
import styles from './RoomScreen.module.css'
import { roomFrame } from './roomFrame.ts'

export interface RoomScreenProps {
  readonly title: string
  readonly launchUrl: string
  readonly closed: boolean
  readonly onLeave: () => void
}

/** Kaltura's room, and a slim bar with the way back. */
export function RoomScreen({ title, launchUrl, closed, onLeave }: RoomScreenProps) {
  const { inside } = useJoinMessages()
  return (
    <main className={styles['screen']}>
      <header className={styles['bar']}>
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['closed']} role="status">
          {closed ? inside.closed : ''}
        </p>
        <Button icon={<LogOut size={18} />} onClick={onLeave}>
          {inside.leave}
        </Button>
      </header>
      <iframe
        className={styles['room']}
        data-arrival
        title={inside.room(title)}
        src={launchUrl}
        {...roomFrame(launchUrl)}
      />
    </main>
  )
}
