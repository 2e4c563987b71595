import type { JoinView } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { Button } from '../ui/Button.tsx'
import { MessageScreen } from '../ui/MessageScreen.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { useJoinMessages } from './messages/JoinTextContext.ts'
import styles from './screens.module.css'

export interface WaitingScreenProps {
  readonly meeting: JoinView
  /** For its time, and not for its host. */
  readonly forTime: boolean
  readonly unheard: boolean
  readonly onStop: () => void
}

export function WaitingScreen({ meeting, forTime, unheard, onStop }: WaitingScreenProps) {
  const { waiting, notOpen } = useJoinMessages()
  const { startsAt, ownerName, isHost } = meeting
  const byTime = startsAt === null ? notOpen.titleUnknown : notOpen.title(startsAt)
  const text = forTime && isHost ? notOpen.hostText : waiting.text
  return (
    <MessageScreen title={forTime ? byTime : waiting.title(ownerName)}>
      <p className={styles['name']}>{meeting.title}</p>
      <p>{text}</p>
      <Spinner />
      <p role="status" className={styles['unheard']}>
        {unheard ? waiting.unheard : ''}
      </p>
      <Button onClick={onStop}>{waiting.stop}</Button>
    </MessageScreen>
  )
}
