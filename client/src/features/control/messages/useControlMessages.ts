import { useMemo } from 'react'
import { useFormat } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { type ControlMessages, en } from './en.ts'

/** In the language that the Activity speaks. They come with what is shown of control. */
export function useControlMessages(): ControlMessages {
  const format = useFormat()
  return useMemo(() => (/^de\b/i.test(format.tag) ? de : en)(format), [format])
}
