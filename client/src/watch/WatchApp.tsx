import { lazy, type ReactNode, Suspense } from 'react'
import type { Store } from '../sync/store.ts'
import { useStore } from '../ui/useStore.ts'
import type { VisitOver } from './visitOver.ts'

const VisitOverScreen = lazy(async () => {
  const { VisitOverScreen: component } = await import('./VisitOverScreen.tsx')
  return { default: component }
})

export interface WatchAppProps {
  /** Null as long as the guest may stay. */
  readonly over: Store<VisitOver | null>
  readonly children: ReactNode
}

/** The Activity for a guest, and what stands in its place once their time is over. */
export function WatchApp({ over, children }: WatchAppProps) {
  const why = useStore(over)
  if (why === null) return children
  return (
    <Suspense fallback={null}>
      <VisitOverScreen why={why} />
    </Suspense>
  )
}
