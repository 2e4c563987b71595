import type { FormProblem } from '../formErrors.ts'
import {
  COMMAND_TYPE,
  isChatName,
  OPTION_TYPE,
  type SentChoice,
  type SentCommand,
  type SentOption,
} from './commandSchema.ts'

/** Names, descriptions and values of choices together; of translations the longest counts. */
const MAX_CHARACTERS = 8000

type Path = FormProblem['path']
type Named = Pick<SentOption, 'name' | 'name_localizations'>

/** What of a command's rules its schema doesn't say. */
export function checkCommand(command: SentCommand): FormProblem[] {
  const options = command.options ?? []
  return [
    ...checkKind(command),
    ...(isTyped(command) ? checkNames(command, []) : []),
    ...checkOptions(options, ['options']),
    ...(charactersIn(command) > MAX_CHARACTERS
      ? [problem([], 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MAX_CHARACTERS})`)]
      : []),
  ]
}

/** Names tell commands of one type apart, in every language. */
export function checkTogether(commands: readonly SentCommand[]): FormProblem[] {
  const entryPoints = commands.filter(({ type }) => type === COMMAND_TYPE.entryPoint)
  const locales = new Set(commands.flatMap(command => Object.keys(command.name_localizations ?? {})))
  const taken = new Set<string>()
  const repeated = commands.flatMap((command, index) => {
    const names = [null, ...locales].map(locale => `${command.type} ${locale} ${nameIn(command, locale)}`)
    const isTaken = names.some(name => taken.has(name))
    for (const name of names) taken.add(name)
    const message = 'Application command names must be unique'
    return isTaken ? [problem([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message)] : []
  })
  const second = entryPoints[1]
  if (second === undefined) return repeated
  const message = 'Applications can only have one Entry Point command.'
  return [...repeated, problem([commands.indexOf(second)], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message)]
}

const problem = (path: Path, code: string, message: string): FormProblem => ({ path, code, message })

/** Somebody types the name of it. */
const isTyped = ({ type }: SentCommand) => type === COMMAND_TYPE.chatInput || type === COMMAND_TYPE.entryPoint

function checkKind({ type, description, options, handler }: SentCommand): FormProblem[] {
  const problems: FormProblem[] = []
  const hasDescription = description != null && description !== ''
  if (type === COMMAND_TYPE.chatInput && !hasDescription)
    problems.push(problem(['description'], 'BASE_TYPE_REQUIRED', 'This field is required'))
  if ((type === COMMAND_TYPE.user || type === COMMAND_TYPE.message) && hasDescription)
    problems.push(
      problem(
        ['description'],
        'APPLICATION_COMMAND_DESCRIPTION_INVALID',
        'Context menu commands cannot have a description',
      ),
    )
  if (type !== COMMAND_TYPE.chatInput && options != null && options.length > 0)
    problems.push(
      problem(['options'], 'APPLICATION_COMMAND_OPTIONS_INVALID', 'This command type cannot have options'),
    )
  if (type !== COMMAND_TYPE.entryPoint && handler != null)
    problems.push(
      problem(['handler'], 'APPLICATION_COMMAND_HANDLER_INVALID', 'Only Entry Point commands have a handler'),
    )
  return problems
}

function checkNames({ name, name_localizations }: Named, path: Path): FormProblem[] {
  const wrong = (at: Path) =>
    problem([...path, ...at], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
  return [
    ...(isChatName(name) ? [] : [wrong(['name'])]),
    ...Object.entries(name_localizations ?? {}).flatMap(([locale, localized]) =>
      isChatName(localized) ? [] : [wrong(['name_localizations', locale])],
    ),
  ]
}

function checkOptions(options: readonly SentOption[], path: Path): FormProblem[] {
  const problems = options.flatMap((option, index) => checkOption(option, [...path, index]))
  const firstOptional = options.findIndex(option => option.required !== true)
  const late = options.findIndex((option, index) => option.required === true && index > firstOptional)
  if (firstOptional !== -1 && late !== -1)
    problems.push(
      problem(
        [...path, late],
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      ),
    )
  return [...problems, ...checkRepeatedNames(options, path)]
}

function checkRepeatedNames(options: readonly Named[], path: Path): FormProblem[] {
  const locales = new Set(options.flatMap(option => Object.keys(option.name_localizations ?? {})))
  const taken = new Set<string>()
  return options.flatMap((option, index) => {
    const names = [null, ...locales].map(locale => `${locale} ${nameIn(option, locale)}`)
    const isTaken = names.some(name => taken.has(name))
    for (const name of names) taken.add(name)
    const at = [...path, index, 'name']
    return isTaken
      ? [problem(at, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option name already exists')]
      : []
  })
}

function nameIn({ name, name_localizations }: Named, locale: string | null): string {
  const found = Object.entries(name_localizations ?? {}).find(([key]) => key === locale)
  return found?.[1] ?? name
}

function checkOption(option: SentOption, path: Path): FormProblem[] {
  const { type, choices, autocomplete } = option
  const problems = [...checkNames(option, path), ...checkRange(option, path)]
  const isNested = type === OPTION_TYPE.subcommand || type === OPTION_TYPE.group
  const hasChoices = choices != null && choices.length > 0
  const mayPropose: number[] = [OPTION_TYPE.text, OPTION_TYPE.integer, OPTION_TYPE.number]
  if (hasChoices && autocomplete === true)
    problems.push(
      problem(
        [...path, 'autocomplete'],
        'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_INVALID',
        'Autocomplete options cannot have choices',
      ),
    )
  if ((hasChoices || autocomplete === true) && !mayPropose.includes(type))
    problems.push(
      problem(
        [...path, 'type'],
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'This option type cannot have choices',
      ),
    )
  if (!isNested && (option.options ?? []).length > 0)
    problems.push(
      problem(
        [...path, 'options'],
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'This option cannot have options',
      ),
    )
  return [
    ...problems,
    ...checkChoices(choices ?? [], option, [...path, 'choices']),
    ...checkOptions(option.options ?? [], [...path, 'options']),
  ]
}

function checkRange(option: SentOption, path: Path): FormProblem[] {
  const { type, min_length, max_length, min_value, max_value } = option
  const problems: FormProblem[] = []
  const isNumeric = type === OPTION_TYPE.integer || type === OPTION_TYPE.number
  if ((min_length != null || max_length != null) && type !== OPTION_TYPE.text)
    problems.push(invalidRange([...path, 'max_length'], 'Only text has a length'))
  if ((min_value != null || max_value != null) && !isNumeric)
    problems.push(invalidRange([...path, 'max_value'], 'Only numbers have a range'))
  if (max_length === 0 || (min_length != null && max_length != null && min_length > max_length))
    problems.push(invalidRange([...path, 'max_length'], 'Must be greater than or equal to min_length'))
  if (min_value != null && max_value != null && min_value > max_value)
    problems.push(invalidRange([...path, 'max_value'], 'Must be greater than or equal to min_value'))
  return problems
}

const invalidRange = (path: Path, message: string) =>
  problem(path, 'APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID', message)

function checkChoices(choices: readonly SentChoice[], option: SentOption, path: Path): FormProblem[] {
  const isText = option.type === OPTION_TYPE.text
  return choices.flatMap(({ name, value }, index) => {
    const problems: FormProblem[] = []
    if (
      (typeof value === 'string') !== isText ||
      (option.type === OPTION_TYPE.integer && !Number.isInteger(value))
    )
      problems.push(problem([...path, index, 'value'], 'BASE_TYPE_INVALID', 'Value is of another type'))
    if (choices.findIndex(choice => choice.name === name) !== index)
      problems.push(
        problem(
          [...path, index],
          'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS',
          'The specified choice name already exists',
        ),
      )
    return problems
  })
}

function charactersIn(command: SentCommand): number {
  return (
    longest(command.name, command.name_localizations) +
    longest(command.description ?? '', command.description_localizations) +
    charactersInOptions(command.options ?? [])
  )
}

function charactersInOptions(options: readonly SentOption[]): number {
  return options.reduce((sum, option) => {
    const own =
      longest(option.name, option.name_localizations) +
      longest(option.description, option.description_localizations)
    const choices = (option.choices ?? []).reduce(
      (all, choice) => all + longest(choice.name, choice.name_localizations) + String(choice.value).length,
      0,
    )
    return sum + own + choices + charactersInOptions(option.options ?? [])
  }, 0)
}

const longest = (text: string, localized: Readonly<Record<string, string>> | null | undefined): number =>
  Math.max(text.length, ...Object.values(localized ?? {}).map(each => each.length))
