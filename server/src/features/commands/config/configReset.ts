import type { ChangedKey } from '@kaltura-discord/shared/config/diffConfig.ts'
import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord-api-types/v10'
import * as z from 'zod'
import { readCustomId, writeCustomId } from '../../../discord/customId.ts'
import { fail, type Result, succeed } from '../../../platform/result.ts'
import type { Command, Handler, Message } from '../command.ts'
import type { ComponentInteraction } from '../interaction.ts'
import { type Changer, changeBy } from './changer.ts'
import type { ConfigCommandParts } from './guildSettings.ts'
import { buttonRow, plainText } from './messageParts.ts'
import { CONFIG_RESET } from './metadata.ts'
import { namesOf } from './namesOf.ts'
import { settingRows } from './settingRows.ts'
import { messageWords, type SettingWords } from './settingWords.ts'
import { isWithin, type ShownSection, ShownSectionSchema } from './shownSection.ts'
import { CONFIG_TEXTS, type ConfigTexts } from './texts.ts'

/** Of all keys that are named, UTF-16 units: Discord's 4 000 of a message, less what stands around them. */
const MAX_LIST_TEXT = 3_000

/** The section, and the tag of the state that was shown: entity tags have quotes. */
const PartsSchema = z.tuple([ShownSectionSchema, z.string().regex(/^"[\w-]+"$/)])

export function createConfigResetCommand(parts: ConfigCommandParts): Command {
  return {
    metadata: CONFIG_RESET,
    run: () => ({
      when: 'later',
      handle({ options, ...interaction }, { member: { guildId } }) {
        const section = ShownSectionSchema.parse(options.get('section'))
        const resetting = { section, changer: { ...interaction, guildId } }
        return options.get('confirm') === true ? reset(parts, resetting, null) : ask(parts, resetting)
      },
    }),
    buttons: { reset: createResetButton(parts), keep: KEEP },
  }
}

const createResetButton = (parts: ConfigCommandParts): Handler<ComponentInteraction> => ({
  when: 'later',
  replaces: true,
  async handle(interaction, { member: { guildId } }) {
    const asked = PartsSchema.safeParse(readCustomId(interaction.customId).parts)
    if (!asked.success) return fail('invalid_request', 'There is nothing to reset like that.')
    const [section, tag] = asked.data
    return reset(parts, { section, changer: { ...interaction, guildId } }, tag)
  },
})

const KEEP: Handler<ComponentInteraction> = {
  when: 'later',
  replaces: true,
  handle: async ({ language }) => succeed({ text: CONFIG_TEXTS[language].kept }),
}

interface Resetting {
  readonly section: ShownSection
  readonly changer: Changer
}

async function ask(parts: ConfigCommandParts, { section, changer }: Resetting): Promise<Result<Message>> {
  const { settings } = parts
  const texts = CONFIG_TEXTS[changer.language]
  const state = await settings.view(changer.guildId)
  const rows = settingRows(state, settings.keys()).filter(row => row.isSet && isWithin(row, section))
  if (rows.length === 0) return succeed({ text: texts.nothingToReset(texts.sections[section]) })
  const words = messageWords({ texts, roles: await namesOf(parts, changer.guildId) })
  const lines = rows.map(row => changeLine({ ...row, before: row.value, after: row.defaultValue }, words))
  return succeed({
    components: [
      plainText(`## ${texts.resetTitle(texts.sections[section])}\n${texts.wouldReset(rows.length)}`),
      plainText(cutList(lines, texts)),
      buttonRow([
        button(ButtonStyle.Danger, texts.resetButton(texts.sections[section]), [
          'reset',
          section,
          settings.tagOf(state.version),
        ]),
        button(ButtonStyle.Secondary, texts.keepButton, ['keep']),
      ]),
    ],
  })
}

async function reset(
  parts: ConfigCommandParts,
  { section, changer }: Resetting,
  tag: string | null,
): Promise<Result<Message>> {
  const texts = CONFIG_TEXTS[changer.language]
  const done = await parts.settings.reset(changeBy(changer, tag), section === 'all' ? null : section)
  if (!done.ok) return done.error.code === 'precondition_failed' ? succeed({ text: texts.movedOn }) : done
  const { changed } = done.value
  if (changed.length === 0) return succeed({ text: texts.nothingToReset(texts.sections[section]) })
  const words = messageWords({ texts, roles: await namesOf(parts, changer.guildId) })
  const title = texts.hasReset(texts.sections[section], changed.length)
  const lines = changed.map(each => changeLine(each, words))
  return succeed({ components: [plainText(title), plainText(cutList(lines, texts))] })
}

const changeLine = ({ key, before, after }: ChangedKey, words: SettingWords): string =>
  `${words.key(key)}: ${words.value(key, before)} → **${words.value(key, after)}**`

/** As many lines as there is room for, and how many there are besides. */
function cutList(lines: readonly string[], texts: ConfigTexts): string {
  let length = 0
  const shown = lines.filter(line => {
    length += line.length + 1
    return length <= MAX_LIST_TEXT
  })
  const more = lines.length - shown.length
  return [...shown, ...(more > 0 ? [`-# ${texts.andMore(more)}`] : [])].join('\n')
}

const button = (
  style: ButtonStyle.Danger | ButtonStyle.Secondary,
  label: string,
  [action, ...parts]: readonly [string, ...string[]],
): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style,
  label,
  custom_id: writeCustomId(CONFIG_RESET.name, action, ...parts),
})
