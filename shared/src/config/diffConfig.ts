import type { ConfigOverrides, GuildConfig } from './configSchema.ts'
import { isObject } from './jsonValue.ts'

/** A server's configuration at one moment. */
export interface ConfigState {
  readonly config: GuildConfig
  readonly overrides: ConfigOverrides
}

/** A dotted key with what was in force before and after; null where there was or is nothing. */
export interface ChangedKey {
  readonly key: string
  readonly before: unknown
  readonly after: unknown
}

/** What a change has changed, also where it only fixes what was the default before. */
export function diffConfig(before: ConfigState, after: ConfigState): readonly ChangedKey[] {
  const [was, is] = [flatten(before.config), flatten(after.config)]
  const [wasSet, isSet] = [flatten(before.overrides), flatten(after.overrides)]
  return [...new Set([...is.keys(), ...was.keys()])]
    .filter(key => !isSame(was.get(key), is.get(key)) || !isSame(wasSet.get(key), isSet.get(key)))
    .map(key => ({ key, before: was.get(key) ?? null, after: is.get(key) ?? null }))
}

/** Configuration is JSON, made by the same code on both sides. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function flatten(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(leaves(value, []).map(([path, leaf]) => [path.join('.'), leaf]))
}

type Leaf = readonly [path: readonly string[], value: unknown]

function leaves(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (!isObject(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}
