import { z } from 'zod'
import { type KalturaException, kalturaException } from './kalturaException.ts'
import { type Parameters, textOf } from './parameters.ts'

/** A property that holds a text; nothing where something else is sent. */
export const textProperty = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined)

/** Counts, ids, enumerations and seconds since 1970, as numbers or as a form has them. */
export const integerProperty = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined)

/** Without what isn't there, so that it can be laid over what is. */
export const defined = <Value extends object>(value: Value): Value => {
  const copy = { ...value }
  for (const [name, inner] of Object.entries(copy))
    if (inner === undefined) Reflect.deleteProperty(copy, name)
  return copy
}

/** What is wrong with an object that a caller sends, whatever it is for: `readOnly` can't be set. */
export const faultOfObject = (
  given: Parameters,
  className: string,
  readOnly: readonly string[],
): KalturaException | undefined => {
  const objectType = textOf(given, 'objectType')
  if (objectType !== '' && objectType !== className)
    return kalturaException('INVALID_OBJECT_TYPE', { INVALID_OBJ_TYPE: objectType })
  const set = readOnly.find(name => given[name] !== undefined && given[name] !== null)
  return set === undefined
    ? undefined
    : kalturaException('PROPERTY_VALIDATION_NOT_UPDATABLE', { PROP_NAME: `${className}::${set}` })
}

export const cannotBeNull = (className: string, property: string): KalturaException =>
  kalturaException('PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: `${className}::${property}` })

/** Of the texts with bounds, the first that is too short or too long, in characters. */
export const lengthFault = (
  className: string,
  given: Readonly<Record<string, unknown>>,
  bounds: Readonly<Record<string, { readonly min?: number; readonly max?: number }>>,
): KalturaException | undefined => {
  for (const [name, { min = 0, max = Number.POSITIVE_INFINITY }] of Object.entries(bounds)) {
    const value = given[name]
    if (typeof value !== 'string') continue
    const property = { PROP_NAME: `${className}::${name}` }
    if (value.length < min)
      return kalturaException('PROPERTY_VALIDATION_MIN_LENGTH', { ...property, MIN_LEN: `${min}` })
    if (value.length > max)
      return kalturaException('PROPERTY_VALIDATION_MAX_LENGTH', { ...property, MAX_LEN: `${max}` })
  }
  return undefined
}
