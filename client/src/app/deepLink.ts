import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'

const PREFIX = 'watch:'

/** The video that the link which opened the Activity asks for; null where it asks for none. */
export function entryOfLink(customId: string | null): string | null {
  if (customId === null || !customId.startsWith(PREFIX)) return null
  const parsed = EntryIdSchema.safeParse(customId.slice(PREFIX.length))
  return parsed.success ? parsed.data : null
}
