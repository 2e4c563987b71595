import type { ReactNode } from 'react'
import type { Language } from '../messages/language.ts'
import { TextContext } from '../messages/TextContext.ts'
import type { Store } from '../sync/store.ts'
import { lazyPart } from '../ui/lazyPart.tsx'
import { useStore } from '../ui/useStore.ts'
import type { VisitOver } from './visitOver.ts'

const VisitOverScreen = lazyPart(
  async () => (await import('./VisitOverScreen.tsx')).VisitOverScreen,
  'inPlace',
)

export interface WatchAppProps {
  /** Null as long as the guest may stay. */
  readonly over: Store<VisitOver | null>
  readonly language: Language
  readonly children: ReactNode
}

/** The Activity for a guest, and what stands in its place once their time is over. */
export function WatchApp({ over, language, children }: WatchAppProps) {
  const why = useStore(over)
  const text = useStore(language.text)
  if (why === null) return children
  return (
    <TextContext value={text}>
      <VisitOverScreen why={why} text={text} />
    </TextContext>
  )
}
