import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { en, type VideoMessages } from './en.ts'

/** In the language that the Activity speaks. They come with the dialog. */
export function useVideoMessages(): VideoMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
