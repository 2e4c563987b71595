import type { ErrorCode } from '../protocol/errors.ts'
import type { RoomEvent } from '../protocol/events.ts'
import type { CommentFacts } from './comment.ts'
import type { VideoSummary } from './roomState.ts'

/** Everything a decision needs that isn't in the room or the command: time, identity and what was looked up. */
export interface DecisionContext {
  /** Room time, epoch ms. */
  readonly nowMs: number
  /** Who asks; null for the server itself. */
  readonly actorId: string | null
  readonly commandId: string
  readonly newId: () => string
  /** How far ahead a change takes effect so that it reaches everybody in time, ms. */
  readonly leadMs: number
  /** The video that a `video.watch` names, already looked up. */
  readonly video?: VideoSummary
  /** What the library says now of videos of the queue, by entry id; null where it doesn't have them any more. */
  readonly lookedUp?: ReadonlyMap<string, VideoSummary | null>
  /** For a command that is about comments. */
  readonly comments?: CommentFacts
}

export interface Rejection {
  readonly ok: false
  readonly code: ErrorCode
  /** One plain sentence: what happened and what to do. */
  readonly message: string
  /** Path of the offending field, `command.byMs`, where one is to blame. */
  readonly field?: string
  /** Seconds after which trying again makes sense. */
  readonly retryAfterS?: number
}

export type Decision = { readonly ok: true; readonly events: readonly RoomEvent[] } | Rejection

export const accept = (...events: readonly RoomEvent[]): Decision => ({ ok: true, events })
export const reject = (code: ErrorCode, message: string, field?: string): Rejection =>
  field === undefined ? { ok: false, code, message } : { ok: false, code, message, field }
