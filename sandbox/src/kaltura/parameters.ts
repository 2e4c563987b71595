import { z } from 'zod'
import { type KalturaException, kalturaException } from './kalturaException.ts'

/** Parameters of one call as they arrived: JSON, or the strings of a form, nested. */
export type Parameters = Readonly<Record<string, unknown>>

export const parametersSchema = z.record(z.string(), z.unknown())

/** Kaltura reads an unparsable text as no text, and a number out of a form as a number. */
const textSchema = z.union([z.string(), z.number().transform(String)]).catch('')
const integerSchema = z.coerce.number().int().catch(Number.NaN)

export const textOf = (parameters: Parameters, name: string): string => textSchema.parse(parameters[name])

export const integerOf = (parameters: Parameters, name: string): number | undefined => {
  const value = parameters[name]
  if (value === undefined || value === null || value === '') return undefined
  const parsed = integerSchema.parse(value)
  return Number.isNaN(parsed) ? undefined : parsed
}

export const objectOf = (parameters: Parameters, name: string): Parameters =>
  parametersSchema.catch({}).parse(parameters[name])

export const arrayOf = (parameters: Parameters, name: string): readonly Parameters[] => {
  const value = parameters[name]
  // A form has no arrays: `items[0][x]=…` arrives as an object with the numbers as names.
  const items = Array.isArray(value) ? value : Object.values(parametersSchema.catch({}).parse(value))
  return items.map(item => parametersSchema.catch({}).parse(item))
}

/** The comma-separated lists of ids and enum values that Kaltura's filters take. */
export const listOf = (parameters: Parameters, name: string): readonly string[] | undefined => {
  const text = textOf(parameters, name)
  return text === '' ? undefined : text.split(',').map(part => part.trim())
}

export const missing = (
  parameters: Parameters,
  ...names: readonly string[]
): KalturaException | undefined => {
  const absent = names.find(name => parameters[name] === undefined || parameters[name] === null)
  return absent ? kalturaException('MISSING_MANDATORY_PARAMETER', { PARAM_NAME: absent }) : undefined
}
