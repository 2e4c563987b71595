import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import type { Mark } from '../moments/mark.ts'

/** Places on the scrubber that can be told apart; what falls on the same one has one mark. */
const PLACES = 100

/** Where something is said. */
export function marksOf(comments: readonly Comment[], durationS: number | null): readonly Mark[] {
  if (durationS === null || durationS <= 0) return []
  const taken = new Set<number>()
  return comments.flatMap(({ positionS, text }) => {
    const place = Math.floor((positionS / durationS) * PLACES)
    if (taken.has(place)) return []
    taken.add(place)
    return { kind: 'comment' as const, atS: positionS, label: text }
  })
}
