import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { type CommentMessages, en } from './en.ts'

/** In the language that the Activity speaks. They come with what is shown of comments. */
export function useCommentMessages(): CommentMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
