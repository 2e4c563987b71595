import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { Play } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Thumbnail } from './Thumbnail.tsx'
import styles from './VideoDialog.module.css'

export interface VideoDialogProps {
  readonly video: Video
  /** What is on now, and would go. */
  readonly replaces: string | null
  /** Settles once the server has answered: whether it is on. */
  readonly onWatch: () => Promise<boolean>
  readonly onClose: () => void
}

export function VideoDialog({ video, replaces, onWatch, onClose }: VideoDialogProps) {
  const { library } = useMessages()
  const [busy, setBusy] = useState(false)
  const watch = (): void => {
    setBusy(true)
    void onWatch().then(() => onClose())
  }
  return (
    <Dialog
      title={video.name}
      closeLabel={library.close}
      onClose={onClose}
      picture={<Thumbnail video={video} sizes="560px" large />}
    >
      <Facts video={video} />
      <p className={styles['description']}>{video.description || library.noDescription}</p>
      {video.tags.length > 0 ? (
        <ul className={styles['tags']} aria-label={library.tags}>
          {video.tags.map(tag => (
            <li key={tag} className={styles['tag']}>
              {tag}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles['action']}>
        {replaces === null ? null : <p className={styles['replaces']}>{library.replaces(replaces)}</p>}
        <Button
          autoFocus
          look="primary"
          icon={<Play size={18} fill="currentColor" />}
          disabled={busy}
          onClick={watch}
        >
          {busy ? library.watching : library.watch}
        </Button>
      </div>
    </Dialog>
  )
}

function Facts({ video }: { readonly video: Video }) {
  const { library } = useMessages()
  const format = useFormat()
  const facts = [
    video.durationS === null ? library.live : format.clock(video.durationS),
    format.date(video.createdAt),
    ...(video.plays > 0 ? [library.plays(video.plays)] : []),
  ]
  return <p className={styles['facts']}>{facts.join(' · ')}</p>
}
