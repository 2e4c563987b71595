import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { en, type PersonalMessages } from './en.ts'

/** In the language that the Activity speaks. They come with the first look at them. */
export function usePersonalMessages(): PersonalMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
