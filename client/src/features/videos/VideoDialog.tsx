import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { ListPlus, ListStart, Play } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { AskActions } from '../control/AskActions.tsx'
import { useControlView } from '../control/ControlContext.ts'
import { useVideoMessages } from './messages/useVideoMessages.ts'
import { Thumbnail } from './Thumbnail.tsx'
import styles from './VideoDialog.module.css'

export interface VideoDialogProps {
  readonly video: Video
  /** What is on now, and would go. */
  readonly replaces: string | null
  /** Settles once the server has answered: whether it is on. */
  readonly onWatch: () => Promise<boolean>
  /** Settles likewise: whether it is in the queue. */
  readonly onQueue: (where: 'next' | 'last') => Promise<boolean>
  readonly onClose: () => void
}

export function VideoDialog({ video, replaces, onWatch, onQueue, onClose }: VideoDialogProps) {
  const { queue } = useMessages()
  const messages = useVideoMessages()
  const { offer } = useControlView()
  const [busy, setBusy] = useState<'watch' | 'next' | 'last' | null>(null)
  const watch = (): void => {
    setBusy('watch')
    void onWatch().then(() => onClose())
  }
  const enqueue = (where: 'next' | 'last'): void => {
    setBusy(where)
    void onQueue(where).then(() => onClose())
  }
  return (
    <Dialog
      title={video.name}
      closeLabel={messages.close}
      onClose={onClose}
      picture={<Thumbnail video={video} sizes="560px" large />}
    >
      <Facts video={video} />
      <p className={styles['description']}>{video.description || messages.noDescription}</p>
      {video.tags.length > 0 ? (
        <ul className={styles['tags']} aria-label={messages.tags}>
          {video.tags.map(tag => (
            <li key={tag} className={styles['tag']}>
              {tag}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles['action']}>
        {offer === 'watch' ? (
          <>
            {replaces === null ? null : <p className={styles['replaces']}>{messages.replaces(replaces)}</p>}
            <Button
              autoFocus
              look="primary"
              icon={<Play size={18} fill="currentColor" />}
              disabled={busy !== null}
              onClick={watch}
            >
              {busy === 'watch' ? messages.watching : messages.watch}
            </Button>
            <div className={styles['later']}>
              <Button icon={<ListStart size={18} />} disabled={busy !== null} onClick={() => enqueue('next')}>
                {busy === 'next' ? messages.adding : messages.playNext}
              </Button>
              <Button icon={<ListPlus size={18} />} disabled={busy !== null} onClick={() => enqueue('last')}>
                {busy === 'last' ? messages.adding : queue.add}
              </Button>
            </div>
          </>
        ) : (
          <AskActions busy={busy} onVote={watch} onSuggest={() => enqueue('last')} />
        )}
      </div>
    </Dialog>
  )
}

function Facts({ video }: { readonly video: Video }) {
  const { library } = useMessages()
  const messages = useVideoMessages()
  const format = useFormat()
  const facts = [
    video.durationS === null ? library.live : format.clock(video.durationS),
    format.date(video.createdAt),
    ...(video.plays > 0 ? [messages.plays(video.plays)] : []),
  ]
  return <p className={styles['facts']}>{facts.join(' · ')}</p>
}
