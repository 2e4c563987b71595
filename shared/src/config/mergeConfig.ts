import { type ConfigOverrides, ConfigSchema, type GuildConfig } from './configSchema.ts'
import { isObject, objectOf, own } from './jsonValue.ts'

/** The configuration in force: objects are merged key by key, everything else (lists too) is replaced. */
export const mergeConfig = (defaults: GuildConfig, overrides: ConfigOverrides): GuildConfig =>
  ConfigSchema.parse(merge(defaults, overrides))

function merge(below: unknown, above: unknown): unknown {
  if (above === undefined) return below
  if (!isObject(below) || !isObject(above)) return above
  const keys = new Set([...Object.keys(below), ...Object.keys(above)])
  return objectOf([...keys].map(key => [key, merge(own(below, key), own(above, key))]))
}

/**
 * JSON merge patch (RFC 7386): `null` takes a key out, objects are merged, everything else is replaced. Objects
 * that are empty afterwards go as well: they decide nothing.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  return isObject(patch) ? patchObject(target, patch) : patch
}

function patchObject(target: unknown, patch: Readonly<Record<string, unknown>>): unknown {
  const kept = isObject(target) ? Object.entries(target) : []
  const patched = new Map(kept)
  for (const [key, value] of Object.entries(patch)) {
    const next = value === null ? null : mergePatch(own(target, key), value)
    if (next === null || isEmpty(next)) patched.delete(key)
    else patched.set(key, next)
  }
  return objectOf(patched)
}

const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0
