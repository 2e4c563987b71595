import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import { type DiscordRole, isNamed } from '@kaltura-discord/shared/permissions/permissions.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { Choice } from '../command.ts'
import { fitting, holds, MAX_CHOICE_LENGTH } from './choiceLimits.ts'
import { isRoleKey, ROLE_KEY, type SettingRow } from './settingRows.ts'
import type { SettingWords } from './settingWords.ts'
import type { ConfigTexts } from './texts.ts'

export interface Proposing {
  readonly rows: readonly SettingRow[]
  readonly roles: readonly DiscordRole[]
  readonly texts: ConfigTexts
  /** For names of proposals. */
  readonly words: SettingWords
}

/** Keys that hold the text anywhere, each with what it is now, and Discord roles that nothing has been said of yet. */
export function keyChoices(
  text: string,
  section: ConfigSection | null,
  proposing: Proposing,
): readonly Choice[] {
  const { rows, texts, words } = proposing
  const known = rows
    .filter(row => section === null || row.section === section)
    .map(({ key, value }) => ({ key, name: `${words.key(key, section ?? '')}: ${words.value(key, value)}` }))
  const further = section === null || section === 'roles' ? unmapped(proposing) : []
  return [
    ...known,
    ...further.map(({ key, name }) => ({ key, name: `${texts.role(name)}: ${texts.notSet}` })),
  ]
    .filter(({ key, name }) => holds(text, key, name))
    .map(({ key, name }) => ({ name: shorten(name, MAX_CHOICE_LENGTH), value: shortest(key, section) }))
    .filter(fitting)
}

/** By id: a name may be like another one's, or change. */
function unmapped({ rows, roles, words }: Proposing) {
  const entries = rows.map(({ key }) => key).filter(isRoleKey)
  return roles
    .filter(role => !entries.some(key => isNamed(role, key.slice(ROLE_KEY.length))))
    .map(({ id, name }) => ({ key: ROLE_KEY + id, name: words.value('', name) }))
}

/** The longest names of roles leave no room for the section, which is given beside them. */
const shortest = (key: string, section: ConfigSection | null): string =>
  key.length > MAX_CHOICE_LENGTH && section !== null ? key.slice(section.length + 1) : key
