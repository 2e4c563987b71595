import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import { createContext, useContext } from 'react'
import type { Messages } from './en.ts'
import type { Text } from './language.ts'

/** The language everything below speaks. */
export const TextContext = createContext<Text | null>(null)

export function useText(): Text {
  const text = useContext(TextContext)
  if (text === null) throw new Error('Nothing above gives a language')
  return text
}

export const useMessages = (): Messages => useText().messages
export const useFormat = (): Format => useText().format
