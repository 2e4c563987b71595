import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { en, type QueueMessages } from './en.ts'

/** In the language that the Activity speaks. They come with the panel. */
export function useQueueMessages(): QueueMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
