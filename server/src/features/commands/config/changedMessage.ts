import type { ChangedKey } from '@kaltura-discord/shared/config/diffConfig.ts'
import { own } from '@kaltura-discord/shared/config/jsonValue.ts'
import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { writeCustomId } from '../../../discord/customId.ts'
import type { Message } from '../command.ts'
import { buttonRow, plainText } from './messageParts.ts'
import { CONFIG_UPDATE } from './metadata.ts'
import type { SettingWords } from './settingWords.ts'
import type { ConfigTexts } from './texts.ts'

/** Of each of two texts, UTF-16 units: a message holds 4 000 in all, and escaping may double them. */
export const MAX_SHOWN_TEXT = 600

interface Saying {
  readonly texts: ConfigTexts
  readonly words: SettingWords
}

/** What a key was and is, who will see it, and a button that takes the change back. */
export function changedMessage(changed: ChangedKey, version: number, { texts, words }: Saying): Message {
  const undo = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: texts.undo,
    custom_id: writeCustomId(CONFIG_UPDATE.name, 'undo', String(version)),
  } as const
  const lines = [
    texts.changed(words.key(changed.key)),
    ...wasAndIs(changed, { texts, words }),
    `-# ${effectOf(changed.key, texts)}`,
  ]
  return { components: [plainText(lines.join('\n')), buttonRow([undo])] }
}

export const undoneMessage = (changed: ChangedKey, { texts, words }: Saying): Message => ({
  components: [
    plainText([texts.undone(words.key(changed.key)), ...wasAndIs(changed, { texts, words })].join('\n')),
  ],
})

export function unchangedMessage(
  path: readonly string[],
  config: unknown,
  { texts, words }: Saying,
): Message {
  const key = path.join('.')
  return { text: texts.unchanged(words.key(key), words.value(key, path.reduce<unknown>(own, config))) }
}

const wasAndIs = ({ key, before, after }: ChangedKey, { texts, words }: Saying) => [
  texts.was(words.value(key, before)),
  texts.is(`**${words.value(key, after)}**`),
]

function effectOf(key: string, { effects }: ConfigTexts): string {
  if (key === 'roles.mapping.default') return effects.fallbackRole
  const [section = ''] = key.split('.')
  if (section === 'notifications') return effects.notifications
  if (section === 'roles') return effects.roles
  return section === 'commands' ? effects.commands : effects.features
}
