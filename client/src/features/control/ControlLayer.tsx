import { useEffect, useState } from 'react'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { useStore } from '../../ui/useStore.ts'
import { useControl, useControlView } from './ControlContext.ts'

const ControlOverlay = lazyPart(async () => (await import('./ControlOverlay.tsx')).ControlOverlay, 'nowhere')

export interface ControlLayerProps {
  /** Whether the queue is in sight: what concerns it is told there. */
  readonly queueShown: boolean
  /** The video is up: what nobody waits for may be fetched. */
  readonly settled: boolean
}

/** Over the video or the library: who did what, and the vote there is. */
export function ControlLayer({ queueShown, settled }: ControlLayerProps) {
  const act = useStore(useControl().act)
  const { ballot } = useControlView()
  const needed = settled || act !== null || ballot !== null
  const [due, setDue] = useState(needed)
  useEffect(() => {
    if (needed) setDue(true)
  }, [needed])
  if (!due) return null
  return <ControlOverlay queueShown={queueShown} />
}
