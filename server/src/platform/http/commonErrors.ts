import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import type { Operation } from './operation.ts'

/** What an operation can answer by its shape alone, beside what it names itself. */
export function commonErrors({ access, schemas, creates, limit }: Operation): ErrorCode[] {
  const { params, query, headers, body } = schemas
  return [
    ...when(Boolean(params ?? query ?? headers ?? body) || creates, 'invalid_request'),
    ...when(access.scheme !== 'none', 'unauthenticated', 'token_expired', 'forbidden'),
    ...when(creates, 'conflict', 'idempotency_key_reused'),
    ...when(body, 'payload_too_large', 'unsupported_media_type'),
    ...when(limit, 'rate_limited'),
    'internal',
  ]
}

const when = (applies: unknown, ...codes: ErrorCode[]): ErrorCode[] => (applies ? codes : [])
