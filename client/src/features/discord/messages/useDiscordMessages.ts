import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { type DiscordMessages, en } from './en.ts'

/** In the language that the Activity speaks. They come with what needs them. */
export function useDiscordMessages(): DiscordMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
