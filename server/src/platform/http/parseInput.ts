import type * as z from 'zod'
import { fail, type Result, succeed } from '../result.ts'

/** What came in, parsed, or an error that names the first field to blame. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): Result<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return succeed(parsed.data)
  const field = parsed.error.issues[0]?.path.join('.') ?? ''
  const named = field === '' ? {} : { field }
  const message =
    field === '' ? 'This request is not well formed.' : `The field ${field} is missing or does not fit.`
  return fail('invalid_request', message, named)
}
