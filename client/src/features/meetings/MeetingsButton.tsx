import { CalendarClock } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { MeetingsDoor } from './createMeetingsDoor.ts'
import styles from './MeetingsButton.module.css'

/** The way to the meetings, with how many are live. */
export function MeetingsButton({
  door,
  onOpen,
}: {
  readonly door: MeetingsDoor
  readonly onOpen: () => void
}) {
  const { meetings } = useMessages()
  const live = useStore(door.liveCount)
  return (
    <IconButton
      label={live > 0 ? meetings.live(live) : meetings.title}
      icon={
        <span className={styles['icon']}>
          <CalendarClock size={22} />
          {/* Drawn by the style: text in the button would have to be said in its name as it stands. */}
          {live > 0 ? <span className={styles['count']} data-count={live} /> : null}
        </span>
      }
      tip="belowEnd"
      onClick={onOpen}
    />
  )
}
