import type { Slices } from '@kaltura-discord/shared/protocol/http/moments.ts'
import type { CSSProperties } from 'react'
import styles from './ScrubPreview.module.css'
import { sliceAt, usePicture } from './usePicture.ts'

export interface ScrubPreviewProps {
  readonly text: string
  /** Of the chapter. */
  readonly title: string | null
  /** 0 at the start of the video, 1 at its end. */
  readonly share: number
  readonly slices: Slices | null
}

/** What is to be seen at the place that somebody points at. The slider says the same to those who listen. */
export function ScrubPreview({ text, title, share, slices }: ScrubPreviewProps) {
  const place: CSSProperties & Record<'--share', number> = { '--share': share }
  return (
    <span className={styles['preview']} style={place} aria-hidden="true">
      {slices === null ? null : <Still slices={slices} share={share} />}
      {title === null ? null : <span className={styles['title']}>{title}</span>}
      <span className={styles['time']}>{text}</span>
    </span>
  )
}

/** One still of the picture that has them all; nothing before that is there. */
function Still({ slices, share }: { readonly slices: Slices; readonly share: number }) {
  const picture = usePicture(slices.url)
  if (picture === null) return null
  const { count } = slices
  const width = picture.width / count
  const style: CSSProperties = {
    width,
    height: picture.height,
    backgroundImage: `url("${picture.url}")`,
    backgroundPosition: `${-sliceAt(share, count) * width}px 0`,
  }
  return <span className={styles['still']} data-still="" style={style} />
}
