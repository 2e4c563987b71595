import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import type { QueueModel } from '../queue/createQueueModel.ts'

const CollectionsPanel = lazyPart(
  async () => (await import('./CollectionsPanel.tsx')).CollectionsPanel,
  'inPlace',
)

export interface CollectionsLayerProps {
  readonly queue: QueueModel
  /** Whether the queue is in sight: what is being added is told there. */
  readonly queueShown: boolean
  /** What people look for, as the library has answered it. */
  readonly query: string
  /** Entry id of what is on. */
  readonly onNow: string | null
  readonly onWatch: (entryId: string) => Promise<boolean>
  readonly onOpen: (video: Video) => void
  readonly onAdd: (video: Video) => void
}

/** Playlists and categories, which come with the first look at them. */
export function CollectionsLayer(props: CollectionsLayerProps) {
  return <CollectionsPanel {...props} />
}
