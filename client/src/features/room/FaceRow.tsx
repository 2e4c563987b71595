import { Crown } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { Face } from '../../ui/Face.tsx'
import styles from './FaceRow.module.css'
import { type FaceInfo, foldFaces, ringOf } from './facesOf.ts'
import { stateText } from './stateText.ts'

export interface FaceRowProps {
  readonly faces: readonly FaceInfo[]
  /** How many there is room for. */
  readonly room?: number
}

/** Who is here, at a glance. Nobody who is in step is remarked on. */
export function FaceRow({ faces, room = 5 }: FaceRowProps) {
  const messages = useMessages()
  const { shown, more } = foldFaces(faces, room)
  return (
    <ul className={styles['row']} aria-label={messages.people.count(faces.length)}>
      {shown.map(face => {
        const text = messages.people.faceLabel(
          face.isSelf ? messages.people.you : face.name,
          face.isHost && faces.length > 1
            ? `${messages.control.host}, ${stateText(face, messages)}`
            : stateText(face, messages),
        )
        return (
          <li key={face.id} className={styles['face']}>
            <Face name={face.name} avatarUrl={face.avatarUrl} state={ringOf(face)} size={30} />
            {face.isHost && faces.length > 1 ? <Crown className={styles['host']} size={13} /> : null}
            <span className={styles['tip']}>{text}</span>
          </li>
        )
      })}
      {more > 0 ? (
        <li className={styles['more']}>
          <span aria-hidden="true">{messages.people.more(more)}</span>
          <span className="visuallyHidden">{messages.people.moreLabel(more)}</span>
        </li>
      ) : null}
    </ul>
  )
}
