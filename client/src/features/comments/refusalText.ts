import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import type { CommentMessages } from './messages/en.ts'

/** Why it wasn't done, and what to do. */
export function refusalText(code: ErrorCode, { refused }: CommentMessages): string {
  const known: Readonly<Partial<Record<ErrorCode, string>>> = refused
  return known[code] ?? refused.other
}
