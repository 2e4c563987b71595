import type { Request } from 'express'
import { fail, type Result, succeed } from '../result.ts'

/** Longest `Idempotency-Key`, characters. */
export const MAX_IDEMPOTENCY_KEY = 255
/** Visible ASCII; a quoted string (as in the IETF's draft) is a key with its quotes. */
const KEY = /^[\x21-\x7e]+$/

/** Null where there is none. */
export function readIdempotencyKey({ headers }: Request): Result<string | null> {
  const key = headers['idempotency-key']
  if (key === undefined) return succeed(null)
  if (typeof key === 'string' && key.length <= MAX_IDEMPOTENCY_KEY && KEY.test(key)) return succeed(key)
  const rule = `one key of 1 to ${MAX_IDEMPOTENCY_KEY} visible ASCII characters without spaces`
  return fail('invalid_request', `The header Idempotency-Key does not fit: it takes ${rule}.`, {
    field: 'Idempotency-Key',
  })
}
