import { Film } from 'lucide-react'
import { useState } from 'react'
import styles from './QueuePicture.module.css'

/** A video's still picture, wherever only its id is known. */
export function QueuePicture({
  entryId,
  large = false,
}: {
  readonly entryId: string
  readonly large?: boolean
}) {
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading')
  return (
    <span className={styles['frame']} data-large={large || undefined}>
      {state === 'broken' ? (
        <Film size={18} />
      ) : (
        <img
          className={styles['picture']}
          data-shown={state === 'shown' || undefined}
          src={`/api/v1/videos/${encodeURIComponent(entryId)}/thumbnail?width=${large ? 640 : 320}`}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => setState('shown')}
          onError={() => setState('broken')}
        />
      )}
    </span>
  )
}
