import type { JoinView } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { ArrowLeft, GraduationCap, Presentation, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import type { DeviceCheck } from './devices/createDeviceCheck.ts'
import { DevicePanel } from './devices/DevicePanel.tsx'
import { useJoinMessages } from './messages/JoinTextContext.ts'
import styles from './ReadyScreen.module.css'

export interface ReadyScreenProps {
  readonly meeting: JoinView
  readonly devices: DeviceCheck
  readonly busy: boolean
  readonly onJoin: () => void
  readonly onBack?: (() => void) | undefined
}

const ICONS: Readonly<Record<JoinView['type'], ReactNode>> = {
  webinar: <Presentation size={16} />,
  meeting: <Users size={16} />,
  classroom: <GraduationCap size={16} />,
}

/** What they are about to join, and whether they can be seen and heard there. */
export function ReadyScreen({ meeting, devices, busy, onJoin, onBack }: ReadyScreenProps) {
  const { ready, product, back } = useJoinMessages()
  const opens = meeting.isHost && meeting.status === 'scheduled'
  return (
    <main className={styles['screen']}>
      <div className={styles['content']}>
        {onBack ? (
          <div className={styles['back']}>
            <Button icon={<ArrowLeft size={18} />} onClick={onBack}>
              {back}
            </Button>
          </div>
        ) : (
          <p className={styles['brand']}>
            <Mark size={24} />
            {product}
          </p>
        )}
        <About meeting={meeting} />
        <DevicePanel devices={devices} />
        <div className={styles['action']}>
          <Button
            look="primary"
            icon={busy ? <Spinner size="small" /> : null}
            disabled={busy}
            onClick={onJoin}
          >
            {busy ? ready.joining : opens ? ready.open : ready.join}
          </Button>
          {meeting.isWaiting ? <p className={styles['hint']}>{ready.mayWait(meeting.ownerName)}</p> : null}
        </div>
      </div>
    </main>
  )
}

function About({ meeting }: { readonly meeting: JoinView }) {
  const { ready, types } = useJoinMessages()
  const { type, title, isHost, isOwner, ownerName, displayName, startsAt, status } = meeting
  // A moderator goes in as a host, too.
  return (
    <header className={styles['about']}>
      <p className={styles['type']}>
        {ICONS[type]}
        {types[type]}
      </p>
      <h1 className={styles['title']}>{title}</h1>
      <p>{isOwner ? ready.yours : ready.invites(ownerName)}</p>
      {startsAt !== null && status === 'scheduled' ? <p>{ready.planned(startsAt)}</p> : null}
      <p>
        {ready.you(displayName)}
        {isHost ? <span className={styles['host']}>{ready.host}</span> : null}
      </p>
    </header>
  )
}
