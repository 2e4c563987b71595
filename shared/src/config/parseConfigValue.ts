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
export function parseConfigValue(written: WrittenValue, nearest: Nearest): Checked<unknown> {
  const path = parseConfigKey(written, nearest)
  if (!path.ok) return path
  const value = readAs(schemaAt(path.value), written.text.trim())
  const patch = path.value.reduceRight<unknown>((inner, part) => Object.fromEntries([[part, inner]]), value)
  return checkConfig(ConfigPatchSchema, patch, nearest)
}

/** The parts of a key as somebody wrote it, or what is wrong with it. */
export function parseConfigKey(
  { key: written, section }: Pick<WrittenValue, 'key' | 'section'>,
  nearest: Nearest,
): Checked<readonly string[]> {
  const key = written.trim()
  const path = pathOfKey(key, section)
  return path === null
    ? { ok: false, problems: [noSuchKey(key, section, nearest)] }
    : { ok: true, value: path }
}

function noSuchKey(key: string, section: ConfigSection | undefined, nearest: Nearest): ConfigProblem {
  const inside = insideOf(key) ?? (section && insideOf(`${section}.${key}`))
  if (inside === undefined) return unknownKey([key], nearInSection(section, nearest))
  const message = `${key} holds several keys. Name one of them, for instance ${inside}.`
  return { key, message, mistake: { kind: 'severalKeys', example: inside } }
}

const insideOf = (key: string): string | undefined => knownKeys().find(known => known.startsWith(`${key}.`))

/** Beside its section, a key is written without it: then it is compared with what is in there. */
const nearInSection =
  (section: ConfigSection | undefined, nearest: Nearest): Nearest =>
  (key, known) => {
    const anywhere = nearest(key, known)
    if (anywhere !== null || section === undefined) return anywhere
    const inside = known.filter(each => each.startsWith(`${section}.`))
    const found = nearest(
      key,
      inside.map(each => each.slice(section.length + 1)),
    )
    return found && `${section}.${found}`
  }

/** In the languages that the bot speaks. */
const YES = new Set(['true', 'yes', 'on', 'ja', 'an', 'ein'])
const NO = new Set(['false', 'no', 'off', 'nein', 'aus'])

function readAs(schema: z.core.$ZodType | null, text: string): unknown {
  const word = text.toLowerCase()
  if (schema instanceof z.ZodBoolean) return YES.has(word) ? true : NO.has(word) ? false : text
  if (schema instanceof z.ZodEnum) return word
  return schema instanceof z.ZodArray ? parseList(text) : withoutMention(text)
}

/** Names may have commas; then they are written as a list of JSON. */
export function parseList(text: string): readonly string[] {
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
