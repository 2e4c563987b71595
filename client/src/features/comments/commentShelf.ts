import type { RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Comment } from '@kaltura-discord/shared/room/comment.ts'

/** The comments of one video: what the server had when it was asked, and what the room has told since. */
export interface CommentShelf {
  /** By their moments; without those that are removed. */
  shown(): readonly Comment[]
  find(id: string): Comment | null
  /** What is told from now on holds against the answer that is on its way. */
  asking(): void
  answered(comments: readonly Comment[]): void
  /** False where it is about one that isn't known here: then the server has to be asked. */
  onEvent(event: RoomEvent): boolean
}

export function createCommentShelf(): CommentShelf {
  let known = new Map<string, Comment>()
  const removed = new Set<string>()
  /** Told while an answer was on its way, which may not know of it. */
  let told = new Map<string, Comment>()
  let removedMeanwhile = new Set<string>()

  return {
    shown: () => [...known.values()].filter(({ id }) => !removed.has(id)).toSorted(byMoment),
    find: id => known.get(id) ?? null,
    asking() {
      told = new Map()
      removedMeanwhile = new Set()
    },
    answered(comments) {
      for (const { id } of comments) if (!removedMeanwhile.has(id)) removed.delete(id)
      // What is removed stays known: it may come back.
      const gone = [...removed].flatMap(id => known.get(id) ?? [])
      known = new Map([...gone, ...comments, ...told.values()].map(each => [each.id, each]))
    },
    onEvent(event) {
      if (event.type === 'comment.pinned') {
        known.set(event.comment.id, event.comment)
        told.set(event.comment.id, event.comment)
      } else if (event.type === 'comment.removed') {
        removed.add(event.commentId)
        removedMeanwhile.add(event.commentId)
      } else if (event.type === 'comment.restored') {
        removed.delete(event.commentId)
        removedMeanwhile.delete(event.commentId)
        const back = known.get(event.commentId)
        if (!back) return false
        told.set(back.id, back)
      }
      return true
    },
  }
}

function byMoment(one: Comment, other: Comment): number {
  if (one.positionS !== other.positionS) return one.positionS - other.positionS
  return one.id < other.id ? -1 : 1
}
