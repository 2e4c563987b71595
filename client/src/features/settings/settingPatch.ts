import { pathOfKey } from '@kaltura-discord/shared/config/configKeys.ts'
import type { ConfigOverrides } from '@kaltura-discord/shared/config/configSchema.ts'
import { own } from '@kaltura-discord/shared/config/jsonValue.ts'

/** A merge patch that sets one key; null brings its default back. */
export const patchOf = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight((inner, part) => Object.fromEntries([[part, inner]]), value)

/** Several keys in one patch. What follows the dot of a role's key is one part, whatever dots its name has. */
export function patchOfAll(values: ReadonlyMap<string, unknown>): unknown {
  return [...values].reduce<unknown>((patch, [key, value]) => {
    const path = pathOfKey(key)
    return path === null ? patch : joined(patch, patchOf(path, value))
  }, {})
}

function joined(one: unknown, other: unknown): unknown {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return other
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return Object.fromEntries(
    [...keys].map(key => [
      key,
      Object.hasOwn(one, key) && Object.hasOwn(other, key)
        ? joined(own(one, key), own(other, key))
        : (own(other, key) ?? own(one, key) ?? null),
    ]),
  )
}

/** What these keys were set to by the server itself; null where they weren't. */
export const decidedOf = (
  overrides: ConfigOverrides,
  keys: readonly string[],
): ReadonlyMap<string, unknown> =>
  new Map(keys.map(key => [key, (pathOfKey(key) ?? []).reduce<unknown>(own, overrides) ?? null]))

/** Configuration is JSON, made by the same code on both sides. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
