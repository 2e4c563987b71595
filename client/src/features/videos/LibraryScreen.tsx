import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { LogOut } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useStore } from '../../ui/useStore.ts'
import { LibraryList } from './LibraryList.tsx'
import styles from './LibraryScreen.module.css'
import { LibrarySearch } from './LibrarySearch.tsx'
import type { Library } from './library.ts'

/** Comes with the first video that somebody looks at: whoever follows a link into a running one needs none. */
const VideoDialog = lazyPart(async () => (await import('./VideoDialog.tsx')).VideoDialog, 'over')

/** What lists of videos have in common here. */
export interface CollectionsShown {
  readonly query: string
  readonly onOpen: (video: Video) => void
  readonly onAdd: (video: Video) => void
}

export interface LibraryScreenProps {
  readonly library: Library
  /** What is on for everyone now. */
  readonly onNow: { readonly entryId: string; readonly name: string } | null
  readonly onWatch: (entryId: string) => Promise<boolean>
  readonly onQueue: (video: Video, where: 'next' | 'last') => Promise<boolean>
  /** Playlists and categories, in the place of the videos. */
  readonly collections: (shown: CollectionsShown) => ReactNode
  /** What an earlier room here has left; null where that is nothing. */
  readonly offer: ReactNode
  readonly onLeave: () => void
  /** The way to the meetings, where there can be any. */
  readonly meetings: ReactNode
  /** The way to the queue. */
  readonly queue: ReactNode
  /** The way to the server's settings, for those who may see them. */
  readonly settings: ReactNode
  /** Who is here. */
  readonly faces: ReactNode
  /** What has just happened. */
  readonly notice: ReactNode
  /** Between the heading and the videos: an invitation, the way back. */
  readonly banner: ReactNode
}

export function LibraryScreen(props: LibraryScreenProps) {
  const { library, onNow, onWatch, onQueue, onLeave, faces, notice, banner } = props
  const { library: words, room } = useMessages()
  const view = useStore(library.view)
  const [chosen, setChosen] = useState<Video | null>(null)
  const [place, setPlace] = useState<Place>('videos')
  const closed = useStore(library.closed)
  const add = (video: Video): void => void onQueue(video, 'last')
  return (
    <div className={styles['screen']}>
      <header className={styles['header']}>
        <span className={styles['mark']}>
          <Mark size={32} />
        </span>
        <div className={styles['search']}>
          {closed ? null : (
            <LibrarySearch
              value={view.query}
              busy={view.phase === 'loading' && view.slow && view.videos.length > 0}
              onChange={library.type}
            />
          )}
        </div>
        <div className={styles['faces']}>{faces}</div>
        {props.meetings}
        {props.queue}
        {props.settings}
        <IconButton label={room.leave} icon={<LogOut size={21} />} tip="belowEnd" onClick={onLeave} />
      </header>
      <div
        className={styles['scroll']}
        data-video-on={onNow !== null || undefined}
        // Guests have nothing in it that takes the keyboard, and it scrolls.
        tabIndex={closed ? 0 : undefined}
      >
        <div className={styles['content']}>
          <div className={styles['heading']}>
            <h1 className={styles['title']}>
              {closed ? words.guest : onNow === null ? words.title : words.titleWhileWatching}
            </h1>
            {banner}
            <div className={styles['facesBelow']}>{faces}</div>
          </div>
          {closed ? null : props.offer}
          {closed ? null : <Places place={place} onChoose={setPlace} />}
          <p className="visuallyHidden" role="status">
            {place === 'videos' && view.answeredQuery !== '' && view.phase === 'ready'
              ? view.videos.length === 0
                ? words.nothingFound(view.answeredQuery)
                : words.count(view.videos.length)
              : null}
          </p>
          {place === 'collections' ? (
            props.collections({ query: view.answeredQuery, onOpen: setChosen, onAdd: add })
          ) : (
            <LibraryList
              library={library}
              view={view}
              onNow={onNow?.entryId ?? null}
              onOpen={setChosen}
              onAdd={add}
            />
          )}
        </div>
      </div>
      <div className={styles['notice']} data-video-on={onNow !== null || undefined}>
        {notice}
      </div>
      {chosen === null ? null : (
        <VideoDialog
          video={chosen}
          replaces={onNow === null || onNow.entryId === chosen.id ? null : onNow.name}
          onWatch={() => onWatch(chosen.id)}
          onQueue={where => onQueue(chosen, where)}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}

const PLACES = ['videos', 'collections'] as const
type Place = (typeof PLACES)[number]

interface PlacesProps {
  readonly place: Place
  readonly onChoose: (place: Place) => void
}

function Places({ place, onChoose }: PlacesProps) {
  const { library } = useMessages()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a form's meaning
    <div className={styles['places']} role="group" aria-label={library.places.label}>
      {PLACES.map(each => (
        <button
          key={each}
          type="button"
          className={styles['place']}
          aria-pressed={each === place}
          onClick={() => onChoose(each)}
        >
          {library.places[each]}
        </button>
      ))}
    </div>
  )
}
