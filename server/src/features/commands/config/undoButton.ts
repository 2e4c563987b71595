import * as z from 'zod'
import { readCustomId } from '../../../discord/customId.ts'
import { fail, succeed } from '../../../platform/result.ts'
import type { Handler, Message } from '../command.ts'
import type { ComponentInteraction } from '../interaction.ts'
import { MAX_SHOWN_TEXT, undoneMessage } from './changedMessage.ts'
import type { ConfigCommandParts } from './guildSettings.ts'
import { namesOf } from './namesOf.ts'
import { messageWords, type SettingWords } from './settingWords.ts'
import { CONFIG_TEXTS, type ConfigTexts } from './texts.ts'
import { type Undone, undoChange } from './undoChange.ts'

const PartsSchema = z.tuple([z.coerce.number().int().positive()])

/** Takes a change back that the message tells of. */
export const createUndoButton = (parts: ConfigCommandParts): Handler<ComponentInteraction> => ({
  when: 'later',
  replaces: true,
  async handle(interaction, { member: { guildId } }) {
    const asked = PartsSchema.safeParse(readCustomId(interaction.customId).parts)
    if (!asked.success) return fail('invalid_request', 'There is no such change.')
    const undone = await undoChange(parts.settings, { ...interaction, guildId }, asked.data[0])
    if (!undone.ok) return undone
    const texts = CONFIG_TEXTS[interaction.language]
    const words = messageWords({ texts, roles: await namesOf(parts, guildId), maxText: MAX_SHOWN_TEXT })
    return succeed(sayUndone(undone.value, texts, words))
  },
})

function sayUndone(undone: Undone, texts: ConfigTexts, words: SettingWords): Message {
  switch (undone.kind) {
    case 'undone':
      return undoneMessage(undone.changed, { texts, words })
    case 'changedSince':
      return { text: texts.changedSince(words.key(undone.key)) }
    case 'gone':
      return { text: texts.undoGone }
  }
}
