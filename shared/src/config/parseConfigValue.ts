import * as z from 'zod'
import { type Checked, type ConfigProblem, checkConfig, type Nearest, unknownKey } from './checkConfig.ts'
import { knownKeys, pathOfKey, schemaAt } from './configKeys.ts'
import type { ConfigSection } from './configSchema.ts'
import { ConfigPatchSchema } from './patchConfig.ts'

export interface WrittenValue {
  /** Dotted, as somebody wrote it; the section may be left out where it is given. */
  readonly key: string
  readonly section?: ConfigSection
  /** As somebody wrote it: `yes`, `#general`, `Teachers, @Students`. */
  readonly text: string
}

/** Makes a patch of one key out of what somebody has written into a text field. */
export function parseConfigValue({ key, section, text }: WrittenValue, nearest: Nearest): Checked<unknown> {
  const path = pathOfKey(key.trim(), section)
  if (path === null) return { ok: false, problems: [noSuchKey(key.trim(), nearest)] }
  const value = readAs(schemaAt(path), text.trim())
  const patch = path.reduceRight<unknown>((inner, part) => Object.fromEntries([[part, inner]]), value)
  return checkConfig(ConfigPatchSchema, patch, nearest)
}

function noSuchKey(key: string, nearest: Nearest): ConfigProblem {
  const inside = knownKeys().find(known => known.startsWith(`${key}.`))
  if (inside === undefined) return unknownKey([key], nearest)
  return { key, message: `${key} holds several keys. Name one of them, for instance ${inside}.` }
}

const YES = new Set(['true', 'yes', 'on'])
const NO = new Set(['false', 'no', 'off'])

function readAs(schema: z.core.$ZodType | null, text: string): unknown {
  const word = text.toLowerCase()
  if (schema instanceof z.ZodBoolean) return YES.has(word) ? true : NO.has(word) ? false : text
  if (schema instanceof z.ZodEnum) return word
  return schema instanceof z.ZodArray ? readList(text) : withoutMention(text)
}

/** Names may have commas; then they are written as a list of JSON. */
function readList(text: string): unknown {
  if (text === '') return []
  return jsonList(text) ?? text.split(',').map(each => withoutMention(each.trim()))
}

function jsonList(text: string): readonly string[] | null {
  try {
    return z.array(z.string()).parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Discord writes a channel or role that was picked from its list as `<#id>` or `<@&id>`. */
const withoutMention = (text: string): string => /^<(?:#|@&)(\d{17,20})>$/.exec(text)?.[1] ?? text
