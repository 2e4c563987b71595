import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { Film } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import styles from './Thumbnail.module.css'

export interface ThumbnailProps {
  readonly video: Video
  /** CSS `sizes`: how wide it will be. */
  readonly sizes: string
  readonly large?: boolean
}

const WIDTHS = [320, 640]

export function Thumbnail({ video, sizes, large = false }: ThumbnailProps) {
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading')
  const { library } = useMessages()
  const format = useFormat()
  return (
    <span className={styles['frame']} data-large={large || undefined}>
      {state === 'broken' ? (
        <Film size={28} className={styles['missing']} />
      ) : (
        <img
          className={styles['picture']}
          data-shown={state === 'shown' || undefined}
          src={at(video, 640)}
          srcSet={WIDTHS.map(width => `${at(video, width)} ${width}w`).join(', ')}
          sizes={sizes}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => setState('shown')}
          onError={() => setState('broken')}
        />
      )}
      {video.kind === 'live' ? (
        <span className={styles['badge']} aria-hidden="true">
          <span className={styles['dot']} />
          {library.live}
        </span>
      ) : video.durationS === null ? null : (
        <span className={styles['badge']} aria-hidden="true">
          {format.clock(video.durationS)}
        </span>
      )}
    </span>
  )
}

function at(video: Video, width: number): string {
  return `${video.thumbnailUrl}${video.thumbnailUrl.includes('?') ? '&' : '?'}width=${width}`
}
