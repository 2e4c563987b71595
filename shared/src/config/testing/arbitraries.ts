import * as fc from 'fast-check'
import { describeKeys, type KeyDescription } from '../configKeys.ts'
import { type ConfigOverrides, OverridesSchema } from '../configSchema.ts'
import { MAX_PERMISSION_ENTRIES } from '../limits.ts'
import { mergePatch } from '../mergeConfig.ts'
import { defaults } from './defaults.ts'

/** Names that people and code like to stumble over. */
const roleName = fc
  .oneof(
    fc.constantFrom(
      'constructor',
      'toString',
      'a.b.c',
      'Dr. Who',
      'default',
      '1210000000000000001',
      ' ',
      '🍿',
    ),
    fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }),
  )
  .filter(name => name !== '__proto__' && name.length <= 100)

function valueFor({ kind, maxLength }: KeyDescription): fc.Arbitrary<unknown> {
  if (kind === 'boolean') return fc.boolean()
  if (kind === 'choice') return fc.constantFrom('admin', 'moderator', 'viewer')
  if (kind === 'list') return fc.array(roleName, { maxLength: MAX_PERMISSION_ENTRIES })
  return fc.string({ minLength: 1, maxLength: maxLength ?? 1 })
}

/** A merge patch of one key, that sets it or brings its default back. */
const onePatch: fc.Arbitrary<unknown> = fc
  .constantFrom(...describeKeys(defaults))
  .chain(description =>
    fc.tuple(fc.constant(description), fc.option(valueFor(description), { nil: null, freq: 3 }), roleName),
  )
  .map(([{ key, open }, value, name]) => {
    const path = open ? [...key.split('.').slice(0, -1), name] : key.split('.')
    return path.reduceRight<unknown>((inner, part) => Object.fromEntries([[part, inner]]), value)
  })

/** Merge patches of several keys. A later one of the same key wins. */
export const arbitraryPatch: fc.Arbitrary<unknown> = fc
  .array(onePatch, { minLength: 1, maxLength: 12 })
  .map(patches => patches.reduce((all, patch) => join(all, patch)))

/** Like a merge, but `null` stays. */
function join(one: unknown, other: unknown): unknown {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return other
  if (Array.isArray(one) || Array.isArray(other)) return other
  const all = new Map<string, unknown>(Object.entries(one))
  for (const [key, value] of Object.entries(other)) all.set(key, join(all.get(key), value))
  return Object.fromEntries(all)
}

export const arbitraryOverrides: fc.Arbitrary<ConfigOverrides> = arbitraryPatch.map(patch =>
  OverridesSchema.parse(mergePatch({}, patch)),
)
