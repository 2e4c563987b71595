import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommentFacts } from '@kaltura-discord/shared/room/comment.ts'
import type { Result } from '../platform/result.ts'
import type { Request } from './roomService.ts'

/** A command about comments, and who asks. */
export interface CommentQuestion {
  /** Null in a call between friends. */
  readonly guildId: string | null
  readonly userId: string
  readonly commandId: string
  readonly command: Extract<MemberCommand, { type: `comment.${string}` }>
}

/** What is known of comments beside the rooms. */
export interface CommentSource {
  /** Whether they may remove what others have said. Asked before the room's turn: Discord may be slow. */
  mayRemoveAll(question: CommentQuestion): Promise<Result<boolean>>
  /** Asked in the room's turn, so that what its members pin at the same moment is counted. */
  facts(question: CommentQuestion): Promise<Omit<CommentFacts, 'mayRemoveAll'>>
}

/** What a request asks about comments; null where it is about something else. */
export function commentQuestionOf(request: Request): CommentQuestion | null {
  const { actorId, command, commandId, guildId = null } = request
  if (actorId === null) return null
  switch (command.type) {
    case 'comment.pin':
    case 'comment.remove':
    case 'comment.restore':
      return { guildId, userId: actorId, commandId, command }
    default:
      return null
  }
}
