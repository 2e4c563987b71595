import type { Sharing } from '../../host/host.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'

/** `byHand`: it stands before the person, to be copied. */
export type ShareOutcome = Sharing | 'byHand'

export interface ShareRequest {
  readonly message: string
  /** What the link carries; null for one that leads to the Activity alone. */
  readonly customId: string | null
  /** Own id. */
  readonly fromId: string | null
}

type Door = Pick<DiscordDoor, 'host' | 'config' | 'toCopy'>
type Clipboard = Pick<Navigator['clipboard'], 'writeText'>

/** Through Discord's own dialog; where that isn't to be had, by the clipboard, and else by hand. */
export async function shareVideo(
  door: Door,
  request: ShareRequest,
  clipboard: Clipboard | undefined = navigator.clipboard,
): Promise<ShareOutcome> {
  const { message, customId } = request
  const answer = await door.host.shareLink({ message, customId })
  if (answer.ok) return answer.value
  // They said no; or they are still thinking it over.
  if (answer.error.kind === 'refused' || answer.error.kind === 'timedOut') return null
  const link = activityLink(door.config.discordClientId, request)
  try {
    if (clipboard === undefined) throw new Error('There is no clipboard.')
    await clipboard.writeText(link)
    return 'copied'
  } catch {
    door.toCopy.set(link)
    return 'byHand'
  }
}

/** The same link as Discord's dialog makes. */
function activityLink(applicationId: string, { customId, fromId }: ShareRequest): string {
  const link = new URL(`https://discord.com/activities/${applicationId}`)
  if (customId !== null) link.searchParams.set('custom_id', customId)
  if (fromId !== null) link.searchParams.set('referrer_id', fromId)
  return link.href
}
