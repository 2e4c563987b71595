import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { en, type SettingsMessages } from './en.ts'

/** In the language that the Activity speaks. They come with the panel, since few look at it. */
export function useSettingsMessages(): SettingsMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
