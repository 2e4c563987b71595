import { UserPlus, X } from 'lucide-react'
import type { Participant } from '../../host/host.ts'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Face } from '../../ui/Face.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { type FaceInfo, ringOf } from './facesOf.ts'
import styles from './PeoplePanel.module.css'
import { stateText } from './stateText.ts'

export interface PeoplePanelProps {
  readonly faces: readonly FaceInfo[]
  readonly comingIn: readonly Participant[]
  readonly onInvite: () => void
  /** Null where the panel can't be closed. */
  readonly onClose: (() => void) | null
}

export function PeoplePanel({ faces, comingIn, onInvite, onClose }: PeoplePanelProps) {
  const messages = useMessages()
  const { people, room } = messages
  const alone = faces.length <= 1 && comingIn.length === 0
  return (
    <section className={styles['panel']} aria-label={people.title}>
      <header className={styles['header']}>
        <h2 className={styles['title']}>
          {people.title} <span className={styles['count']}>{faces.length}</span>
        </h2>
        {onClose ? (
          <IconButton label={room.hidePeople} icon={<X size={20} />} tip="belowEnd" onClick={onClose} />
        ) : null}
      </header>
      <ul className={styles['list']}>
        {faces.map(face => (
          <li key={face.id} className={styles['person']}>
            <Face name={face.name} avatarUrl={face.avatarUrl} state={ringOf(face)} size={36} />
            <span className={styles['who']}>
              <span className={styles['name']}>
                {face.name}
                {face.isSelf ? <span className={styles['you']}>{people.you}</span> : null}
              </span>
              <span className={styles['state']} data-ring={ringOf(face)}>
                {stateText(face, messages)}
              </span>
            </span>
          </li>
        ))}
        {comingIn.map(participant => (
          <li key={participant.id} className={styles['person']}>
            <Face name={participant.displayName} avatarUrl={null} state="dimmed" size={36} />
            <span className={styles['who']}>
              <span className={styles['name']}>{participant.displayName}</span>
              <span className={styles['state']}>{people.comingIn}</span>
            </span>
          </li>
        ))}
      </ul>
      <footer className={styles['footer']}>
        {alone ? <p className={styles['alone']}>{people.alone}</p> : null}
        <Button icon={<UserPlus size={18} />} onClick={onInvite}>
          {people.invite}
        </Button>
      </footer>
    </section>
  )
}
