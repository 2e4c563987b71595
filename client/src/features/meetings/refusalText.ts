import type { ApiError } from '../api/apiResult.ts'
import type { MeetingMessages } from './messages/en.ts'

/** Why something wasn't done, and what to do about it. */
export function refusalText({ code }: ApiError, { refused }: MeetingMessages): string {
  const known: Readonly<Record<string, string>> = refused
  return code === 'not_a_member' ? refused.forbidden : (known[code] ?? refused.other)
}
