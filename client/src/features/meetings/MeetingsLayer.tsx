import { lazy, Suspense } from 'react'
import type { MeetingsDoor } from './createMeetingsDoor.ts'

const MeetingsPanel = lazy(async () => {
  const { MeetingsPanel: component } = await import('./MeetingsPanel.tsx')
  return { default: component }
})

export interface MeetingsLayerProps {
  readonly door: MeetingsDoor
  /** Puts it on for everybody. */
  readonly onWatch: (entryId: string) => Promise<boolean>
  readonly onClose: () => void
}

/** The meetings, which come with the first who looks at them. */
export function MeetingsLayer(props: MeetingsLayerProps) {
  return (
    <Suspense fallback={null}>
      <MeetingsPanel {...props} />
    </Suspense>
  )
}
