import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'

export interface ApiError {
  /** The server's own code, or what kept its answer from us. `serverDown`: no answer, or none of ours. */
  readonly code: ErrorCode | 'serverDown' | 'aborted'
  /** To be copied when somebody asks for help; null where the request never arrived. */
  readonly requestId: string | null
  readonly retryAfterS: number | null
  /** What of the request doesn't fit, where the server names it. */
  readonly field?: string
}

export type ApiResult<T> =
  | {
      readonly ok: true
      readonly value: T
      /** Of the state that was answered, where it has one. */
      readonly etag?: string
    }
  | { readonly ok: false; readonly error: ApiError }

export function apiError(
  code: ApiError['code'],
  details: Partial<ApiError> = {},
): { ok: false; error: ApiError } {
  return { ok: false, error: { requestId: null, retryAfterS: null, ...details, code } }
}
