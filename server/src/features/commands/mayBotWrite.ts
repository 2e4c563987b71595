import { ChannelType } from 'discord-api-types/v10'
import * as z from 'zod'
import { PERMISSION } from '../../discord/permissions.ts'

/** What Discord says of the bot in the channel that an interaction comes from. */
export const PlaceSchema = z.object({
  app_permissions: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(BigInt)
    .nullish()
    .catch(null),
  channel: z.object({ type: z.number() }).nullish().catch(null),
})

const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
])

/** Whether the bot may write messages of its own there; answers to interactions need no permission. */
export function mayBotWrite({ app_permissions: may, channel }: z.infer<typeof PlaceSchema>): boolean | null {
  if (may === null || may === undefined) return null
  if ((may & PERMISSION.administrator) !== 0n) return true
  const { viewChannel, sendMessages, sendMessagesInThreads } = PERMISSION
  const needed = viewChannel | (THREADS.has(channel?.type ?? -1) ? sendMessagesInThreads : sendMessages)
  return (may & needed) === needed
}
