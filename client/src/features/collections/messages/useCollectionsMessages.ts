import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { type CollectionsMessages, en } from './en.ts'

/** In the language that the Activity speaks. They come with the first look at playlists. */
export function useCollectionsMessages(): CollectionsMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
