import type { Choice, Command } from '../command.ts'
import type { AutocompleteInteraction } from '../interaction.ts'
import type { ConfigCommandParts } from './guildSettings.ts'
import { keyChoices } from './keyChoices.ts'
import { namesSoon } from './namesOf.ts'
import { settingRows } from './settingRows.ts'
import { choiceWords } from './settingWords.ts'
import { CONFIG_TEXTS } from './texts.ts'
import { valueChoices } from './valueChoices.ts'
import { writtenKey } from './writtenKey.ts'

/** Proposes keys with what they are now, and values by what the key takes. */
export const createComplete =
  (parts: ConfigCommandParts): NonNullable<Command['complete']> =>
  async (interaction: AutocompleteInteraction, { member: { guildId } }): Promise<readonly Choice[]> => {
    const { settings } = parts
    const [state, roles] = await Promise.all([settings.view(guildId), namesSoon(parts, guildId)])
    const texts = CONFIG_TEXTS[interaction.language]
    const rows = settingRows(state, settings.keys())
    const proposing = { rows, roles, texts, words: choiceWords({ texts, roles }) }
    const { name, text } = interaction.focused
    const { key, section } = writtenKey(interaction)
    if (name === 'key') return keyChoices(text, section ?? null, proposing)
    const path = settings.readKey({ key, ...(section && { section }) })
    return path.ok ? valueChoices(text, path.value, proposing) : []
  }
