import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { type KeyboardEvent, useRef, useState } from 'react'
import { gridStep } from './gridStep.ts'
import { VideoCard } from './VideoCard.tsx'
import styles from './VideoGrid.module.css'

export interface VideoGridProps {
  readonly label: string
  readonly videos: readonly Video[]
  /** Entry id of what is on. */
  readonly onNow: string | null
  readonly onOpen: (video: Video) => void
  /** Into the queue, as the last one. */
  readonly onAdd: (video: Video) => void
}

/** One stop for Tab; arrows go from card to card. */
export function VideoGrid({ label, videos, onNow, onOpen, onAdd }: VideoGridProps) {
  const list = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState(0)
  const reachable = Math.min(current, videos.length - 1)

  const onKeyDown = (event: KeyboardEvent): void => {
    if (list.current === null) return
    const columns = getComputedStyle(list.current).gridTemplateColumns.split(' ').length
    const target = gridStep(event.key, reachable, { count: videos.length, columns })
    if (target === null) return
    event.preventDefault()
    setCurrent(target)
    list.current.querySelectorAll<HTMLElement>('[data-card]')[target]?.focus()
  }
  return (
    <ul ref={list} className={styles['grid']} aria-label={label} data-arrow-keys="" onKeyDown={onKeyDown}>
      {videos.map((video, index) => (
        <li key={video.id}>
          <VideoCard
            video={video}
            onNow={video.id === onNow}
            reachable={index === reachable}
            onFocus={() => setCurrent(index)}
            onOpen={() => onOpen(video)}
            onAdd={() => onAdd(video)}
          />
        </li>
      ))}
    </ul>
  )
}

/** Where cards will be. */
export function SkeletonGrid({ count }: { readonly count: number }) {
  return (
    <ul className={styles['grid']} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => `card ${index}`).map(key => (
        <li key={key} className={styles['skeleton']}>
          <span className={styles['skeletonPicture']} />
          <span className={styles['skeletonLine']} />
        </li>
      ))}
    </ul>
  )
}
