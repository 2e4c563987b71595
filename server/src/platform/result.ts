import type { ErrorCode, WireError } from '@kaltura-discord/shared/protocol/errors.ts'

/** What can go wrong by somebody's doing or by an outside system is a value; bugs are exceptions. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure

export interface Failure {
  readonly ok: false
  readonly error: WireError
}

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value })

/** A failure with its one plain sentence: what happened and what to do. */
export function fail(
  code: ErrorCode,
  message: string,
  more: Omit<WireError, 'code' | 'message'> = {},
): Failure {
  return { ok: false, error: { code, message, ...more } }
}
