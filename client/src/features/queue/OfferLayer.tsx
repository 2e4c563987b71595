import { lazyPart } from '../../ui/lazyPart.tsx'
import type { QueueModel } from './createQueueModel.ts'

const OfferCard = lazyPart(async () => (await import('./OfferCard.tsx')).OfferCard, 'nowhere')

/** Where people stopped the last time, for the few rooms that have something to go on with. */
export function OfferLayer({ queue }: { readonly queue: QueueModel }) {
  return <OfferCard queue={queue} />
}
