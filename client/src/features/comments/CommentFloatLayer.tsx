import { lazyPart } from '../../ui/lazyPart.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { CommentsDoor } from './createCommentsDoor.ts'

const CommentFloat = lazyPart(async () => (await import('./CommentFloat.tsx')).CommentFloat, 'nowhere')

/** What is said at this moment, once that has come. */
export function CommentFloatLayer({ door }: { readonly door: CommentsDoor }) {
  const model = useStore(door.model)
  return model === null ? null : <CommentFloat passing={model.passing} />
}
