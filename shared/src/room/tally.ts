import { VOTE_SHARE } from './limits.ts'
import type { Ballot, Member, Room, VoteSubject } from './roomState.ts'

export interface Tally {
  /** Those of the ones who count that are for it. */
  readonly yes: number
  readonly no: number
  /** How many count. */
  readonly voters: number
  /** How many must be for it. */
  readonly needed: number
}

/** Whose vote counts: those who watch together. */
export const votersOf = ({ members }: Pick<Room, 'members'>): readonly Member[] =>
  members.filter(({ apart }) => !apart)

/** How a vote stands among those who are here now. */
export function tally(room: Pick<Room, 'members'>, { yes, no }: Ballot): Tally {
  const ids = votersOf(room).map(({ id }) => id)
  const count = (side: readonly string[]): number => side.filter(id => ids.includes(id)).length
  return {
    yes: count(yes),
    no: count(no),
    voters: ids.length,
    needed: Math.floor(ids.length * VOTE_SHARE) + 1,
  }
}

/** Whether that decides it: enough are for it, or can't be any more. */
export function outcomeOf({ yes, no, voters, needed }: Tally): 'passed' | 'lost' | null {
  if (yes >= needed) return 'passed'
  return voters - no < needed ? 'lost' : null
}

/** Whether two votes are about the same. */
export const isSameSubject = (one: VoteSubject, other: VoteSubject): boolean =>
  one.kind === 'skip'
    ? other.kind === 'skip' && one.afterId === other.afterId
    : other.kind === 'choose' && one.video.entryId === other.video.entryId
