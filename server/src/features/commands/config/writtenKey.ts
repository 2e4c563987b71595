import { ConfigSectionSchema } from '@kaltura-discord/shared/config/configSchema.ts'
import type { CommandInteraction } from '../interaction.ts'
import type { WrittenKey } from './guildSettings.ts'

/** The key that somebody has named so far. */
export function writtenKey({ options }: Pick<CommandInteraction, 'options'>): WrittenKey {
  const section = ConfigSectionSchema.safeParse(options.get('section'))
  return { key: String(options.get('key') ?? ''), ...(section.success && { section: section.data }) }
}
