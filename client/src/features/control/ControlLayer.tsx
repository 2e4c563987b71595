import { useEffect, useState } from 'react'
import { lazyPart } from '../../ui/lazyPart.tsx'
import type { UnderWayStore } from '../queue/underWay.ts'
import { useControl, useControlView } from './ControlContext.ts'

const ControlOverlay = lazyPart(async () => (await import('./ControlOverlay.tsx')).ControlOverlay, 'nowhere')

/** It is fetched this long after the video is up, or after coming into a room where none is coming, ms. */
const FETCH_AFTER_MS = { up: 1_500, none: 5_000 } as const
/** Where it couldn't be fetched, it is asked for again after this, ms. */
const TELL_AGAIN_MS = 5_000

export interface ControlLayerProps {
  /** Whether the queue is in sight: what concerns it is told there. */
  readonly queueShown: boolean
  /** What this page adds, where nothing else shows it; null where something does. */
  readonly underWay: UnderWayStore | null
  /** How far the video is: what nobody waits for is fetched after it. */
  readonly video: 'none' | 'coming' | 'up'
}

/** Over the video or the library: who did what, and the vote there is. */
export function ControlLayer({ queueShown, underWay, video }: ControlLayerProps) {
  const control = useControl()
  const { ballot } = useControlView()
  const [due, setDue] = useState(false)
  const asked = ballot !== null
  useEffect(() => {
    if (asked) setDue(true)
    if (asked || video === 'coming') return
    const timer = setTimeout(() => setDue(true), FETCH_AFTER_MS[video])
    return () => clearTimeout(timer)
  }, [asked, video])
  useEffect(() => {
    if (!due) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let wanted = true
    const tell = (): void => {
      control.tell().catch(() => {
        if (wanted) timer = setTimeout(tell, TELL_AGAIN_MS)
      })
    }
    tell()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [due, control])
  if (!due) return null
  return <ControlOverlay queueShown={queueShown} underWay={underWay} />
}
