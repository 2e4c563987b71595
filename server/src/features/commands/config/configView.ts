import * as z from 'zod'
import { readCustomId } from '../../../discord/customId.ts'
import type { Language } from '../../../discord/text/language.ts'
import { fail, type Result, succeed } from '../../../platform/result.ts'
import type { Command, Handler, Message } from '../command.ts'
import type { ComponentInteraction } from '../interaction.ts'
import { configPage } from './configPage.ts'
import type { ConfigCommandParts } from './guildSettings.ts'
import { lastChanges } from './lastChanges.ts'
import { CONFIG_VIEW } from './metadata.ts'
import { namesOf } from './namesOf.ts'
import { settingRows } from './settingRows.ts'
import { isWithin, type ShownSection, ShownSectionSchema } from './shownSection.ts'
import { CONFIG_TEXTS } from './texts.ts'

/** From 0; one that there isn't any more is the last one. */
const PartsSchema = z.tuple([ShownSectionSchema, z.coerce.number().int().nonnegative()])

interface Wanted {
  readonly guildId: string
  readonly section: ShownSection
  readonly page: number
  readonly language: Language
}

export function createConfigViewCommand(parts: ConfigCommandParts): Command {
  const turn: Handler<ComponentInteraction> = {
    when: 'later',
    replaces: true,
    async handle({ customId, language }, { member: { guildId } }) {
      const asked = PartsSchema.safeParse(readCustomId(customId).parts)
      if (!asked.success) return fail('invalid_request', 'There is no such page.')
      const [section, page] = asked.data
      return show(parts, { guildId, section, page, language })
    },
  }
  return {
    metadata: CONFIG_VIEW,
    run: () => ({
      when: 'later',
      handle({ options, language }, { member: { guildId } }) {
        const section = ShownSectionSchema.catch('all').parse(options.get('section'))
        return show(parts, { guildId, section, page: 0, language })
      },
    }),
    // Two names for the same, because no two buttons of a message may have one id.
    buttons: { section: turn, page: turn },
  }
}

async function show(parts: ConfigCommandParts, wanted: Wanted): Promise<Result<Message>> {
  const { guildId, section, language } = wanted
  const { settings } = parts
  const state = await settings.view(guildId)
  const rows = settingRows(state, settings.keys()).filter(row => isWithin(row, section))
  const differing = rows.filter(({ differs }) => differs)
  const [roles, changes] = await Promise.all([
    namesOf(parts, guildId),
    lastChanges(
      settings,
      guildId,
      differing.map(({ key }) => key),
    ),
  ])
  return succeed(configPage({ ...wanted, rows, changes, roles, texts: CONFIG_TEXTS[language] }))
}
