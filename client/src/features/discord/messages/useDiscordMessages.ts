import { useMemo } from 'react'
import { useFormat } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { type DiscordMessages, en } from './en.ts'

/** In the language that the Activity speaks. They come with what needs them. */
export function useDiscordMessages(): DiscordMessages {
  const format = useFormat()
  return useMemo(() => (/^de\b/i.test(format.tag) ? de : en)(format), [format])
}
