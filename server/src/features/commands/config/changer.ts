import type { Language } from '../../../discord/text/language.ts'
import type { SettingsChange } from './guildSettings.ts'

/** Who changes the configuration of which server, and what they read. */
export interface Changer {
  readonly guildId: string
  readonly userId: string
  readonly language: Language
}

export const changeBy = ({ guildId, userId }: Changer, ifMatch: string | null = null): SettingsChange => ({
  guildId,
  origin: { way: 'command', userId, serviceId: null },
  ifMatch,
})
