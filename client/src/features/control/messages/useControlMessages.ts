import { useMemo } from 'react'
import { useText } from '../../../messages/TextContext.ts'
import { de } from './de.ts'
import { type ControlMessages, en } from './en.ts'

/** In the language that the Activity speaks. They come with what is shown of control. */
export function useControlMessages(): ControlMessages {
  const text = useText()
  return useMemo(() => text.say({ de, en }), [text])
}
