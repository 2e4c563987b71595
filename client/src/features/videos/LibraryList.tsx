import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { Clapperboard, SearchX, WifiOff } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../ui/useStore.ts'
import styles from './LibraryList.module.css'
import type { Library, LibraryView } from './library.ts'
import { SkeletonGrid, VideoGrid } from './VideoGrid.tsx'

export interface LibraryListProps {
  readonly library: Library
  readonly view: LibraryView
  readonly onNow: string | null
  readonly onOpen: (video: Video) => void
  readonly onAdd: (video: Video) => void
}

/** The rows of videos, or in their place why there are none. */
export function LibraryList(props: LibraryListProps) {
  const { library, view } = props
  const { library: words } = useMessages()
  if (useStore(library.closed))
    return (
      <Instead
        icon={<Clapperboard size={32} />}
        title={props.onNow === null ? words.guestText : words.guestNext}
        text={words.guestHow}
      />
    )
  if (view.phase === 'failed' && view.videos.length === 0)
    return (
      <Instead icon={<WifiOff size={32} />} title={words.failed} text={words.failedText}>
        <Button look="primary" onClick={library.load}>
          {words.tryAgain}
        </Button>
      </Instead>
    )
  if (view.videos.length > 0) return <Rows {...props} />
  if (view.phase === 'loading') return view.slow ? <SkeletonGrid count={8} /> : null
  if (view.answeredQuery === '')
    return <Instead icon={<Clapperboard size={32} />} title={words.empty} text={words.emptyText} />
  return (
    <Instead
      icon={<SearchX size={32} />}
      title={words.nothingFound(view.answeredQuery)}
      text={words.nothingFoundText}
    >
      <Button onClick={() => library.type('')}>{words.showAll}</Button>
    </Instead>
  )
}

function Rows({ library, view, onNow, onOpen, onAdd }: LibraryListProps) {
  const { library: words } = useMessages()
  const live = view.videos.filter(video => video.kind === 'live')
  const rest = view.videos.filter(video => video.kind !== 'live')
  const searched = view.answeredQuery !== ''
  const rows = searched
    ? [{ title: words.results, videos: view.videos }]
    : [
        { title: words.liveNow, videos: live },
        { title: words.all, videos: rest },
      ].filter(row => row.videos.length > 0)
  return (
    <div
      className={styles['rows']}
      aria-busy={view.phase === 'loading'}
      data-stale={view.phase === 'loading' && view.slow ? '' : undefined}
    >
      {view.asOf !== null && view.phase !== 'failed' ? (
        <p className={styles['note']} role="status">
          {words.asOf(view.asOf)} <Button onClick={library.load}>{words.tryAgain}</Button>
        </p>
      ) : null}
      {view.phase === 'failed' ? (
        <p className={styles['note']}>
          {words.failedText} <Button onClick={library.load}>{words.tryAgain}</Button>
        </p>
      ) : null}
      {rows.map(row => (
        <section key={row.title} className={styles['row']} aria-label={row.title}>
          <h2 className={styles['rowTitle']}>{row.title}</h2>
          <VideoGrid label={row.title} videos={row.videos} onNow={onNow} onOpen={onOpen} onAdd={onAdd} />
        </section>
      ))}
      {view.nextCursor === null ? null : <More library={library} state={view.more} />}
    </div>
  )
}

/** Further videos come as people scroll towards them; the button is for keys, and for when that failed. */
function More({ library, state }: { readonly library: Library; readonly state: LibraryView['more'] }) {
  const { library: words } = useMessages()
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (mark.current === null || state !== 'idle') return
    const observer = new IntersectionObserver(entries => entries[0]?.isIntersecting && library.loadMore(), {
      rootMargin: '600px',
    })
    observer.observe(mark.current)
    return () => observer.disconnect()
  }, [library, state])
  return (
    <div ref={mark} className={styles['more']}>
      {state === 'failed' ? <p className={styles['note']}>{words.failedText}</p> : null}
      <Button disabled={state === 'loading'} onClick={library.loadMore}>
        {state === 'loading' ? words.loadingMore : words.more}
      </Button>
    </div>
  )
}

interface InsteadProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

function Instead({ icon, title, text, children }: InsteadProps) {
  return (
    <div className={styles['instead']}>
      {icon}
      <h2 className={styles['insteadTitle']}>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
