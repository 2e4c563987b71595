import type { OfferedCommand, OfferedOption, OptionValues } from '../../chatApi.ts'

/** What somebody is writing into a command, before it is sent. */

export interface Proposal {
  readonly name: string
  readonly value: string | number | boolean
}

export interface Field {
  readonly option: OfferedOption
  /** As it stands in the field. */
  readonly text: string
  /** The proposal that was picked; null as soon as somebody writes on. */
  readonly picked: Proposal | null
}

export type Checked =
  | { readonly ok: true; readonly values: OptionValues }
  /** Sentences by the option's name. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

const chatInput = 1

/** Option types of Discord's API. */
const optionType = { integer: 4, flag: 5, number: 10 } as const

/** What the list shows for `/kaltura-w`; commands that begin so come first. Null while it isn't about a command. */
export function commandsFor(
  text: string,
  commands: readonly OfferedCommand[],
): readonly OfferedCommand[] | null {
  const wanted = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase()
  if (wanted === undefined) return null
  const offered = commands.filter(({ type }) => type === chatInput)
  const begins = (command: OfferedCommand) => namesOf(command).some(name => name.startsWith(wanted))
  const holds = (command: OfferedCommand) => namesOf(command).some(name => name.includes(wanted))
  return [...offered.filter(begins), ...offered.filter(command => !begins(command) && holds(command))]
}

/** Whoever knows the name by heart writes on after a space. */
export function commandWritten(text: string, commands: readonly OfferedCommand[]): OfferedCommand | null {
  const written = /^\/(\S+) $/.exec(text)?.[1]?.toLowerCase()
  if (written === undefined) return null
  return commands.find(command => command.type === chatInput && namesOf(command).includes(written)) ?? null
}

/** Those who know a command by its registered name find it in any language. */
const namesOf = ({ label, name }: OfferedCommand): readonly string[] => [label.toLowerCase(), name]

/** The values of a closed list, filtered by what is written; null where anything can be written. */
export function closedList({ option, text, picked }: Field): readonly Proposal[] | null {
  const all: readonly Proposal[] | null =
    option.type === optionType.flag
      ? [
          { name: 'True', value: true },
          { name: 'False', value: false },
        ]
      : option.choices.length > 0
        ? option.choices
        : null
  if (all === null || picked !== null) return all
  const wanted = text.trim().toLowerCase()
  return all.filter(({ name }) => name.toLowerCase().includes(wanted))
}

/** As Discord's client checks, before anything is sent. */
export function checkFields(fields: readonly Field[]): Checked {
  const values: Record<string, string | number | boolean> = {}
  const problems: Record<string, string> = {}
  for (const field of fields) {
    const { name, required } = field.option
    if (field.picked !== null) values[name] = field.picked.value
    else if (field.text.trim() === '') {
      if (required) problems[name] = 'This option is required. Write a value.'
    } else {
      const read = readField(field)
      if ('problem' in read) problems[name] = read.problem
      else values[name] = read.value
    }
  }
  return Object.keys(problems).length === 0 ? { ok: true, values } : { ok: false, problems }
}

/** What the application is told of the other options while somebody writes into one: only what would be valid. */
export function valuesBeside(fields: readonly Field[], optionName: string): OptionValues {
  const others = fields.filter(({ option }) => option.name !== optionName)
  return Object.assign(
    {},
    ...others.map(field => {
      const checked = checkFields([field])
      return checked.ok ? checked.values : {}
    }),
  )
}

type Read = { readonly value: string | number | boolean } | { readonly problem: string }

function readField(field: Field): Read {
  const { option } = field
  const list = closedList(field)
  if (list !== null) {
    const named = list.find(({ name }) => name.toLowerCase() === field.text.trim().toLowerCase())
    return named === undefined ? { problem: 'Choose one of the list.' } : { value: named.value }
  }
  if (option.type === optionType.integer || option.type === optionType.number) return readNumber(field)
  return readText(field)
}

function readNumber({ option, text }: Field): Read {
  const value = Number(text.trim())
  const whole = option.type === optionType.integer
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value)))
    return { problem: whole ? 'Write a whole number.' : 'Write a number.' }
  if (option.min !== null && value < option.min) return { problem: `Write a number from ${option.min} up.` }
  if (option.max !== null && value > option.max) return { problem: `Write a number up to ${option.max}.` }
  return { value }
}

function readText({ option, text }: Field): Read {
  const length = [...text].length
  if (option.minLength !== null && length < option.minLength)
    return { problem: `Write at least ${option.minLength} characters.` }
  if (option.maxLength !== null && length > option.maxLength)
    return { problem: `Write at most ${option.maxLength} characters; these are ${length}.` }
  return { value: text }
}
