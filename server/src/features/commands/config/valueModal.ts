import { expectationAt } from '@kaltura-discord/shared/config/configKeys.ts'
import { writeConfigValue } from '@kaltura-discord/shared/config/writeConfigValue.ts'
import type { DiscordRole } from '@kaltura-discord/shared/permissions/permissions.ts'
import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10'
import { readCustomId, writeCustomId } from '../../../discord/customId.ts'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { ModalInteraction } from '../interaction.ts'
import type { WrittenKey } from './guildSettings.ts'
import { plainText } from './messageParts.ts'
import { CONFIG_UPDATE } from './metadata.ts'
import { choiceWords } from './settingWords.ts'
import type { ConfigTexts } from './texts.ts'

/** Discord's limits, UTF-16 units: https://docs.discord.com/developers/components/reference */
const MAX_TITLE = 45
const MAX_DESCRIPTION = 100
const MAX_FIELD = 4_000
/** Of a role's name, UTF-16 units: there may be 25 of them, escaping may double them, and a text holds 4 000. */
const MAX_ROLE_NAME = 60

interface ValueModalOptions {
  readonly path: readonly string[]
  /** What is in force; null where nothing is. */
  readonly value: unknown
  readonly texts: ConfigTexts
  readonly roles: readonly DiscordRole[]
}

/** One value to be edited, with the present one in it. */
export function valueModal(options: ValueModalOptions): APIModalInteractionResponseCallbackData {
  const { path, value, texts, roles } = options
  const words = choiceWords({ texts, roles })
  const names = Array.isArray(value) ? namesOfIds(value.map(String), roles) : []
  return {
    // A name of the server's own may be as long as an id may be: it gets one of its own.
    custom_id: writeCustomId(CONFIG_UPDATE.name, 'set', path.slice(0, -1).join('.')),
    title: shorten(texts.modalTitle(words.key(path.join('.'), path[0])), MAX_TITLE),
    components: [
      {
        type: ComponentType.Label,
        label: texts.fieldLabel,
        description: shorten(texts.fieldHint(texts.expected(expectationAt(path))), MAX_DESCRIPTION),
        component: field(options),
      },
      ...(names.length > 0 ? [plainText(names.join('\n'))] : []),
    ],
  }
}

function field({ path, value, texts }: ValueModalOptions): APITextInputComponent {
  const expected = expectationAt(path)
  const isText = expected.kind === 'text'
  const maxLength = isText ? (expected.maxLength ?? MAX_FIELD) : MAX_FIELD
  const written = typeof value === 'boolean' ? (value ? texts.on : texts.off) : writeConfigValue(value)
  return {
    type: ComponentType.TextInput,
    custom_id: path.at(-1) ?? '',
    style: LONG.has(path.at(-2) ?? '') ? TextInputStyle.Paragraph : TextInputStyle.Short,
    max_length: maxLength,
    required: isText ? expected.minLength > 0 : expected.kind !== 'list',
    // Half a list would be another list.
    ...(written !== '' && written.length <= maxLength && { value: written }),
  }
}

/** Groups whose values may have several lines, or many words. */
const LONG: ReadonlySet<string> = new Set(['templates', 'permissions'])

/** A list holds ids of roles where they were picked. */
const namesOfIds = (entries: readonly string[], roles: readonly DiscordRole[]): readonly string[] =>
  roles
    .filter(({ id }) => entries.includes(id))
    .map(({ id, name }) => `${id}: ${escapeMarkdown(shorten(name, MAX_ROLE_NAME))}`)

/** What somebody has written into it. */
export function readValueModal({
  customId,
  fields,
}: Pick<ModalInteraction, 'customId' | 'fields'>): WrittenKey & { readonly text: string } {
  const [parent = ''] = readCustomId(customId).parts
  const [[name, text] = ['', '']] = fields
  return { key: `${parent}.${name}`, text }
}
