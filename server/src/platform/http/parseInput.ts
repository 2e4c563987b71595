import type * as z from 'zod'
import { fail, type Result, succeed } from '../result.ts'
import { describeIssue } from './describeIssue.ts'

/** What came in, parsed, or an error that names the first field to blame and what would fit. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): Result<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return succeed(parsed.data)
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  if (issue === undefined || field === '') return fail('invalid_request', 'This request is not well formed.')
  return fail('invalid_request', `The field ${field} ${describeIssue(issue)}.`, { field })
}
