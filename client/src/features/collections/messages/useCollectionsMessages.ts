import { useMemo } from 'react'
import { useFormat } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { type CollectionsMessages, en } from './en.ts'

/** In the language that the Activity speaks. They come with the first look at playlists. */
export function useCollectionsMessages(): CollectionsMessages {
  const format = useFormat()
  return useMemo(() => (/^de\b/i.test(format.tag) ? de : en)(format), [format])
}
