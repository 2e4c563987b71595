import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import type { ConfigChoices, NamedConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import type { SettingProblem } from './checkSetting.ts'
import type { SettingsMessages } from './messages/en.ts'
import { isRoleKey, roleOfKey, type SettingRow } from './settingRows.ts'
import type { Said } from './settingsView.ts'

/** What an entry of a list may be beside a Discord role. */
export const LIST_WORDS: readonly string[] = ['@everyone', 'admin', 'moderator']
/** What a text may have filled in. */
export const PLACEHOLDERS: readonly string[] = [
  '{{title}}',
  '{{type}}',
  '{{username}}',
  '{{duration}}',
  '{{attendance}}',
  '{{start}}',
]

/** As long as Discord's ids are. */
const ID = /^\d{17,20}$/
const CHANNELS = 'notifications.channels.'
/** After so many characters a text that only stands beside something else is cut. */
const SHORT_TEXT = 120
/** Names in one sentence. */
const NAMED_SETTINGS = 3

/** Says settings and their values as this server calls things. */
export interface SettingWords {
  name(key: string): string
  hint(row: Pick<SettingRow, 'key' | 'kind' | 'description'>): string
  value(key: string, value: unknown): string
  /** One entry of a list, or a Discord role by the name that a key has for it. */
  role(entry: string): string
  channel(written: string): string
  changer(change: NamedConfigChange): string
  problem(key: string, problem: SettingProblem): string
  said(said: Said): string
}

export interface WordsOptions {
  readonly messages: SettingsMessages
  readonly choices: Pick<ConfigChoices, 'roles' | 'channels'> | null
}

export function createSettingWords({ messages, choices }: WordsOptions): SettingWords {
  const role = (entry: string): string => {
    if (!ID.test(entry)) return entry
    return choices?.roles.find(({ id }) => id === entry)?.name ?? messages.goneRole(entry)
  }
  const channel = (written: string): string => {
    const found = choices?.channels?.find(({ id, name }) => id === written || name === written)
    if (found) return `#${found.name}`
    return ID.test(written) ? messages.goneChannel(written) : `#${written}`
  }
  const entry = (written: string): string => messages.words[written] ?? role(written)
  const name = (key: string): string => messages.name(key) ?? (isRoleKey(key) ? role(roleOfKey(key)) : key)
  const value = (key: string, of: unknown): string => {
    if (of === null || of === undefined) return messages.notSet
    if (typeof of === 'boolean') return of ? messages.on : messages.off
    if (Array.isArray(of))
      return of.length === 0 ? messages.nobody : of.map(each => entry(String(each))).join(', ')
    const text = String(of)
    if (text === '') return messages.empty
    if (isRoleKey(key)) return messages.roles[text] ?? text
    return key.startsWith(CHANNELS) ? channel(text) : messages.quoted(shorten(text))
  }
  const changer = ({ by, way }: NamedConfigChange): string => {
    if (way === 'import') return messages.byFile
    if (by.name !== null) return by.name
    return by.userId === null && by.serviceId !== null ? messages.byService(by.serviceId) : messages.somebody
  }
  return {
    name,
    hint({ key, kind, description }) {
      if (kind === 'list') return messages.command(key.split('.').at(-1) ?? key)
      if (kind !== 'role') return messages.hint(key, description)
      return key.endsWith('.default') ? messages.everybodyElseHint : messages.roleHint
    },
    value,
    role: entry,
    channel,
    changer,
    problem(key, problem) {
      const { problems } = messages
      switch (problem.kind) {
        case 'wrongValue':
          return problems.wrongValue(name(key), problems.expected(problem.expected))
        case 'roleName':
          return problems.roleName
        case 'meanwhile':
          return problems.meanwhile
        case 'refused': {
          const known: Readonly<Record<string, unknown>> = problems
          const sentence = known[problem.code]
          return typeof sentence === 'string' ? sentence : problems.other
        }
      }
    },
    said: said => saidText(said, { messages, name, changer }),
  }
}

const shorten = (text: string): string =>
  text.length <= SHORT_TEXT ? text : `${text.slice(0, SHORT_TEXT).trimEnd()}…`

interface SaidParts extends Pick<SettingWords, 'name' | 'changer'> {
  readonly messages: SettingsMessages
}

function saidText(said: Said, { messages, name, changer }: SaidParts): string {
  const section = (of: ConfigSection): string => messages.sections[of]
  switch (said.kind) {
    case 'saved':
    case 'cleared':
    case 'undone':
    case 'changedSince':
    case 'notSaved':
      return messages[said.kind](name(said.key))
    case 'reset':
      return messages.wasReset(section(said.section))
    case 'sectionNotReset':
      return messages.notSaved(section(said.section))
    case 'sectionUndone':
      return messages.undone(section(said.section))
    case 'sectionChangedSince':
      return messages.changedSince(section(said.section))
    case 'others': {
      const [latest] = said.changes
      const names = [...new Set(said.changes.flatMap(({ keys }) => keys.map(({ key }) => name(key))))]
      const more = names.length - NAMED_SETTINGS
      const told = more > 0 ? [...names.slice(0, NAMED_SETTINGS), messages.andMore(more)] : names
      return messages.others(latest ? changer(latest) : messages.somebody, told)
    }
  }
}
