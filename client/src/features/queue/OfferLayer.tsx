import { lazy, Suspense } from 'react'
import type { QueueModel } from './createQueueModel.ts'

const OfferCard = lazy(async () => {
  const { OfferCard: component } = await import('./OfferCard.tsx')
  return { default: component }
})

/** Where people stopped the last time, for the few rooms that have something to go on with. */
export function OfferLayer({ queue }: { readonly queue: QueueModel }) {
  return (
    <Suspense fallback={null}>
      <OfferCard queue={queue} />
    </Suspense>
  )
}
