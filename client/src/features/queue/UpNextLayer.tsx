import { lazy, Suspense, useEffect } from 'react'
import { useStore } from '../../ui/useStore.ts'
import type { QueueModel } from './createQueueModel.ts'

const load = () => import('./UpNext.tsx')
const UpNext = lazy(async () => {
  const { UpNext: component } = await load()
  return { default: component }
})

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
  return (
    <Suspense fallback={null}>
      <UpNext {...props} />
    </Suspense>
  )
}
