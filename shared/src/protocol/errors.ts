import * as z from 'zod'

/**
 * Every error a client can meet, in one table: its stable code, the HTTP status it travels with, and whether
 * the same request may succeed later without being changed.
 */
export const ERRORS = {
  invalid_request: { status: 400, retryable: false },
  invalid_code: { status: 400, retryable: false },
  unauthenticated: { status: 401, retryable: false },
  token_expired: { status: 401, retryable: false },
  not_in_activity: { status: 403, retryable: true },
  forbidden: { status: 403, retryable: false },
  not_a_member: { status: 403, retryable: true },
  /** The server lets nobody in by a link. */
  guests_off: { status: 403, retryable: false },
  /** Somebody else controls the room, or it is to be voted on. */
  not_in_control: { status: 403, retryable: true },
  not_found: { status: 404, retryable: false },
  video_not_found: { status: 404, retryable: false },
  meeting_not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  video_not_ready: { status: 409, retryable: true },
  /** The file of the captions can't be understood. */
  captions_unreadable: { status: 409, retryable: false },
  nothing_to_play: { status: 409, retryable: false },
  queue_full: { status: 409, retryable: true },
  /** Another vote is under way. */
  vote_running: { status: 409, retryable: true },
  /** What it was about is over: nothing is left to take back. */
  too_late: { status: 409, retryable: false },
  /** No comments are kept here: there is no server, or the video is live. */
  comments_off: { status: 409, retryable: false },
  /** The video has as many as a server keeps. */
  comments_full: { status: 409, retryable: true },
  room_full: { status: 409, retryable: true },
  /** Nobody from Discord is where a guest wants to go in. */
  room_empty: { status: 409, retryable: true },
  name_taken: { status: 409, retryable: true },
  conflict: { status: 409, retryable: true },
  meeting_ended: { status: 409, retryable: false },
  /** Its time hasn't come. */
  meeting_not_open: { status: 409, retryable: true },
  waiting_for_host: { status: 409, retryable: true },
  /** The account at Kaltura has no template for this type of meeting. */
  meeting_type_unavailable: { status: 409, retryable: false },
  too_many_meetings: { status: 409, retryable: true },
  too_many_links: { status: 409, retryable: true },
  /** Another request came with the same `Idempotency-Key` before. */
  idempotency_key_reused: { status: 409, retryable: false },
  /** A personal link that has been opened already, has expired, or was taken back. */
  link_spent: { status: 410, retryable: false },
  /** As many have come by it as it lets in. */
  link_used: { status: 410, retryable: false },
  link_expired: { status: 410, retryable: false },
  link_revoked: { status: 410, retryable: false },
  precondition_failed: { status: 412, retryable: false },
  payload_too_large: { status: 413, retryable: false },
  unsupported_media_type: { status: 415, retryable: false },
  rate_limited: { status: 429, retryable: true },
  protocol_unsupported: { status: 426, retryable: false },
  internal: { status: 500, retryable: true },
  kaltura_unavailable: { status: 503, retryable: true },
  discord_unavailable: { status: 503, retryable: true },
  unavailable: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>

export type ErrorCode = keyof typeof ERRORS

export const ErrorCodeSchema = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

/** What an acknowledgement or a problem document says went wrong. */
export const WireErrorSchema = z.object({
  code: ErrorCodeSchema,
  /** One plain sentence: what happened and what to do. */
  message: z.string(),
  /** Path of the offending field, `command.positionS`, where one is to blame. */
  field: z.string().optional(),
  /** Seconds after which trying again makes sense. */
  retryAfterS: z.number().nonnegative().optional(),
})
export type WireError = z.infer<typeof WireErrorSchema>
