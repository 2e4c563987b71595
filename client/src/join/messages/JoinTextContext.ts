import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { createContext, useContext } from 'react'
import { de } from './de.ts'
import { en, type JoinMessages } from './en.ts'

/** In German for those whose language it is, in English for all others. */
export function joinMessagesFor(tag: string): JoinMessages {
  const primary = tag.toLowerCase().split('-')[0]
  if (primary === 'de') return de(createFormat(tag))
  return en(createFormat(primary === 'en' ? tag : 'en'))
}

/** The language everything below speaks. */
export const JoinTextContext = createContext<JoinMessages | null>(null)

export function useJoinMessages(): JoinMessages {
  const messages = useContext(JoinTextContext)
  if (messages === null) throw new Error('Nothing above gives a language')
  return messages
}
