import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { de } from './de.ts'
import { en, type GuestDoorMessages } from './en.ts'

export type { GuestDoorMessages } from './en.ts'

/** In German for those whose language it is, in English for all others. */
export function guestDoorMessages(tag: string): GuestDoorMessages {
  const primary = tag.toLowerCase().split('-')[0]
  if (primary === 'de') return de(createFormat(tag))
  return en(createFormat(primary === 'en' ? tag : 'en'))
}
