import * as z from 'zod'
import { type Checked, checkConfig, type Nearest } from './checkConfig.ts'
import { type ConfigOverrides, OverridesSchema } from './configSchema.ts'
import { mergePatch } from './mergeConfig.ts'

/** A JSON merge patch of overrides (RFC 7386): like them, and `null` wherever a default is to come back. */
export const ConfigPatchSchema = withNull(OverridesSchema)

/** Overrides after a patch, or what is wrong with the patch. */
export function patchConfig(
  overrides: ConfigOverrides,
  patch: unknown,
  nearest: Nearest,
): Checked<ConfigOverrides> {
  const checked = checkConfig(ConfigPatchSchema, patch, nearest)
  if (!checked.ok) return checked
  return checkConfig(OverridesSchema, mergePatch(overrides, patch), nearest)
}

/** The same schema with every key nullable, at any depth. */
function withNull(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return withNull(schema.unwrap()).optional()
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries<z.core.$ZodType>(schema.shape)
    return z.strictObject(Object.fromEntries(shape.map(([key, each]) => [key, orNull(each)])))
  }
  if (schema instanceof z.ZodRecord) return z.record(schema.keyType, withNull(schema.valueType).nullable())
  if (schema instanceof z.ZodType) return schema
  throw new TypeError('Configuration is made of the schemas above.')
}

function orNull(schema: z.core.$ZodType): z.ZodType {
  return withNull(schema).nullable().optional()
}
