import { useEffect } from 'react'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { QueueModel } from './createQueueModel.ts'

const load = () => import('./UpNext.tsx')
const UpNext = lazyPart(async () => (await load()).UpNext, 'nowhere')

export interface UpNextProps {
  readonly queue: QueueModel
  readonly onNext: () => void
}

/** It has only seconds to be seen: what shows it comes as soon as something waits. */
export function usePreparedUpNext(queue: QueueModel): void {
  const waits = useStore(queue.view).next !== null
  useEffect(() => {
    if (waits) void load().catch(() => undefined)
  }, [waits])
}

export function UpNextLayer(props: UpNextProps) {
  return <UpNext {...props} />
}
