import { UserPlus } from 'lucide-react'
import type { Participant } from '../../host/host.ts'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Face } from '../../ui/Face.tsx'
import { ControlSection } from '../control/ControlSection.tsx'
import { PersonActions } from '../control/PersonActions.tsx'
import type { DiscordDoor } from '../discord/createDiscordDoor.ts'
import { PresenceRow } from '../discord/PresenceRow.tsx'
import { GuestInvite } from '../guests/GuestInvite.tsx'
import { type FaceInfo, ringOf } from './facesOf.ts'
import styles from './PeoplePanel.module.css'
import { stateText } from './stateText.ts'

export interface PeoplePanelProps {
  readonly faces: readonly FaceInfo[]
  readonly comingIn: readonly Participant[]
  readonly onInvite: () => void
  /** Null outside Discord. */
  readonly discord: DiscordDoor | null
}

export function PeoplePanel({ faces, comingIn, onInvite, discord }: PeoplePanelProps) {
  const messages = useMessages()
  const { people } = messages
  const alone = faces.length <= 1 && comingIn.length === 0
  return (
    <>
      <ControlSection />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where more people are here than fit, keys scroll it */}
      <ul className={styles['list']} tabIndex={0} aria-label={people.title}>
        {faces.map(face => (
          <li key={face.id} className={styles['person']}>
            <Face name={face.name} avatarUrl={face.avatarUrl} state={ringOf(face)} size={36} />
            <span className={styles['who']}>
              <span className={styles['name']}>
                {face.name}
                {face.isSelf ? <span className={styles['you']}>{people.you}</span> : null}
                {face.isGuest ? <span className={styles['you']}>{people.guest}</span> : null}
              </span>
              <span className={styles['state']} data-ring={ringOf(face)}>
                {stateText(face, messages)}
              </span>
            </span>
            {alone ? null : <PersonActions {...face} />}
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
        {discord === null ? null : <PresenceRow door={discord} />}
        <GuestInvite />
      </footer>
    </>
  )
}
