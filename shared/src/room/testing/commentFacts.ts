import type { RoomCommand } from '../../protocol/commands.ts'
import type { CommittedEvent } from '../../protocol/events.ts'
import type { CommentFacts, KeptComment } from '../comment.ts'
import { COMMENT_RATE } from '../limits.ts'

export const GUILD = '1200000000000000001'

/** What is kept of comments after these events, as a server has it beside the room. */
export function keptComments(events: readonly CommittedEvent[]): ReadonlyMap<string, KeptComment> {
  const kept = new Map<string, KeptComment>()
  for (const { event, atMs } of events) {
    if (event.type === 'comment.pinned') kept.set(event.comment.id, { comment: event.comment, removed: null })
    if (event.type !== 'comment.removed' && event.type !== 'comment.restored') continue
    const known = kept.get(event.commentId)
    const removed = event.type === 'comment.removed' ? { by: event.by, atMs } : null
    if (known) kept.set(event.commentId, { ...known, removed })
  }
  return kept
}

interface Asked {
  readonly events: readonly CommittedEvent[]
  readonly nowMs: number
  readonly actorId: string | null
  readonly command: RoomCommand
}

/** What a store finds out for a command. */
export function commentFactsFor(asked: Asked): Omit<CommentFacts, 'mayRemoveAll'> {
  const { events, nowMs, actorId, command } = asked
  const kept = keptComments(events)
  const own = [...kept.values()].filter(({ comment }) => comment.userId === actorId)
  return {
    guildId: GUILD,
    done: false,
    kept: kept.size,
    pinnedAtMs: own
      .map(({ comment }) => comment.createdAtMs)
      .filter(atMs => atMs > nowMs - COMMENT_RATE.windowMs),
    named: 'commentId' in command ? (kept.get(command.commentId) ?? null) : null,
  }
}
