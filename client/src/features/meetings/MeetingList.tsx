import type { MeetingAnswer } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { CalendarClock, Plus, WifiOff } from 'lucide-react'
import type { HostResult } from '../../host/host.ts'
import { createStore } from '../../sync/store.ts'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { Meetings, MeetingsView } from './createMeetings.ts'
import { MeetingCard } from './MeetingCard.tsx'
import styles from './MeetingList.module.css'
import { useMeetingMessages } from './messages/useMeetingMessages.ts'

export interface MeetingListProps {
  /** Null until that part has been loaded. */
  readonly meetings: Meetings | null
  /** Whether rooms can be shown right here. */
  readonly embeds: boolean
  readonly onOpenLink: (url: string) => Promise<HostResult<void>>
  readonly onEmbed: (joinUrl: string) => void
  readonly onEnd: (meeting: MeetingAnswer) => void
  readonly onStart: () => void
  readonly onWatch: (entryId: string) => void
}

const NOT_YET = createStore<MeetingsView>({ phase: 'loading', meetings: [], error: null })

/** The live ones, those to come, and what has just been. */
export function MeetingList(props: MeetingListProps) {
  const { meetings } = props
  const messages = useMeetingMessages()
  const view = useStore(meetings?.view ?? NOT_YET)
  const known = view.meetings.length > 0
  return (
    <div className={styles['list']}>
      {view.phase === 'failed' && known ? (
        <p className={styles['stale']} role="status">
          {messages.stale}
        </p>
      ) : null}
      {known && meetings ? (
        <ul className={styles['cards']}>
          {view.meetings.map(meeting => (
            <MeetingCard key={meeting.id} {...props} meetings={meetings} meeting={meeting} />
          ))}
        </ul>
      ) : (
        <Instead phase={view.phase} onRetry={() => meetings?.load()} />
      )}
      <div className={styles['foot']}>
        <Button icon={<Plus size={18} />} onClick={props.onStart} disabled={meetings === null}>
          {messages.start}
        </Button>
      </div>
    </div>
  )
}

function Instead({
  phase,
  onRetry,
}: {
  readonly phase: MeetingsView['phase']
  readonly onRetry: () => void
}) {
  const messages = useMeetingMessages()
  switch (phase) {
    case 'loading':
      return (
        <div className={styles['instead']} role="status">
          <Spinner />
          <p>{messages.loading}</p>
        </div>
      )
    case 'failed':
      return (
        <div className={styles['instead']}>
          <WifiOff size={28} />
          <h3 className={styles['insteadTitle']}>{messages.failed}</h3>
          <p>{messages.failedText}</p>
          <Button look="primary" onClick={onRetry}>
            {messages.tryAgain}
          </Button>
        </div>
      )
    case 'ready':
      return (
        <div className={styles['instead']}>
          <CalendarClock size={28} />
          <h3 className={styles['insteadTitle']}>{messages.empty}</h3>
          <p>{messages.emptyText}</p>
        </div>
      )
  }
}
