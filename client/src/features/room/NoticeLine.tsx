import { WifiOff } from 'lucide-react'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/TextContext.ts'
import { Face } from '../../ui/Face.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useMovingPart } from '../../ui/useMoving.ts'
import { useStore } from '../../ui/useStore.ts'
import { hindranceText } from '../control/hindranceText.ts'
import type { Notice } from './createNotices.ts'
import type { RoomModel, RoomScreenView } from './createRoomModel.ts'
import styles from './NoticeLine.module.css'

/** Less than this is in step as far as anybody can tell, s. */
const WORTH_SAYING_S = 0.5

export interface NoticeLineProps {
  readonly model: Pick<RoomModel, 'view' | 'notices'>
  readonly view: RoomScreenView
}

/** One quiet line: what has just happened, or what is the matter with this viewer's own line. */
export function NoticeLine({ model, view }: NoticeLineProps) {
  const messages = useMessages()
  const { notices } = model
  const notice = useStore(notices.current)
  if (notice) {
    const who = 'who' in notice ? notice.who : null
    return (
      <p className={styles['line']}>
        {who ? <Face name={who.displayName} avatarUrl={who.avatarUrl} size={24} /> : null}
        <span>{noticeText(notice, messages)}</span>
        {notice.kind === 'queuedByYou' && notice.undo ? (
          <Undo onUndo={notice.undo} onDone={notices.clear} label={messages.queue.undo} />
        ) : null}
      </p>
    )
  }
  const { connection, scene, player } = view
  if (connection === 'offline' || connection === 'offlineLong')
    return (
      <p className={styles['line']}>
        <WifiOff size={18} />
        <span>{connection === 'offline' ? messages.room.offline : messages.room.offlineLong}</span>
      </p>
    )
  if (connection === 'back') return <p className={styles['line']}>{messages.room.back}</p>
  if (player.captionsFailed) return <p className={styles['line']}>{messages.personal.captionsFailed}</p>
  // What is one's own doing stands beside the controls.
  const catchesUp = player.apart === null && scene.kind === 'playing' && player.state === 'catchingUp'
  return catchesUp ? <CatchingUp model={model} /> : null
}

function CatchingUp({ model }: Pick<NoticeLineProps, 'model'>) {
  const { room } = useMessages()
  const text = useMovingPart(model.view, ({ player: { errorS } }) => {
    if (errorS === null || Math.abs(errorS) < WORTH_SAYING_S) return null
    return errorS > 0 ? room.catchingUp(errorS) : room.ahead(-errorS)
  })
  return text === null ? null : (
    <p className={styles['line']}>
      <Spinner size="small" />
      <span>{text}</span>
    </p>
  )
}

interface UndoProps {
  readonly onUndo: () => void
  readonly onDone: () => void
  readonly label: string
}

function Undo({ onUndo, onDone, label }: UndoProps) {
  const undo = (): void => {
    onUndo()
    onDone()
  }
  return (
    <button type="button" className={styles['undo']} onClick={undo}>
      {label}
    </button>
  )
}

export function noticeText(notice: Notice, { room, library, queue, control }: Messages): string {
  switch (notice.kind) {
    case 'told':
      return notice.text
    case 'inviteFailed':
      return library.inviteFailed
    case 'refused':
      return refusalText(notice.code, room.commandFailed)
    case 'hindered':
      return hindranceText(notice.hindrance, control)
    case 'voteAgain':
      return control.voteAgain(notice.seconds)
    case 'queuedByYou':
      return notice.where === 'next' ? queue.addedNext(notice.video) : queue.addedLast(notice.video)
    case 'suggestedByYou':
      return control.suggested(notice.video)
    case 'leftOut':
      return queue.leftOut(notice.count)
  }
  const name = notice.who?.displayName ?? room.someone
  switch (notice.kind) {
    case 'queued':
      return queue.added(name, notice.video)
    case 'queuedMany':
      return queue.addedMany(name, notice.count)
    case 'stayed':
      return queue.stayed(name)
  }
}

function refusalText(code: string, texts: Messages['room']['commandFailed']): string {
  const known: Readonly<Record<string, string>> = texts
  return known[code] ?? texts.other
}
