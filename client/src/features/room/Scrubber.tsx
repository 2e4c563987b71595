import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import type { PlayerView, TimeRange } from '../../sync/playerView.ts'
import { Face } from '../../ui/Face.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { Notices } from './createNotices.ts'
import styles from './Scrubber.module.css'
import { fractionOf, positionOf, scrubberKey, scrubberRange } from './scrubberRange.ts'

export interface ScrubberProps {
  readonly player: PlayerView
  readonly positionS: number
  readonly trace: Notices['trace']
  readonly onSeek: (positionS: number) => void
}

/** Where the video is, and the way to anywhere else. The room moves once: when the thumb is let go. */
export function Scrubber({ player, positionS, trace, onSeek }: ScrubberProps) {
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
    const targetS = scrubberKey(event.key, shownS, range)
    if (targetS === null) return
    event.preventDefault()
    onSeek(targetS)
  }
  const previewS = draggedS ?? hoverS

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
      aria-valuetext={words.spoken(shownS)}
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
      <span className={styles['thumb']} style={{ left: percent(fractionOf(range, shownS)) }} />
      <Trace trace={trace} range={range} />
      {previewS === null ? null : (
        <span
          className={styles['preview']}
          style={{ left: percent(fractionOf(range, previewS)) }}
          aria-hidden="true"
        >
          {words.short(previewS)}
        </span>
      )}
    </div>
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
    spoken: (positionS: number) =>
      live ? behind(positionS) : room.seekValue(format.spoken(positionS), format.spoken(durationS ?? 0)),
  }
}

const percent = (fraction: number): string => `${fraction * 100}%`

function spanOf(range: TimeRange, part: TimeRange): CSSProperties {
  const left = fractionOf(range, part.startS)
  return { left: percent(left), width: percent(fractionOf(range, part.endS) - left) }
}
