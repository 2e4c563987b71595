import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { LogOut } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useStore } from '../../ui/useStore.ts'
import { LibraryList } from './LibraryList.tsx'
import styles from './LibraryScreen.module.css'
import type { Library } from './library.ts'
import { SearchField } from './SearchField.tsx'
import { VideoDialog } from './VideoDialog.tsx'

export interface LibraryScreenProps {
  readonly library: Library
  /** What is on for everyone now. */
  readonly onNow: { readonly entryId: string; readonly name: string } | null
  readonly onWatch: (entryId: string) => Promise<boolean>
  readonly onLeave: () => void
  /** The way to the meetings, where there can be any. */
  readonly meetings: ReactNode
  /** Who is here. */
  readonly faces: ReactNode
  /** What has just happened. */
  readonly notice: ReactNode
  /** Between the heading and the videos: an invitation, the way back. */
  readonly banner: ReactNode
}

export function LibraryScreen(props: LibraryScreenProps) {
  const { library, onNow, onWatch, onLeave, faces, notice, banner } = props
  const messages = useMessages()
  const view = useStore(library.view)
  const [chosen, setChosen] = useState<Video | null>(null)
  return (
    <div className={styles['screen']}>
      <header className={styles['header']}>
        <span className={styles['mark']}>
          <Mark size={32} />
        </span>
        <div className={styles['search']}>
          <SearchField
            value={view.query}
            busy={view.phase === 'loading' && view.slow && view.videos.length > 0}
            onChange={library.type}
          />
        </div>
        <div className={styles['faces']}>{faces}</div>
        {props.meetings}
        <IconButton
          label={messages.room.leave}
          icon={<LogOut size={21} />}
          tip="belowEnd"
          onClick={onLeave}
        />
      </header>
      <div className={styles['scroll']} data-video-on={onNow !== null || undefined}>
        <div className={styles['content']}>
          <div className={styles['heading']}>
            <h1 className={styles['title']}>
              {onNow === null ? messages.library.title : messages.library.titleWhileWatching}
            </h1>
            {banner}
            <div className={styles['facesBelow']}>{faces}</div>
          </div>
          <LibraryList library={library} view={view} onNow={onNow?.entryId ?? null} onOpen={setChosen} />
        </div>
      </div>
      <div className={styles['notice']}>{notice}</div>
      {chosen === null ? null : (
        <VideoDialog
          video={chosen}
          replaces={onNow === null || onNow.entryId === chosen.id ? null : onNow.name}
          onWatch={() => onWatch(chosen.id)}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}
