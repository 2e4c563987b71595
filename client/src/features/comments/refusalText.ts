import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import type { CommentMessages } from './messages/en.ts'

interface Refusal {
  readonly code: ErrorCode
  readonly retryAfterS?: number | undefined
}

/** Why it wasn't done, and what to do. */
export function refusalText({ code, retryAfterS }: Refusal, { refused, again }: CommentMessages): string {
  if (code === 'rate_limited' && retryAfterS !== undefined) return again(retryAfterS)
  const known: Readonly<Partial<Record<ErrorCode, string>>> = refused
  return known[code] ?? refused.other
}
