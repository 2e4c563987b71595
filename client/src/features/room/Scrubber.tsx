import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import type { PlayerView, TimeRange } from '../../sync/playerView.ts'
import { Face } from '../../ui/Face.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { useMoving } from '../../ui/useMoving.ts'
import { useStore } from '../../ui/useStore.ts'
import type { MomentsView } from '../moments/createMomentsDoor.ts'
import { chapterAt, type Mark } from '../moments/mark.ts'
import type { Notices } from './createNotices.ts'
import type { RoomModel } from './createRoomModel.ts'
import styles from './Scrubber.module.css'
import { fractionOf, positionOf, scrubberKey, scrubberRange } from './scrubberRange.ts'

/** Without it the time alone is shown: nobody misses a picture that doesn't come. */
const ScrubPreview = lazyPart(
  async () => (await import('../moments/ScrubPreview.tsx')).ScrubPreview,
  'nowhere',
  ({ text, share }: PreviewProps) => <TimeAlone text={text} share={share} />,
)

export interface ScrubberProps {
  readonly model: Pick<RoomModel, 'view' | 'notices' | 'seek'>
  /** It is on the screen, and not only in the page. */
  readonly seen: boolean
  /** What stands on it, and what is shown of the place somebody points at. */
  readonly moments: MomentsView
  /** Why this viewer can't seek now; undefined where they can. */
  readonly hindered: string | undefined
}

/** Where the video is, and the way to anywhere else. The room moves once: when the thumb is let go. */
export function Scrubber({ model, seen, moments, hindered }: ScrubberProps) {
  const { player, positionS } = useMoving(model.view, seen)
  const { seek: onSeek, notices } = model
  const track = useRef<HTMLDivElement>(null)
  const [draggedS, setDraggedS] = useState<number | null>(null)
  const [hoverS, setHoverS] = useState<number | null>(null)
  const messages = useMessages()
  const words = useWords(player)
  const range = scrubberRange(player)
  if (range === null) return <div className={styles['empty']} />

  const shownS = draggedS ?? Math.min(Math.max(positionS, range.startS), range.endS)
  const at = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect()
    return box ? positionOf(range, (event.clientX - box.left) / box.width) : shownS
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    // The room answers why not.
    if (hindered !== undefined) return onSeek(at(event))
    event.currentTarget.setPointerCapture(event.pointerId)
    setDraggedS(at(event))
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (draggedS !== null) setDraggedS(at(event))
    if (event.pointerType === 'mouse') setHoverS(at(event))
  }
  const onPointerUp = (event: PointerEvent): void => {
    if (draggedS === null) return
    setDraggedS(null)
    onSeek(at(event))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // With Shift it is from chapter to chapter, wherever the focus is.
    if (event.shiftKey) return
    const targetS = scrubberKey(event.key, shownS, range)
    if (targetS === null) return
    event.preventDefault()
    onSeek(targetS)
  }
  const previewS = draggedS ?? hoverS
  const titleAt = (atS: number): string | null => chapterAt(moments.marks, atS)?.label ?? null

  return (
    <div
      ref={track}
      className={styles['scrubber']}
      role="slider"
      tabIndex={0}
      aria-label={messages.room.seek}
      aria-valuemin={Math.floor(range.startS)}
      aria-valuemax={Math.floor(range.endS)}
      aria-valuenow={Math.floor(shownS)}
      aria-valuetext={words.spoken(shownS, titleAt(shownS))}
      aria-disabled={hindered !== undefined || undefined}
      aria-description={hindered}
      data-dragging={draggedS !== null || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDraggedS(null)}
      onPointerLeave={() => setHoverS(null)}
      onKeyDown={onKeyDown}
    >
      <div className={styles['track']}>
        {player.buffered.map(part => (
          <span key={part.startS} className={styles['buffered']} style={spanOf(range, part)} />
        ))}
        <span className={styles['played']} style={{ width: percent(fractionOf(range, shownS)) }} />
      </div>
      <Marks marks={moments.marks} range={range} />
      <span className={styles['thumb']} style={{ left: percent(fractionOf(range, shownS)) }} />
      <Trace trace={notices.trace} range={range} />
      {previewS === null ? null : (
        <Preview
          text={words.short(previewS)}
          title={titleAt(previewS)}
          share={fractionOf(range, previewS)}
          slices={moments.slices}
        />
      )}
    </div>
  )
}

interface MarksProps {
  readonly marks: readonly Mark[]
  readonly range: TimeRange
}

/** What stands on the track; those who listen hear it with the position. */
function Marks({ marks, range }: MarksProps) {
  return marks.map(({ kind, atS }, index) => {
    const share = fractionOf(range, atS)
    // What begins with the video needs no mark.
    if (share <= 0 || share >= 1) return null
    return <span key={index} className={styles['mark']} data-kind={kind} style={{ left: percent(share) }} />
  })
}

interface PreviewProps {
  readonly text: string
  readonly title: string | null
  /** 0 at the start, 1 at the end. */
  readonly share: number
  readonly slices: MomentsView['slices']
}

/** What is at the place somebody points at: its time at once, its picture when there is one. */
function Preview({ text, title, share, slices }: PreviewProps) {
  if (title === null && slices === null) return <TimeAlone text={text} share={share} />
  return <ScrubPreview text={text} title={title} share={share} slices={slices} />
}

function TimeAlone({ text, share }: Pick<PreviewProps, 'text' | 'share'>) {
  return (
    <span className={styles['preview']} style={{ left: percent(share) }} aria-hidden="true">
      {text}
    </span>
  )
}

/** Where somebody has just gone, with their face, for two seconds. */
function Trace({ trace, range }: { readonly trace: Notices['trace']; readonly range: TimeRange }) {
  const current = useStore(trace)
  if (current === null || current.who === null) return null
  return (
    <span className={styles['trace']} style={{ left: percent(fractionOf(range, current.positionS)) }}>
      <Face name={current.who.displayName} avatarUrl={current.who.avatarUrl} size={20} />
    </span>
  )
}

function useWords({ live, durationS }: PlayerView) {
  const format = useFormat()
  const { room } = useMessages()
  const behind = (positionS: number): string => {
    const behindS = (live?.seekable.endS ?? positionS) - positionS
    return behindS < 5 ? room.atLiveEdge : room.behindLive(behindS)
  }
  return {
    short: (positionS: number) => (live ? behind(positionS) : format.clock(positionS)),
    spoken(positionS: number, chapter: string | null) {
      if (live) return behind(positionS)
      const value = room.seekValue(format.spoken(positionS), format.spoken(durationS ?? 0))
      return chapter === null ? value : `${value}, ${chapter}`
    },
  }
}

const percent = (fraction: number): string => `${fraction * 100}%`

function spanOf(range: TimeRange, part: TimeRange): CSSProperties {
  const left = fractionOf(range, part.startS)
  return { left: percent(left), width: percent(fractionOf(range, part.endS) - left) }
}
