import { expectationAt } from '@kaltura-discord/shared/config/configKeys.ts'
import { parseList } from '@kaltura-discord/shared/config/parseConfigValue.ts'
import { writeConfigValue } from '@kaltura-discord/shared/config/writeConfigValue.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { Choice } from '../command.ts'
import { fitting, holds, MAX_CHOICE_LENGTH } from './choiceLimits.ts'
import type { Proposing } from './keyChoices.ts'
import { isSame, type SettingRow } from './settingRows.ts'
import { LIST_WORDS } from './settingWords.ts'

/** Values that a key takes, those that hold the text. */
export function valueChoices(
  typed: string,
  path: readonly string[],
  proposing: Proposing,
): readonly Choice[] {
  const key = path.join('.')
  const row = proposing.rows.find(each => each.key === key)
  return proposed(typed, { path, key, row }, proposing)
    .map(({ value, name }) => ({ value, name: shorten(name, MAX_CHOICE_LENGTH) }))
    .filter(fitting)
}

interface Target {
  readonly path: readonly string[]
  readonly key: string
  /** Undefined for a role that nothing has been said of yet. */
  readonly row: SettingRow | undefined
}

interface Proposed {
  readonly name: string
  readonly value: string
}

function proposed(typed: string, target: Target, proposing: Proposing): readonly Proposed[] {
  const expected = expectationAt(target.path)
  switch (expected.kind) {
    case 'boolean':
      return among([true, false], typed, target, proposing)
    case 'choice':
      return among(expected.choices, typed, target, proposing)
    case 'list':
      return typed.trim() === ''
        ? [...known(target, proposing), ...entries('', proposing)]
        : entries(typed, proposing)
    default:
      return [...asTyped(typed), ...known(target, proposing).filter(({ name }) => holds(typed, name))]
  }
}

const among = (values: readonly unknown[], typed: string, target: Target, proposing: Proposing) =>
  values.map(value => marked(value, target, proposing)).filter(({ name, value }) => holds(typed, name, value))

/** What it is now, and what the default is where that is something else. */
function known(target: Target, proposing: Proposing): readonly Proposed[] {
  const { value = null, defaultValue = null } = target.row ?? {}
  return [value, ...(isSame(value, defaultValue) ? [] : [defaultValue])]
    .filter(each => each !== null)
    .map(each => marked(each, target, proposing))
}

/** `on (now, default)` */
function marked(value: unknown, { key, row }: Target, { texts, words }: Proposing): Proposed {
  const marks = [
    ...(row && isSame(value, row.value) ? [texts.now] : []),
    ...(row && isSame(value, row.defaultValue) ? [texts.asDefault] : []),
  ]
  const mark = marks.length > 0 ? ` (${marks.join(', ')})` : ''
  const name = shorten(words.value(key, value), MAX_CHOICE_LENGTH - mark.length)
  return { name: name + mark, value: writeConfigValue(value) }
}

const asTyped = (typed: string): readonly Proposed[] =>
  typed.trim() === '' ? [] : [{ name: typed, value: typed }]

/** The entries so far, with each that could come next. */
function entries(typed: string, { roles, words }: Proposing): readonly Proposed[] {
  const comma = typed.lastIndexOf(',')
  const sofar = parseList(typed.slice(0, Math.max(0, comma)).trim())
  const next = [...LIST_WORDS.map(word => ({ id: word, name: word })), ...roles]
  return next
    .filter(({ id, name }) => !sofar.includes(id) && holds(typed.slice(comma + 1), name))
    .map(({ id }) => [...sofar, id])
    .map(list => ({ name: words.value('', list), value: writeConfigValue(list) }))
}
