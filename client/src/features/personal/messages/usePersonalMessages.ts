import { useMemo } from 'react'
import { useFormat } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { en, type PersonalMessages } from './en.ts'

/** In the language that the Activity speaks. */
export function usePersonalMessages(): PersonalMessages {
  const format = useFormat()
  return useMemo(() => (/^de\b/i.test(format.tag) ? de : en)(format), [format])
}
