import type { Text } from '../../messages/language.ts'
import type { Notices } from '../room/createNotices.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'
import { shareVideo } from './shareVideo.ts'

export interface InviteRequest {
  readonly door: DiscordDoor
  readonly text: Text
  readonly notices: Notices
  /** Own id. */
  readonly fromId: string | null
}

/** Who may not invite here, or isn't in a server, can still share a link. */
export async function shareInstead({ door, text, notices, fromId }: InviteRequest): Promise<void> {
  const words = text.say({ de, en })
  const outcome = await shareVideo(door, { message: words.inviteMessage, customId: null, fromId })
  if (outcome === 'copied') notices.show({ kind: 'told', text: words.linkCopied })
  if (outcome === 'sent') notices.show({ kind: 'told', text: words.linkSent })
}
