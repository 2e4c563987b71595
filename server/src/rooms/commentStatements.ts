import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Statement } from '../platform/database/guardedWriter.ts'

const INSERT =
  'INSERT INTO comments (id, guild_id, entry_id, position_ms, user_id, display_name, avatar_url, text, ' +
  'created_at_ms, command_id, room_id, room_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
const REMOVE = 'UPDATE comments SET removed_at_ms = ?, removed_by = ? WHERE id = ? AND removed_at_ms IS NULL'
const RESTORE = 'UPDATE comments SET removed_at_ms = NULL, removed_by = NULL WHERE id = ?'

/**
 * What a commit does to the comments of the server. It is done in the transaction that commits the event, under the
 * number that only one commit can have, so that a comment is kept exactly once when everybody has been told of it, and
 * not at all when nobody has: a table that was written before or after could lose one, or have it twice.
 */
export function commentStatements(roomId: string, events: readonly CommittedEvent[]): Statement[] {
  return events.flatMap(committed => statementOf(roomId, committed) ?? [])
}

function statementOf(roomId: string, { seq, atMs, commandId, event }: CommittedEvent): Statement | null {
  switch (event.type) {
    case 'comment.pinned': {
      const { id, guildId, entryId, positionS, userId, displayName, avatarUrl, text, createdAtMs } =
        event.comment
      const moment = [guildId, entryId, Math.round(positionS * 1000)]
      const words = [userId, displayName, avatarUrl, text, createdAtMs]
      return { sql: INSERT, values: [id, ...moment, ...words, commandId, roomId, seq] }
    }
    case 'comment.removed':
      return { sql: REMOVE, values: [Math.round(atMs), event.by, event.commentId] }
    case 'comment.restored':
      return { sql: RESTORE, values: [event.commentId] }
    default:
      return null
  }
}
