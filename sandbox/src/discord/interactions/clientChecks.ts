import type { RegisteredCommand, RegisteredOption } from '../application/commandRegistry.ts'
import type { OptionValues } from '../chatApi.ts'

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
export const OPTION = { text: 3, integer: 4, flag: 5, number: 10 } as const

/** Somebody's client wouldn't send this. */
export interface Objection {
  readonly field: string
  readonly message: string
}

const MAX_TEXT = 6000

/** As Discord's client checks what has been filled in, before anything is sent. */
export function checkOptions(command: RegisteredCommand, given: OptionValues): Objection | null {
  const known = command.options ?? []
  const unknown = Object.keys(given).find(name => !known.some(option => option.name === name))
  if (unknown !== undefined) return object(unknown, `/${command.name} has no such option.`)
  for (const option of known) {
    const value = Object.hasOwn(given, option.name) ? given[option.name] : undefined
    const objection = value === undefined ? missing(option) : checkValue(option, value)
    if (objection !== null) return objection
  }
  return null
}

const object = (name: string, message: string): Objection => ({
  field: `options.${name}`,
  message: `options.${name}: ${message}`,
})

const missing = ({ name, required }: RegisteredOption): Objection | null =>
  required === true ? object(name, 'This option is required.') : null

type Value = string | number | boolean

function checkValue(option: RegisteredOption, value: Value): Objection | null {
  const { name, type, choices } = option
  const say = (message: string): Objection => object(name, message)
  const wanted = TYPES[type]
  if (wanted === undefined) return say(`The sandbox knows no options of type ${type}.`)
  if (!wanted.fits(value)) return say(`This must be ${wanted.called}.`)
  const isFree = (choices ?? []).length === 0 || option.autocomplete === true
  if (!isFree && choices?.some(choice => choice.value === value) !== true)
    return say('This is none of the choices.')
  if (typeof value === 'string') return checkLength(option, [...value].length, say)
  return typeof value === 'number' ? checkRange(option, value, say) : null
}

const TYPES: Readonly<Record<number, { readonly called: string; fits(value: Value): boolean }>> = {
  [OPTION.text]: { called: 'text', fits: value => typeof value === 'string' },
  [OPTION.integer]: { called: 'a whole number', fits: value => Number.isSafeInteger(value) },
  [OPTION.flag]: { called: 'true or false', fits: value => typeof value === 'boolean' },
  [OPTION.number]: { called: 'a number', fits: value => typeof value === 'number' },
}

type Say = (message: string) => Objection

function checkLength(option: RegisteredOption, length: number, say: Say): Objection | null {
  const { min_length: min = 0, max_length: max = MAX_TEXT } = option
  if (length < Math.max(min, option.required === true ? 1 : 0))
    return say(`This is shorter than ${Math.max(1, min)}.`)
  return length > max ? say(`This is longer than ${max}.`) : null
}

function checkRange({ min_value: min, max_value: max }: RegisteredOption, value: number, say: Say) {
  if (min !== undefined && value < min) return say(`This is less than ${min}.`)
  return max !== undefined && value > max ? say(`This is more than ${max}.`) : null
}
