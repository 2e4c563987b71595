import { ArrowLeft, ListPlus, Play } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStore } from '../../ui/useStore.ts'
import { SkeletonGrid, VideoGrid } from '../videos/VideoGrid.tsx'
import type { CollectionsLayerProps } from './CollectionsLayer.tsx'
import styles from './CollectionVideos.module.css'
import type { Collections, CollectionsView } from './createCollections.ts'
import { useCollectionsMessages } from './messages/useCollectionsMessages.ts'
import { outcomeText } from './outcomeText.ts'

interface CollectionVideosProps extends Pick<CollectionsLayerProps, 'onNow' | 'onOpen' | 'onAdd'> {
  readonly collections: Collections
  readonly open: NonNullable<CollectionsView['open']>
}

/** What is in one of them, and what can be done with all of it. */
export function CollectionVideos({ collections, open, onNow, onOpen, onAdd }: CollectionVideosProps) {
  const words = useCollectionsMessages()
  const { adding, outcome } = useStore(collections.view)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const { collection, videos } = open
  const ready = videos.items.length > 0 && !adding
  return (
    <section className={styles['open']} aria-label={collection.name}>
      <div className={styles['head']}>
        <IconButton
          label={words.back}
          icon={<ArrowLeft size={22} />}
          tip="belowStart"
          onClick={collections.back}
        />
        <h2 ref={title} tabIndex={-1} className={styles['title']}>
          {collection.name}
        </h2>
        <div className={styles['actions']}>
          <Button
            look="primary"
            icon={<Play size={18} fill="currentColor" />}
            disabled={!ready}
            onClick={collections.playAll}
          >
            {words.playAll}
          </Button>
          <Button icon={<ListPlus size={18} />} disabled={!ready} onClick={collections.addAll}>
            {words.addAll}
          </Button>
        </div>
      </div>
      {collection.description === '' ? null : (
        <p className={styles['description']}>{collection.description}</p>
      )}
      <div role="status">
        {outcome ? <p className={styles['outcome']}>{outcomeText(outcome, words)}</p> : null}
      </div>
      <Videos collections={collections} open={open} onNow={onNow} onOpen={onOpen} onAdd={onAdd} />
    </section>
  )
}

function Videos({ collections, open: { collection, videos }, onNow, onOpen, onAdd }: CollectionVideosProps) {
  const words = useCollectionsMessages()
  const { phase, slow, items, nextCursor } = videos
  if (items.length === 0 && phase === 'loading') return slow ? <SkeletonGrid count={4} /> : null
  if (phase === 'failed' && items.length === 0)
    return (
      <p className={styles['note']}>
        {words.failedText} <Button onClick={() => collections.look(collection)}>{words.tryAgain}</Button>
      </p>
    )
  if (items.length === 0) return <p className={styles['note']}>{words.empty}</p>
  return (
    <>
      <VideoGrid label={collection.name} videos={items} onNow={onNow} onOpen={onOpen} onAdd={onAdd} />
      {nextCursor === null ? null : (
        <div>
          <Button disabled={phase === 'loading'} onClick={collections.moreVideos}>
            {phase === 'loading' ? words.loading : words.more}
          </Button>
        </div>
      )}
    </>
  )
}
