import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { parseInput } from './parseInput.ts'

const Schema = z.object({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  name: z.string().min(2).max(5),
  discordId: z.string().regex(/^\d+$/).optional(),
  scopes: z
    .array(z.enum(['read', 'write']))
    .max(2)
    .optional(),
  inner: z.strictObject({ on: z.boolean() }).optional(),
  even: z
    .number()
    .refine(value => value % 2 === 0, 'must be even')
    .optional(),
})

const refusalOf = (input: unknown) => {
  const parsed = parseInput(Schema, input)
  return parsed.ok ? null : parsed.error
}

describe('what does not fit', () => {
  it.each([
    [{}, 'name', 'The field name is missing.'],
    [{ name: 5 }, 'name', 'The field name must be a string.'],
    [{ name: 'a' }, 'name', 'The field name must have at least 2 characters.'],
    [{ name: 'abcdef' }, 'name', 'The field name must have at most 5 characters.'],
    [{ name: 'ana', limit: 0 }, 'limit', 'The field limit must be at least 1.'],
    [{ name: 'ana', limit: 101 }, 'limit', 'The field limit must be at most 100.'],
    [{ name: 'ana', limit: 1.5 }, 'limit', 'The field limit must be an integer.'],
    [{ name: 'ana', limit: 'x' }, 'limit', 'The field limit must be a number.'],
    [{ name: 'ana', discordId: 'x' }, 'discordId', 'The field discordId must match /^\\d+$/.'],
    [{ name: 'ana', scopes: ['own'] }, 'scopes.0', 'The field scopes.0 must be one of read, write.'],
    [
      { name: 'ana', scopes: ['read', 'read', 'read'] },
      'scopes',
      'The field scopes must have at most 2 entries.',
    ],
    [
      { name: 'ana', inner: { on: true, off: 1 } },
      'inner',
      'The field inner has keys that are not known: off.',
    ],
    [{ name: 'ana', even: 3 }, 'even', 'The field even must be even.'],
  ])('%j is said with what would', (input, field, message) => {
    expect(refusalOf(input)).toEqual({ code: 'invalid_request', message, field })
  })

  it.each([null, [], 'text', undefined])('%j as a whole is not well formed', input => {
    const refusal = refusalOf(input)
    expect(refusal).toMatchObject({ code: 'invalid_request' })
    expect(refusal).not.toHaveProperty('field')
  })

  it('is not repeated at length', () => {
    const refusal = refusalOf({ name: 'ana', inner: { on: true, ['x'.repeat(5_000)]: 1 } })
    expect(refusal?.message.length).toBeLessThan(200)
  })
})
