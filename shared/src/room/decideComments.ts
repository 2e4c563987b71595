import type { MemberCommand } from '../protocol/commands.ts'
import { lengthOf, plainLineOf } from '../text/plainLine.ts'
import { clampToVideo } from './clampToVideo.ts'
import type { CommentFacts } from './comment.ts'
import { accept, type Decision, type DecisionContext, type Rejection, reject } from './decision.ts'
import { isGuestId } from './guestId.ts'
import { COMMENT_RATE, MAX_COMMENT_CHARS, MAX_COMMENTS, UNDO_MS } from './limits.ts'
import type { Member, Room } from './roomState.ts'

type CommentCommand = Extract<MemberCommand, { type: `comment.${string}` }>
type Pin = Extract<CommentCommand, { type: 'comment.pin' }>

/** Where nobody has found out anything, as in a call. */
const NOTHING_KNOWN: CommentFacts = {
  guildId: null,
  done: false,
  kept: 0,
  pinnedAtMs: [],
  named: null,
  mayRemoveAll: false,
}

/** Comments are of a server and not of the room, which only carries them: its state doesn't hold any. */
export function decideComments(room: Room, command: CommentCommand, context: DecisionContext): Decision {
  const { comments: facts = NOTHING_KNOWN, actorId } = context
  const member = room.members.find(({ id }) => id === actorId)
  if (!member) return accept()
  if (isGuestId(member.id))
    return reject('forbidden', 'Sign in with Discord to comment. Guests with only a name read along.')
  if (command.type === 'comment.pin') return pin({ room, command, member, facts, context })
  return command.type === 'comment.remove' ? remove(member, facts) : restore(member, facts, context.nowMs)
}

interface Pinning {
  readonly room: Room
  readonly command: Pin
  readonly member: Member
  readonly facts: CommentFacts
  readonly context: DecisionContext
}

function pin(pinning: Pinning): Decision {
  const { room, command, member, facts, context } = pinning
  const { guildId } = facts
  if (facts.done) return accept()
  if (guildId === null)
    return reject('comments_off', 'Comments are kept for a server. Open the Activity in one of its channels.')
  const refused = inTheWay(pinning)
  if (refused) return refused
  const text = plainLineOf(command.text)
  if (text === null) return reject('invalid_request', 'Write something that can be seen.', 'command.text')
  if (lengthOf(text) > MAX_COMMENT_CHARS)
    return reject(
      'invalid_request',
      `A comment has ${MAX_COMMENT_CHARS} characters at most. Make it shorter.`,
      'command.text',
    )
  return accept({
    type: 'comment.pinned',
    comment: {
      id: context.newId(),
      entryId: command.entryId,
      guildId,
      userId: member.id,
      displayName: member.displayName,
      avatarUrl: member.avatarUrl,
      positionS: clampToVideo(room.video, command.positionS),
      text,
      createdAtMs: Math.floor(context.nowMs),
    },
    by: member.id,
  })
}

function inTheWay({ room, command, facts, context }: Pinning): Rejection | null {
  if (room.video === null)
    return reject('nothing_to_play', 'Nothing is on. Choose a video from the library first.')
  if (room.video.entryId !== command.entryId)
    return reject('too_late', 'Another video is on by now, so nothing was pinned.')
  if (room.video.kind === 'live')
    return reject('comments_off', 'A live video takes no comments: its moments come only once.')
  const waitS = waitOf(facts, context.nowMs)
  if (waitS > 0)
    return {
      ...reject('rate_limited', 'That was a lot at once. Wait a moment, then say more.'),
      retryAfterS: waitS,
    }
  // None is dropped for a new one: nobody's words go without somebody wanting it.
  return facts.kept >= MAX_COMMENTS ? FULL : null
}

const FULL = reject(
  'comments_full',
  `This video has ${MAX_COMMENTS} comments in this server. Remove one first.`,
)

/** Seconds until the oldest of so many is long enough ago. */
function waitOf({ pinnedAtMs }: CommentFacts, nowMs: number): number {
  const oldest = pinnedAtMs.at(-COMMENT_RATE.times)
  return oldest === undefined ? 0 : Math.max(0, Math.ceil((oldest + COMMENT_RATE.windowMs - nowMs) / 1000))
}

function remove(member: Member, { named, mayRemoveAll }: CommentFacts): Decision {
  if (named === null || named.removed !== null) return accept()
  const { id: commentId, entryId, userId } = named.comment
  if (userId !== member.id && !mayRemoveAll)
    return reject(
      'forbidden',
      'Only who has written a comment removes it, or a moderator of the server. Ask one of them.',
    )
  return accept({ type: 'comment.removed', commentId, entryId, by: member.id })
}

function restore(member: Member, { named, kept }: CommentFacts, nowMs: number): Decision {
  if (named?.removed === null) return accept()
  if (!named || named.removed.by !== member.id || nowMs - named.removed.atMs > UNDO_MS)
    return reject('too_late', 'This comment can no longer be brought back.')
  // Others have said something in its place.
  if (kept >= MAX_COMMENTS) return FULL
  const { id: commentId, entryId } = named.comment
  return accept({ type: 'comment.restored', commentId, entryId, by: member.id })
}
