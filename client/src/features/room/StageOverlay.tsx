import { Pause, RotateCcw, SkipForward, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Face } from '../../ui/Face.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useControlView, useReasons } from '../control/ControlContext.ts'
import type { FaceInfo } from './facesOf.ts'
import styles from './StageOverlay.module.css'
import type { Scene } from './scene.ts'
import { sceneText } from './sceneText.ts'

export interface StageOverlayProps {
  readonly scene: Scene
  /** Of this viewer alone: the room is elsewhere. */
  readonly apart: boolean
  readonly faces: readonly FaceInfo[]
  /** In a little window: the words alone, on one line. */
  readonly little: boolean
  readonly onContinueWithout: (waitId: string) => void
  readonly onWatchAgain: () => void
  /** Null for whom there is nothing to choose from. */
  readonly onChooseAnother: (() => void) | null
  readonly onRetry: () => void
  /** What comes by itself; null while nothing does. */
  readonly upNext: ReactNode
  /** Puts on the next one of the queue; null where there is none. */
  readonly onNext: (() => void) | null
}

/** What stands in the middle of the video while it doesn't simply play. */
export function StageOverlay(props: StageOverlayProps) {
  return props.little ? <LittleOverlay {...props} /> : <FullOverlay {...props} />
}

function FullOverlay(props: StageOverlayProps) {
  const { scene } = props
  const { room } = useMessages()
  switch (scene.kind) {
    case 'idle':
    case 'playing':
      return null
    case 'loading':
      return scene.late ? (
        <Trouble {...props} title={room.failed.timedOut} text={room.lateText} />
      ) : (
        <Line icon={<Spinner size="large" />} text={room.loading} delayed />
      )
    case 'buffering':
      return <Line icon={<Spinner size="large" />} text={room.buffering} delayed />
    case 'paused':
      return <Paused {...props} scene={scene} />
    case 'waiting':
      return <Waiting {...props} scene={scene} />
    case 'upNext':
      // What this viewer has just stopped isn't shown any longer.
      return props.upNext ?? <Ended {...props} />
    case 'ended':
      return <Ended {...props} />
    case 'failed':
      return (
        <Trouble
          {...props}
          title={room.failed[scene.failure.kind]}
          text={props.onChooseAnother ? room.failedText : room.failedForGuest}
        />
      )
  }
}

function Ended({ apart, onNext, onWatchAgain, onChooseAnother }: StageOverlayProps) {
  const { room, queue, control } = useMessages()
  const reasons = useReasons(apart)
  const { offer } = useControlView()
  return (
    <Card title={room.ended}>
      {onNext ? (
        <Button
          look="primary"
          icon={<SkipForward size={18} />}
          reason={offer === 'suggest' ? reasons.queue : undefined}
          onClick={onNext}
        >
          {offer === 'vote' ? control.voteToSkip : queue.nextVideo}
        </Button>
      ) : null}
      <Button
        look={onNext ? 'overVideo' : 'primary'}
        icon={<RotateCcw size={18} />}
        reason={reasons.playPause}
        onClick={onWatchAgain}
      >
        {room.watchAgain}
      </Button>
      {onNext ? null : <ChooseAnother onChooseAnother={onChooseAnother} />}
    </Card>
  )
}

interface TroubleProps extends Pick<StageOverlayProps, 'onRetry' | 'onChooseAnother'> {
  readonly title: string
  readonly text: string
}

/** Why there is nothing to be seen here, and what this viewer can do. */
function Trouble({ title, text, onRetry, onChooseAnother }: TroubleProps) {
  const { room } = useMessages()
  return (
    <Card icon={<TriangleAlert size={28} />} title={title} text={text}>
      <Button look="primary" onClick={onRetry}>
        {room.retry}
      </Button>
      <ChooseAnother onChooseAnother={onChooseAnother} />
    </Card>
  )
}

function ChooseAnother({ onChooseAnother }: Pick<StageOverlayProps, 'onChooseAnother'>) {
  const { room } = useMessages()
  if (onChooseAnother === null) return null
  return (
    <Button look="overVideo" onClick={onChooseAnother}>
      {room.chooseAnother}
    </Button>
  )
}

function LittleOverlay({ scene, faces }: StageOverlayProps) {
  // What comes next is for those who can do something about it.
  const shown: Scene = scene.kind === 'upNext' ? { kind: 'ended' } : scene
  const text = sceneText(shown, faces, useMessages())
  return text === null ? null : <p className={styles['little']}>{text}</p>
}

function Paused({ scene, faces }: SceneProps<'paused'>) {
  const by = faces.find(face => face.id === scene.byId)
  const icon = by ? (
    <Face name={by.name} avatarUrl={by.avatarUrl} size={28} />
  ) : (
    <Pause size={20} fill="currentColor" />
  )
  return <Line icon={icon} text={sceneText(scene, faces, useMessages())} quiet />
}

function Waiting({ scene, faces, onContinueWithout }: SceneProps<'waiting'>) {
  const messages = useMessages()
  if (scene.shown === 'nothing') return null
  const missing = faces.filter(face => scene.forIds.includes(face.id))
  const names = missing.map(face => face.name)
  // Nobody goes on without themselves.
  const offered = scene.shown === 'offer' && names.length > 0 && !missing.some(face => face.isSelf)
  return (
    <Line icon={<Spinner size="large" />} text={sceneText(scene, faces, messages)}>
      {offered ? (
        <Button look="overVideo" onClick={() => onContinueWithout(scene.waitId)}>
          {names.length > 2 ? messages.room.goOn : messages.room.goOnWithout(names)}
        </Button>
      ) : null}
    </Line>
  )
}

type SceneProps<K extends Scene['kind']> = StageOverlayProps & { readonly scene: Extract<Scene, { kind: K }> }

interface LineProps {
  readonly icon: ReactNode
  readonly text: string | null
  /** Low in the picture, so that the still frame can be seen. */
  readonly quiet?: boolean
  /** Shown only when it lasts. */
  readonly delayed?: boolean
  readonly children?: ReactNode
}

function Line({ icon, text, quiet = false, delayed = false, children }: LineProps) {
  return (
    <div className={styles['line']} data-quiet={quiet || undefined} data-delayed={delayed || undefined}>
      {icon}
      {text === null ? null : <p className={styles['text']}>{text}</p>}
      {children}
    </div>
  )
}

interface CardProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly text?: string
  readonly children: ReactNode
}

function Card({ icon, title, text, children }: CardProps) {
  return (
    <div className={styles['card']}>
      {icon}
      <h2 className={styles['title']}>{title}</h2>
      {text === undefined ? null : <p className={styles['cardText']}>{text}</p>}
      <div className={styles['actions']}>{children}</div>
    </div>
  )
}
