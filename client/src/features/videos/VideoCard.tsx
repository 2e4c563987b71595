import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { Plus } from 'lucide-react'
import { type MouseEvent, useId } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import { Thumbnail } from './Thumbnail.tsx'
import styles from './VideoCard.module.css'

export interface VideoCardProps {
  readonly video: Video
  readonly onNow: boolean
  /** Whether Tab stops here. */
  readonly reachable: boolean
  readonly onFocus: () => void
  readonly onOpen: () => void
  readonly onAdd: () => void
}

export function VideoCard({ video, onNow, reachable, onFocus, onOpen, onAdd }: VideoCardProps) {
  const { library, queue } = useMessages()
  const nameId = useId()
  const format = useFormat()
  const length = video.durationS === null ? library.live : format.spoken(video.durationS)
  return (
    // A long press with a finger says what else there is, as a tap does.
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it have the keys
    <div
      className={styles['whole']}
      onContextMenu={event => {
        if (!isTouch(event)) return
        event.preventDefault()
        onOpen()
      }}
    >
      <button
        type="button"
        className={styles['card']}
        data-card=""
        aria-haspopup="dialog"
        tabIndex={reachable ? 0 : -1}
        onFocus={onFocus}
        onClick={onOpen}
      >
        <span className={styles['picture']}>
          <Thumbnail video={video} sizes="(max-width: 600px) 50vw, 300px" />
          {onNow ? <span className={styles['onNow']}>{library.onNow}</span> : null}
        </span>
        <span id={nameId} className={styles['name']}>
          {video.name}
          <span className="visuallyHidden">, {length}</span>
        </span>
      </button>
      <button
        type="button"
        className={styles['add']}
        aria-label={queue.quickAdd}
        aria-describedby={nameId}
        tabIndex={reachable ? 0 : -1}
        onFocus={onFocus}
        onClick={onAdd}
      >
        <Plus size={20} />
      </button>
    </div>
  )
}

/** What a mouse asks for with its other button is the browser's. */
const isTouch = ({ nativeEvent }: MouseEvent): boolean =>
  nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch'
