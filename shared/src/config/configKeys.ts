import * as z from 'zod'
import { ConfigSchema, type ConfigSection, ConfigSectionSchema, type GuildConfig } from './configSchema.ts'
import { type Expectation, expectationOf, maxOf, sayExpectation } from './expectation.ts'
import { isObject, own } from './jsonValue.ts'

/** What a key takes: `true` or `false`, a text, one of a few words, or a list of texts. */
export type KeyKind = 'boolean' | 'text' | 'choice' | 'list'

/** One key of the configuration, for whoever offers or explains it: the bot's autocomplete, a settings panel. */
export interface KeyDescription {
  /** Dotted: `notifications.types.user_join`. Where the server names the key itself, its last part is in `<…>`. */
  readonly key: string
  readonly section: ConfigSection
  readonly kind: KeyKind
  readonly description: string
  /** What may be written into it, in words: `true or false`. */
  readonly expected: string
  /** Null where there is none. */
  readonly default: boolean | string | readonly string[] | null
  /** What may be chosen from; empty where that isn't given. */
  readonly choices: readonly string[]
  /** Of texts and of each text in a list, UTF-16 units; null for the others. */
  readonly maxLength: number | null
  /** The server names the last part of the key itself. */
  readonly open: boolean
}

const OPEN_KEY = '<Discord role>'

/** Every key there is, in the order of the schema. */
export function describeKeys(defaults: GuildConfig): readonly KeyDescription[] {
  return ConfigSectionSchema.options.flatMap(section =>
    walk([section]).map(path => describe(section, path, defaults)),
  )

  function walk(path: readonly string[]): readonly (readonly string[])[] {
    const schema = schemaAt(path)
    if (schema instanceof z.ZodObject) return Object.keys(schema.shape).flatMap(key => walk([...path, key]))
    if (!(schema instanceof z.ZodRecord)) return [path]
    const named = Object.keys(objectAt(defaults, path))
    return [...named, OPEN_KEY].map(key => [...path, key])
  }
}

function describe(section: ConfigSection, path: readonly string[], defaults: GuildConfig): KeyDescription {
  const schema = schemaAt(path)
  return {
    key: path.join('.'),
    section,
    kind: kindOf(schema),
    description: schema instanceof z.ZodType ? (schema.description ?? '') : '',
    expected: sayExpectation(expectationAt(path)),
    default: DefaultSchema.parse(path.reduce(own, defaults)),
    choices: schema instanceof z.ZodEnum ? schema.options.map(String) : [],
    maxLength: maxLengthOf(schema),
    open: path.at(-1) === OPEN_KEY,
  }
}

const DefaultSchema = z
  .union([z.boolean(), z.string(), z.array(z.string())])
  .optional()
  .transform(value => value ?? null)

function objectAt(value: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = path.reduce(own, value)
  return isObject(found) ? found : {}
}

function kindOf(schema: z.core.$ZodType | null): KeyKind {
  if (schema instanceof z.ZodBoolean) return 'boolean'
  if (schema instanceof z.ZodEnum) return 'choice'
  return schema instanceof z.ZodArray ? 'list' : 'text'
}

function maxLengthOf(schema: z.core.$ZodType | null): number | null {
  const text = schema instanceof z.ZodArray ? schema.element : schema
  return text instanceof z.ZodString ? maxOf(text) : null
}

/** The schema of what is at a path; null where there is nothing. */
export function schemaAt(path: readonly (string | number)[]): z.core.$ZodType | null {
  return path.reduce<z.core.$ZodType | null>((schema, key) => childOf(schema, key), ConfigSchema)
}

function childOf(schema: z.core.$ZodType | null, key: string | number): z.core.$ZodType | null {
  if (schema instanceof z.ZodRecord) return schema.valueType
  if (schema instanceof z.ZodArray) return schema.element
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, key)) return null
  const child: z.core.$ZodType | undefined = schema.shape[key]
  return child instanceof z.ZodOptional ? child.unwrap() : (child ?? null)
}

/** What may be written at a path. */
export const expectationAt = (path: readonly (string | number)[]): Expectation =>
  expectationOf(schemaAt(path))

/**
 * The parts of a dotted key; null for what is none. What follows the dot of an open record is one part, whatever
 * dots a role's name has. `section` may be left out of the key where it is given beside it.
 */
export function pathOfKey(key: string, section?: ConfigSection): readonly string[] | null {
  const direct = splitKey(key)
  return direct === null && section !== undefined ? splitKey(`${section}.${key}`) : direct
}

function splitKey(key: string): readonly string[] | null {
  const parts = key.split('.')
  const open = parts.findIndex((_, index) => schemaAt(parts.slice(0, index)) instanceof z.ZodRecord)
  const path = open === -1 ? parts : [...parts.slice(0, open), parts.slice(open).join('.')]
  const schema = schemaAt(path)
  const isLeaf = schema !== null && !(schema instanceof z.ZodObject) && !(schema instanceof z.ZodRecord)
  return isLeaf && path.at(-1) !== '' ? path : null
}

/** All dotted keys and groups of keys: what a mistyped one may have meant. */
export function knownKeys(): readonly string[] {
  const walk = (path: readonly string[]): readonly string[] => {
    const schema = schemaAt(path)
    const below = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
    return [path.join('.'), ...below.flatMap(key => walk([...path, key]))]
  }
  return ConfigSectionSchema.options.flatMap(section => walk([section]))
}
