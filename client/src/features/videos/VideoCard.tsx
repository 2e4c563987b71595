import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
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
}

export function VideoCard({ video, onNow, reachable, onFocus, onOpen }: VideoCardProps) {
  const { library } = useMessages()
  const format = useFormat()
  const length = video.durationS === null ? library.live : format.spoken(video.durationS)
  return (
    <button
      type="button"
      className={styles['card']}
      aria-haspopup="dialog"
      tabIndex={reachable ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className={styles['picture']}>
        <Thumbnail video={video} sizes="(max-width: 600px) 50vw, 300px" />
        {onNow ? <span className={styles['onNow']}>{library.onNow}</span> : null}
      </span>
      <span className={styles['name']}>
        {video.name}
        <span className="visuallyHidden">, {length}</span>
      </span>
    </button>
  )
}
