import * as z from 'zod'

/** What may be written somewhere in the configuration, for whoever says it in their own language. */
export type Expectation =
  | { readonly kind: 'boolean' }
  /** One of a few words. */
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** UTF-16 units. */
  | { readonly kind: 'text'; readonly minLength: number; readonly maxLength: number | null }
  | { readonly kind: 'list'; readonly maxEntries: number }
  /** Discord roles, each with what it makes of its members. */
  | { readonly kind: 'mapping' }
  /** An object with some of these keys. */
  | { readonly kind: 'group'; readonly keys: readonly string[] }
  | { readonly kind: 'nothing' }

/** What the schema of one place expects there; null for no place. */
export function expectationOf(schema: z.core.$ZodType | null): Expectation {
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean' }
  if (schema instanceof z.ZodEnum) return { kind: 'choice', choices: schema.options.map(String) }
  if (schema instanceof z.ZodString)
    return { kind: 'text', minLength: minOf(schema) ?? 0, maxLength: maxOf(schema) }
  if (schema instanceof z.ZodArray)
    return { kind: 'list', maxEntries: maxOf(schema) ?? Number.POSITIVE_INFINITY }
  if (schema instanceof z.ZodRecord) return { kind: 'mapping' }
  if (schema instanceof z.ZodObject) return { kind: 'group', keys: Object.keys(schema.shape) }
  return { kind: 'nothing' }
}

/*
 * Read off the checks: what zod itself says about them it makes by way of a JSON schema, of which there are none in
 * the browser.
 */

/** Fewest characters or entries; null where that isn't limited. */
const minOf = ({ def }: z.ZodString): number | null => {
  const check = def.checks?.find(each => each instanceof z.core.$ZodCheckMinLength)
  return check?._zod.def.minimum ?? null
}

/** Most characters, as UTF-16 units, or entries; null where that isn't limited. */
export function maxOf(schema: z.ZodString | z.ZodArray): number | null {
  const checks: readonly unknown[] = schema.def.checks ?? []
  const check = checks.find(each => each instanceof z.core.$ZodCheckMaxLength)
  return check?._zod.def.maximum ?? null
}

/** The same in words that go on from "must be". */
export function sayExpectation(expected: Expectation): string {
  switch (expected.kind) {
    case 'boolean':
      return 'true or false'
    case 'choice':
      return oneOf(expected.choices)
    case 'text':
      return textOf(expected)
    case 'list':
      return `a list of at most ${expected.maxEntries} entries, each @everyone, admin, moderator, or a Discord role by id or exact name`
    case 'mapping':
      return 'an object of Discord roles, each with admin, moderator or viewer'
    case 'group':
      return `an object with ${oneOf(expected.keys)}`
    case 'nothing':
      return 'left out'
  }
}

const textOf = ({ minLength, maxLength }: Extract<Expectation, { kind: 'text' }>): string =>
  minLength > 0
    ? `a text of ${minLength} to ${maxLength} characters`
    : `a text of at most ${maxLength} characters`

const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
