import { type ConfigOverrides, OverridesSchema } from './configSchema.ts'
import { mergePatch } from './mergeConfig.ts'

/**
 * Overrides that were stored once, perhaps by an older version of this program: what doesn't fit any more is left
 * out, because a server must not lose all of its configuration over one key.
 */
export function readOverrides(stored: unknown): ConfigOverrides {
  const parsed = OverridesSchema.safeParse(stored)
  if (parsed.success) return parsed.data
  const misfits = parsed.error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path],
  )
  const kept = misfits.reduce<unknown>((value, path) => mergePatch(value, removalOf(path)), stored)
  return OverridesSchema.safeParse(kept).data ?? {}
}

/** A merge patch that takes out what is at a path. */
const removalOf = (path: readonly PropertyKey[]): unknown =>
  path.reduceRight<unknown>((inner, part) => Object.fromEntries([[part, inner]]), null)
