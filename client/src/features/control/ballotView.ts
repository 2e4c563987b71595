import { mayVote } from '@kaltura-discord/shared/room/mayControl.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import { type Tally, tally } from '@kaltura-discord/shared/room/tally.ts'

/** The vote there is, as one viewer sees it. */
export interface BallotView extends Tally {
  readonly id: string
  readonly kind: 'skip' | 'choose'
  /** What is to go, or to come; null where nothing is on. */
  readonly video: string | null
  readonly by: string | null
  readonly isOwn: boolean
  readonly own: 'yes' | 'no' | null
  readonly mayVote: boolean
  readonly mayCancel: boolean
  /** Room time, epoch ms. */
  readonly untilMs: number
}

export function ballotView(room: Room, memberId: string, hostId: string | null): BallotView | null {
  const { ballot } = room.control
  if (ballot === null) return null
  const { id, what, by, yes, no, untilMs } = ballot
  return {
    ...tally(room, ballot),
    id,
    kind: what.kind,
    video: what.kind === 'choose' ? what.video.name : (room.video?.name ?? null),
    by: room.members.find(member => member.id === by)?.displayName ?? null,
    isOwn: by === memberId,
    own: yes.includes(memberId) ? 'yes' : no.includes(memberId) ? 'no' : null,
    mayVote: mayVote(room, memberId),
    mayCancel: by === memberId || hostId === memberId,
    untilMs,
  }
}
