import { CircleStop, Play, UserPlus } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../ui/useStore.ts'
import { useControlView, useReasons } from '../control/ControlContext.ts'
import type { QueueModel } from '../queue/createQueueModel.ts'
import type { RoomScreenView } from './createRoomModel.ts'
import styles from './LibraryBanner.module.css'

export interface LibraryBannerProps {
  readonly view: RoomScreenView
  readonly queue: QueueModel
  /** The library isn't for this viewer: what they took off they couldn't put on again. */
  readonly closed: boolean
  readonly onInvite: () => void
  readonly onClear: () => void
}

/** Beside the library's heading: what else there is to do, which is rarely anything. */
export function LibraryBanner({ view, queue, closed, onInvite, onClear }: LibraryBannerProps) {
  const { library, queue: words } = useMessages()
  const { queue: reason } = useReasons()
  const { offer } = useControlView()
  const waiting = useStore(queue.view).items.length
  if (view.video !== null)
    return closed ? null : (
      <Button icon={<CircleStop size={18} />} reason={reason} onClick={onClear}>
        {library.takeOff}
      </Button>
    )
  if (waiting > 0)
    return (
      <div className={styles['line']}>
        <span className={styles['text']}>{words.waiting(waiting)}</span>
        <Button
          look="primary"
          icon={<Play size={18} fill="currentColor" />}
          reason={offer === 'suggest' ? reason : undefined}
          onClick={queue.next}
        >
          {words.start}
        </Button>
      </div>
    )
  if (view.faces.length > 1 || view.comingIn.length > 0) return null
  return (
    <div className={styles['line']}>
      <span className={styles['text']}>{library.alone}</span>
      <Button icon={<UserPlus size={18} />} onClick={onInvite}>
        {library.invite}
      </Button>
    </div>
  )
}
