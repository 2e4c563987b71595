import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histories, seed } from '../room/testing/seed.ts'
import { ConfigSchema, OverridesSchema } from './configSchema.ts'
import { diffConfig } from './diffConfig.ts'
import { mergeConfig, mergePatch } from './mergeConfig.ts'
import { patchConfig } from './patchConfig.ts'
import { readOverrides } from './readOverrides.ts'
import { arbitraryOverrides, arbitraryPatch } from './testing/arbitraries.ts'
import { defaults } from './testing/defaults.ts'

const RUNS = { seed: seed(), numRuns: histories(500) }
const nearest = () => null

function patched(overrides: unknown, patch: unknown) {
  const result = patchConfig(OverridesSchema.parse(overrides), patch, nearest)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

describe('merging', () => {
  it('gives the defaults where nothing is overridden', () => {
    expect(mergeConfig(defaults, {})).toEqual(defaults)
  })

  it('is done after the first time', () => {
    fc.assert(
      fc.property(arbitraryOverrides, overrides => {
        const once = mergeConfig(defaults, overrides)
        expect(mergeConfig(once, overrides)).toEqual(once)
        expect(ConfigSchema.parse(once)).toEqual(once)
      }),
      RUNS,
    )
  })

  it('leaves its inputs alone', () => {
    const before: unknown = JSON.parse(JSON.stringify(defaults))
    fc.assert(
      fc.property(arbitraryOverrides, overrides => {
        mergeConfig(defaults, overrides)
        expect(defaults).toEqual(before)
      }),
      RUNS,
    )
  })

  it('replaces lists as a whole', () => {
    const overrides = { commands: { permissions: { 'kaltura-config-view': ['Teachers'] } } }
    expect(mergeConfig(defaults, overrides).commands.permissions['kaltura-config-view']).toEqual(['Teachers'])
  })
})

describe('patching', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(arbitraryOverrides, arbitraryPatch, (overrides, patch) => {
        const once = patched(overrides, patch)
        expect(patched(once, patch)).toEqual(once)
      }),
      RUNS,
    )
  })

  it('followed by a reset gives the defaults', () => {
    const all = { notifications: null, commands: null, roles: null, features: null }
    fc.assert(
      fc.property(arbitraryOverrides, arbitraryPatch, (overrides, patch) => {
        const reset = patched(patched(overrides, patch), all)
        expect(reset).toEqual({})
        expect(mergeConfig(defaults, reset)).toEqual(defaults)
      }),
      RUNS,
    )
  })

  it('by what is there already changes nothing', () => {
    fc.assert(
      fc.property(arbitraryOverrides, overrides => {
        expect(patched(overrides, overrides)).toEqual(overrides)
        expect(patched(overrides, {})).toEqual(overrides)
      }),
      RUNS,
    )
  })

  it('of different keys comes to the same in either order', () => {
    const one = { features: { recording: false } }
    fc.assert(
      fc.property(arbitraryOverrides, arbitraryPatch, (overrides, patch) => {
        const other = mergePatch(patch, { features: null }) ?? {}
        expect(patched(patched(overrides, one), other)).toEqual(patched(patched(overrides, other), one))
      }),
      RUNS,
    )
  })

  it('brings a default back by null', () => {
    const overrides = { features: { recording: false, embedding: false } }
    expect(patched(overrides, { features: { recording: null } })).toEqual({ features: { embedding: false } })
    expect(patched({ features: { recording: false } }, { features: { recording: null } })).toEqual({})
  })
})

describe('what is told of a change', () => {
  it('is nothing when nothing has changed, and otherwise leads from before to after', () => {
    fc.assert(
      fc.property(arbitraryOverrides, arbitraryPatch, (overrides, patch) => {
        const stateOf = (each: typeof overrides) => ({ overrides: each, config: mergeConfig(defaults, each) })
        const [before, after] = [stateOf(overrides), stateOf(patched(overrides, patch))]
        expect(diffConfig(before, before)).toEqual([])
        const changes = diffConfig(before, after)
        expect(diffConfig(after, before)).toHaveLength(changes.length)
        expect(changes.length === 0).toBe(
          JSON.stringify(sorted(before.overrides)) === JSON.stringify(sorted(after.overrides)),
        )
      }),
      RUNS,
    )
  })

  it('names the key with both values, also where a default is only fixed', () => {
    const stateOf = (overrides: object) => {
      const parsed = OverridesSchema.parse(overrides)
      return { overrides: parsed, config: mergeConfig(defaults, parsed) }
    }
    const after = stateOf({ features: { recording: true }, roles: { mapping: { 'Dr. Who': 'moderator' } } })
    expect(diffConfig(stateOf({}), after)).toEqual([
      { key: 'roles.mapping.Dr. Who', before: null, after: 'moderator' },
      { key: 'features.recording', before: true, after: true },
    ])
  })
})

describe('what was stored by an older version', () => {
  it('is read as it is where it fits', () => {
    fc.assert(
      fc.property(arbitraryOverrides, overrides => {
        expect(readOverrides(overrides)).toEqual(overrides)
      }),
      RUNS,
    )
  })

  it.each<[unknown, unknown]>([
    [{ gone: { x: 1 }, features: { recording: false, gone: true } }, { features: { recording: false } }],
    [{ features: { recording: 'yes', embedding: false } }, { features: { embedding: false } }],
    [
      { commands: { permissions: { 'kaltura-watch': ['x', 5] }, prefix: '!' } },
      { commands: { prefix: '!' } },
    ],
    [{ roles: { mapping: { A: 'owner', B: 'admin' } } }, { roles: { mapping: { B: 'admin' } } }],
    ['nonsense', {}],
    [null, {}],
  ])('loses only what does not fit: %j', (stored, kept) => {
    expect(readOverrides(stored)).toEqual(kept)
  })
})

/** Keys in one order, whatever order they were set in. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
