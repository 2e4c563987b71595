import { lazyPart } from '../../ui/lazyPart.tsx'
import { useStore } from '../../ui/useStore.ts'
import { firstHint } from './firstHint.ts'

const FirstHint = lazyPart(async () => (await import('./FirstHint.tsx')).FirstHint, 'nowhere')

/** What a newcomer has to know, once; most people have been told already, and nothing is fetched for them. */
export function FirstHintLayer({ playing }: { readonly playing: boolean }) {
  return useStore(firstHint.due) && playing ? <FirstHint /> : null
}
