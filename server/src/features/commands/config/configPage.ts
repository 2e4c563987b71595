import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import type { DiscordRole } from '@kaltura-discord/shared/permissions/permissions.ts'
import type { ConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import {
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import { writeCustomId } from '../../../discord/customId.ts'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import type { Message } from '../command.ts'
import { buttonRow, plainText } from './messageParts.ts'
import { CONFIG_VIEW } from './metadata.ts'
import type { SettingRow } from './settingRows.ts'
import { messageWords, type SettingWords } from './settingWords.ts'
import { SHOWN_SECTIONS, type ShownSection } from './shownSection.ts'
import type { ConfigTexts } from './texts.ts'

/** Of all rows on a page, UTF-16 units: Discord's 4 000 of a message, less what stands around them. */
const MAX_PAGE_TEXT = 3_500

export interface ConfigPageOptions {
  readonly section: ShownSection
  /** From 0; one that there isn't any more is the last one. */
  readonly page: number
  readonly rows: readonly SettingRow[]
  /** The last change of each key that differs from its default. */
  readonly changes: ReadonlyMap<string, ConfigChange>
  readonly roles: readonly DiscordRole[]
  readonly texts: ConfigTexts
}

interface Line {
  readonly section: ConfigSection
  readonly text: string
}

/** One page of a server's configuration: as many keys as a message holds, and buttons to the others. */
export function configPage(options: ConfigPageOptions): Message {
  const { section, rows, texts } = options
  const words = messageWords(options)
  const pages = paged(rows.map(row => ({ section: row.section, text: lineOf(row, words, options) })))
  const page = Math.min(options.page, pages.length - 1)
  const differing = rows.filter(({ differs }) => differs).length
  const title = [`## ${texts.viewTitle(texts.sections[section])}`, `-# ${texts.differing(differing)}`]
  if (pages.length > 1) title.push(`-# ${texts.page(page + 1, pages.length)}`)
  const shown = Map.groupBy(pages[page] ?? [], each => each.section)
  return {
    components: [
      plainText(title.join('\n')),
      ...[...shown].map(([each, lines]) => sectionBox(texts.sections[each], lines)),
      buttonRow(SHOWN_SECTIONS.map(each => sectionButton(each, options))),
      ...(pages.length > 1 ? [buttonRow(turnButtons(section, page, pages.length, texts))] : []),
    ],
  }
}

/** What belongs together stands in one box. */
function sectionBox(name: string, lines: readonly Line[]): APIMessageTopLevelComponent {
  return {
    type: ComponentType.Container,
    components: [plainText(`### ${name}\n${lines.map(({ text }) => text).join('\n')}`)],
  }
}

function lineOf(row: SettingRow, words: SettingWords, { changes, texts }: ConfigPageOptions): string {
  const { key, section, value, defaultValue, differs } = row
  const line = `${words.key(key, section)}: ${value === null ? texts.notSet : `**${words.value(key, value)}**`}`
  if (!differs) return line
  const change = changes.get(key)
  const about = [
    texts.defaultIs(words.value(key, defaultValue)),
    ...(change ? [whoAndWhen(change, texts)] : []),
  ]
  return `${line}\n-# ${about.join(' · ')}`
}

/** Discord shows the time in the reader's own words, and the member by name; nobody is told of it. */
function whoAndWhen({ at, way, by }: ConfigChange, texts: ConfigTexts): string {
  const when = `<t:${Math.floor(Date.parse(at) / 1000)}:R>`
  if (way === 'import') return texts.byFile(when)
  const who = by.userId === null ? texts.byService(escapeMarkdown(by.serviceId ?? '')) : `<@${by.userId}>`
  return texts.changedBy(who, when)
}

/** As many lines on each page as fit, none of them cut. There is always a page. */
function paged(lines: readonly Line[]): readonly (readonly Line[])[] {
  const pages: Line[][] = [[]]
  let length = 0
  for (const line of lines) {
    if (length + line.text.length > MAX_PAGE_TEXT) {
      pages.push([])
      length = 0
    }
    pages.at(-1)?.push(line)
    length += line.text.length + 1
  }
  return pages
}

function sectionButton(
  section: ShownSection,
  { section: shown, texts }: ConfigPageOptions,
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: section === shown ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: texts.sections[section],
    custom_id: writeCustomId(CONFIG_VIEW.name, 'section', section, '0'),
    disabled: section === shown,
  }
}

function turnButtons(section: ShownSection, page: number, pages: number, texts: ConfigTexts) {
  const to = (target: number, label: string): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: writeCustomId(CONFIG_VIEW.name, 'page', section, String(target)),
    disabled: target < 0 || target >= pages,
  })
  return [to(page - 1, texts.previous), to(page + 1, texts.next)]
}
