import { CircleStop, UserPlus } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import type { RoomModelView } from './createRoomModel.ts'
import styles from './LibraryBanner.module.css'

export interface LibraryBannerProps {
  readonly view: RoomModelView
  readonly onInvite: () => void
  readonly onClear: () => void
}

/** Beside the library's heading: what else there is to do, which is rarely anything. */
export function LibraryBanner({ view, onInvite, onClear }: LibraryBannerProps) {
  const { library } = useMessages()
  if (view.video !== null)
    return (
      <Button icon={<CircleStop size={18} />} onClick={onClear}>
        {library.takeOff}
      </Button>
    )
  if (view.faces.length > 1 || view.comingIn.length > 0) return null
  return (
    <div className={styles['alone']}>
      <span className={styles['text']}>{library.alone}</span>
      <Button icon={<UserPlus size={18} />} onClick={onInvite}>
        {library.invite}
      </Button>
    </div>
  )
}
