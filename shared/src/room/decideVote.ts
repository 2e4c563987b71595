import type { MemberCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { skip } from './decideQueue.ts'
import { accept, type Decision, type DecisionContext, type Rejection, reject } from './decision.ts'
import { VOTE_AGAIN_MS, VOTE_MS } from './limits.ts'
import { hostOf, mayControl, mayVote } from './mayControl.ts'
import { notInControl } from './notInControl.ts'
import type { Room, VoteSubject } from './roomState.ts'
import { isSameSubject } from './tally.ts'

type VoteCommand = Extract<MemberCommand, { type: `vote.${string}` }>
type Start = Extract<VoteCommand, { type: 'vote.start' }>

/** What is asked and said in a vote; what comes of it follows from the room that this leads to. */
export function decideVote(room: Room, command: VoteCommand, context: DecisionContext): Decision {
  const { actorId: by } = context
  if (by === null) return reject('invalid_request', 'A vote is for members.')
  if (command.type === 'vote.cancel') return cancel(room, by)
  if (command.type === 'vote.cast') return cast(room, command, context)
  return mayVote(room, by) ? start(room, command, context) : noVote(room, by)
}

function noVote(room: Room, by: string): Rejection {
  if (mayControl(room, by, 'queue')) return NO_NEED
  return room.control.mode === 'vote' ? notInControl(room, 'queue') : NO_VOTES
}

const NO_NEED = reject('not_in_control', 'There is no vote on this now. Put the video on, or skip, yourself.')

const NO_VOTES = reject('not_in_control', 'This room doesn’t vote. Ask for the remote, or suggest the video.')

function start(room: Room, { what: wish }: Start, context: DecisionContext): Decision {
  const by = context.actorId ?? ''
  const what = subjectOf(wish, context)
  if ('ok' in what) return what
  const { ballot } = room.control
  // Two who ask for the same at the same moment are of one mind.
  if (ballot && isSameSubject(ballot.what, what))
    return cast(room, { type: 'vote.cast', ballotId: ballot.id, yes: true }, context)
  if (ballot) return reject('vote_running', 'Another vote is under way. Wait until it is over.')
  if (what.kind === 'skip') {
    // Whoever pressed while something else was on has what they wanted.
    if ((room.queue.current?.id ?? null) !== what.afterId) return accept()
    const skipped = skip(room, { by, afterId: what.afterId }, context)
    if (!skipped.ok) return skipped
  }
  const refusal = tooSoon(room, { what, by }, context.nowMs)
  if (refusal) return refusal
  const startedAtMs = context.nowMs
  const untilMs = startedAtMs + VOTE_MS
  const opened = { id: context.newId(), what, by, yes: [by], no: [], startedAtMs, untilMs }
  return accept({ type: 'vote.started', ballot: opened, by })
}

function subjectOf(wish: Start['what'], { video }: DecisionContext): VoteSubject | Rejection {
  if (wish.kind === 'skip') return wish
  return video
    ? { kind: 'choose', video }
    : reject('video_not_found', 'This video is no longer in the library. Choose another one.')
}

function tooSoon(
  { control }: Room,
  { what, by }: { readonly what: VoteSubject; readonly by: string },
  nowMs: number,
): Rejection | null {
  const lost = control.lostVotes.findLast(each => each.by === by && isSameSubject(each.what, what))
  const leftMs = lost ? lost.atMs + VOTE_AGAIN_MS - nowMs : 0
  if (leftMs <= 0) return null
  const leftS = Math.ceil(leftMs / 1000)
  const refusal = reject('rate_limited', `This vote was lost a moment ago. Try again in ${leftS} s.`)
  return { ...refusal, retryAfterS: leftS }
}

type Cast = Extract<VoteCommand, { type: 'vote.cast' }>

function cast(
  { control: { ballot } }: Room,
  { ballotId, yes }: Cast,
  { actorId: by, nowMs }: DecisionContext,
): Decision {
  // A vote that is over is nobody's fault.
  if (ballot?.id !== ballotId || by === null || nowMs >= ballot.untilMs) return accept()
  if ((yes ? ballot.yes : ballot.no).includes(by)) return accept()
  return accept({ type: 'vote.cast', ballotId, yes, by })
}

function cancel(room: Room, by: string): Decision {
  const { ballot } = room.control
  if (!ballot) return accept()
  if (ballot.by !== by && hostOf(room) !== by)
    return reject('not_in_control', 'Only who started a vote, or the host, can call it off. Vote against it.')
  const ended: RoomEvent = { type: 'vote.ended', ballotId: ballot.id, passed: false, why: 'cancelled', by }
  return accept(ended)
}
