import { isObject, type JsonObject } from '../../conformance/jsonTree.ts'
import type { StandInResponse } from '../../standIn.ts'
import { type FormProblem, invalidFormOf } from '../formErrors.ts'

export type Path = FormProblem['path']

export interface TextRule {
  readonly min?: number
  readonly max: number
  readonly required?: boolean
}

export interface NumberRule {
  readonly min: number
  readonly max: number
  readonly required?: boolean
}

export interface ListRule {
  readonly min?: number
  readonly max: number
  readonly required?: boolean
}

/**
 * One JSON object of a request. What is asked of it is checked as Discord's API does, and what is wrong is noted with
 * its path, for all of it at once. `null` counts as left out, as it does there.
 */
export interface Form {
  readonly value: JsonObject
  readonly path: Path
  has(name: string): boolean
  text(name: string, rule: TextRule): string | undefined
  integer(name: string, rule: NumberRule): number | undefined
  flag(name: string): boolean | undefined
  oneOf(name: string, allowed: readonly (string | number)[], required?: boolean): void
  /** Absolute, of one of these schemes. */
  url(name: string, schemes: readonly string[], rule?: TextRule): string | undefined
  list(name: string, rule: ListRule): readonly unknown[]
  /** The objects of a list. */
  forms(name: string, rule: ListRule): readonly Form[]
  /** null where there is none, or something else. */
  form(name: string, required?: boolean): Form | null
  refuse(name: string | null, code: string, message: string): void
}

const MESSAGES = {
  required: 'This field is required',
  object: 'Only dictionaries may be used in a DictType',
} as const

export function createForm(value: JsonObject, errors: FormProblem[], path: Path = []): Form {
  const refuse = (name: string | null, code: string, message: string): void => {
    errors.push({ path: name === null ? path : [...path, name], code, message })
  }
  const isMissing = (name: string, required = false): boolean => {
    const missing = value[name] === undefined || value[name] === null
    if (missing && required) refuse(name, 'BASE_TYPE_REQUIRED', MESSAGES.required)
    return missing
  }
  const inner = (found: unknown, at: Path): Form | null => {
    if (isObject(found)) return createForm(found, errors, at)
    errors.push({ path: at, code: 'DICT_TYPE_CONVERT', message: MESSAGES.object })
    return null
  }

  function text(name: string, { min = 0, max, required }: TextRule): string | undefined {
    if (isMissing(name, required)) return undefined
    const found = value[name]
    if (typeof found !== 'string') {
      refuse(name, 'STRING_TYPE_CONVERT', 'Could not interpret this as string.')
      return undefined
    }
    const { code, message } = lengthProblem(lengthOf(found), min, max) ?? {}
    if (code !== undefined && message !== undefined) refuse(name, code, message)
    return found
  }

  function list(name: string, { min = 0, max, required }: ListRule): readonly unknown[] {
    if (isMissing(name, required)) return []
    const found = value[name]
    if (!Array.isArray(found)) {
      refuse(name, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')
      return []
    }
    const { code, message } = lengthProblem(found.length, min, max) ?? {}
    if (code !== undefined && message !== undefined) refuse(name, code, message)
    return found
  }

  return {
    value,
    path,
    has: name => !isMissing(name),
    text,
    list,
    integer(name, { min, max, required }) {
      if (isMissing(name, required)) return undefined
      const found = Number(value[name])
      if (typeof value[name] === 'boolean' || !Number.isInteger(found)) {
        refuse(name, 'NUMBER_TYPE_COERCE', `Value "${String(value[name])}" is not int.`)
        return undefined
      }
      if (found < min) refuse(name, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`)
      if (found > max) refuse(name, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
      return found
    },
    flag(name) {
      const found = value[name]
      if (isMissing(name)) return undefined
      if (typeof found === 'boolean') return found
      refuse(name, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.')
      return undefined
    },
    oneOf(name, allowed, required) {
      if (isMissing(name, required)) return
      if (!allowed.some(each => each === value[name]))
        refuse(name, 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`)
    },
    url(name, schemes, rule) {
      const found = text(name, rule ?? { max: 2048 })
      if (found === undefined || found === '') return found
      const parsed = URL.parse(found)
      if (parsed === null) refuse(name, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
      else if (!schemes.includes(parsed.protocol.slice(0, -1)))
        refuse(
          name,
          'URL_TYPE_INVALID_SCHEME',
          `Scheme "${parsed.protocol.slice(0, -1)}" is not supported. Scheme must be one of ('${schemes.join("', '")}').`,
        )
      return found
    },
    forms: (name, rule) =>
      list(name, rule).flatMap((each, index) => inner(each, [...path, name, index]) ?? []),
    form: (name, required) => (isMissing(name, required) ? null : inner(value[name], [...path, name])),
    refuse,
  }
}

/** Discord counts characters, not UTF-16 units. */
const lengthOf = (text: string): number => [...text].length

function lengthProblem(length: number, min: number, max: number) {
  if (length >= min && length <= max) return null
  return min === 0
    ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` }
    : { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between ${min} and ${max} in length.` }
}

/** The same in one line, for people. */
export const formSentence = (errors: readonly FormProblem[]): string =>
  errors.map(({ path, message }) => `${path.length === 0 ? 'body' : path.join('.')}: ${message}`).join(' ')

/** A request that was refused, for whoever sent it and for whoever looks on. */
export interface Refusal {
  readonly response: StandInResponse
  readonly sentence: string
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

export const refuseForm = (errors: readonly FormProblem[]): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { response: invalidFormOf(errors), sentence: `Invalid Form Body: ${formSentence(errors)}` },
})
