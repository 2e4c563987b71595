import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { en, type GuestMessages } from './en.ts'

/** In the language that the Activity speaks. They come with the panel. */
export function useGuestMessages(): GuestMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
