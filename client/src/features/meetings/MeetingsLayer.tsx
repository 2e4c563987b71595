import { lazyPart } from '../../ui/lazyPart.tsx'
import type { MeetingsDoor } from './createMeetingsDoor.ts'

const MeetingsPanel = lazyPart(async () => (await import('./MeetingsPanel.tsx')).MeetingsPanel, 'over')

export interface MeetingsLayerProps {
  readonly door: MeetingsDoor
  /** Puts it on for everybody. */
  readonly onWatch: (entryId: string) => Promise<boolean>
  readonly onClose: () => void
}

/** The meetings, which come with the first who looks at them. */
export function MeetingsLayer(props: MeetingsLayerProps) {
  return <MeetingsPanel {...props} />
}
