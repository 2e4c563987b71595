import { useMemo } from 'react'
import { useFormat } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { en, type GuestMessages } from './en.ts'

/** In the language that the Activity speaks. They come with the panel. */
export function useGuestMessages(): GuestMessages {
  const format = useFormat()
  return useMemo(() => (/^de\b/i.test(format.tag) ? de : en)(format), [format])
}
