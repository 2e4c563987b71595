import type * as z from 'zod'
import { expectationAt, knownKeys } from './configKeys.ts'
import { type Expectation, sayExpectation } from './expectation.ts'
import { isObject } from './jsonValue.ts'

/** The known key that comes nearest to a mistyped one; null where none comes near. */
export type Nearest = (key: string, known: readonly string[]) => string | null

/** What is wrong with one key, for whoever says it in another language. */
export type ConfigMistake =
  /** There is no such key; perhaps this one was meant. */
  | { readonly kind: 'unknownKey'; readonly nearest: string | null }
  /** It holds several keys, for instance this one. */
  | { readonly kind: 'severalKeys'; readonly example: string }
  /** Its last part can't be the name of a Discord role. */
  | { readonly kind: 'roleName' }
  | { readonly kind: 'wrongValue'; readonly expected: Expectation }

/** What is wrong with one key. */
export interface ConfigProblem {
  /** Dotted; empty for the whole. */
  readonly key: string
  /** A sentence that names the key and says what would be right. */
  readonly message: string
  readonly mistake: ConfigMistake
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** More mistakes than that help nobody, and to find the key that each may have meant takes its time. */
const MAX_PROBLEMS = 10

/** Parses configuration, whole or in part, and says of the first keys that don't fit what would. */
export function checkConfig<T>(schema: z.ZodType<T>, input: unknown, nearest: Nearest): Checked<T> {
  const hidden = hiddenKeys(input, [])
  if (hidden.length > 0) return refuse(hidden.slice(0, MAX_PROBLEMS).map(path => unknownKey(path, nearest)))
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data }
  return refuse(parsed.error.issues.slice(0, MAX_PROBLEMS).flatMap(issue => problemsOf(issue, nearest)))
}

const refuse = (problems: readonly ConfigProblem[]) =>
  ({ ok: false, problems: problems.slice(0, MAX_PROBLEMS) }) as const

type Path = readonly (string | number)[]

/** Configuration is no deeper; what is deeper has been refused before it matters what is in it. */
const DEEPEST = 4

/** zod passes over these keys in silence, and nobody has an honest use for one. */
function hiddenKeys(input: unknown, path: Path): readonly Path[] {
  if (!isObject(input) || path.length > DEEPEST) return []
  return Object.entries(input).flatMap(([key, value]) =>
    key === '__proto__' ? [[...path, key]] : hiddenKeys(value, [...path, key]),
  )
}

function problemsOf(issue: z.core.$ZodIssue, nearest: Nearest): readonly ConfigProblem[] {
  const path = issue.path.map(part => (typeof part === 'symbol' ? String(part) : part))
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MAX_PROBLEMS).map(key => unknownKey([...path, key], nearest))
  const key = path.join('.')
  if (issue.code === 'invalid_key')
    return [
      {
        key,
        message: `${parentOf(path)} takes names of Discord roles of 1 to 100 characters.`,
        mistake: { kind: 'roleName' },
      },
    ]
  const expected = expectationAt(path)
  const message = `${key || 'The configuration'} must be ${sayExpectation(expected)}.`
  return [{ key, message, mistake: { kind: 'wrongValue', expected } }]
}

const parentOf = (path: Path) => path.slice(0, -1).join('.')

/** Longest part of a mistyped key that is said back. */
const SHOWN_LENGTH = 80

export function unknownKey(path: Path, nearest: Nearest): ConfigProblem {
  const key = path.join('.').slice(0, SHOWN_LENGTH)
  const meant = sameEnd(key) ?? nearest(key, knownKeys())
  const hint = meant === null ? '' : ` Did you mean ${meant}?`
  return { key, message: `There is no key ${key}.${hint}`, mistake: { kind: 'unknownKey', nearest: meant } }
}

/** The right word in the wrong place. */
function sameEnd(key: string): string | null {
  const last = key.split('.').at(-1)
  const same = knownKeys().filter(known => known.split('.').at(-1) === last)
  return same.length === 1 ? (same[0] ?? null) : null
}
