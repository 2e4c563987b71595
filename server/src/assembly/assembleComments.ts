import { type CommentStore, createCommentStore } from '../features/comments/commentStore.ts'
import { createCommentSource } from '../features/comments/createCommentSource.ts'
import { createCommentOperations } from '../features/comments/operations.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import type { CreateBearerAccess } from '../platform/http/access.ts'
import type { Operation } from '../platform/http/operation.ts'
import type { CommentSource } from '../rooms/commentSource.ts'
import { createIsShownIn } from '../rooms/isShownIn.ts'
import type { RoomStore } from '../rooms/roomStore.ts'
import type { Ground } from './ground.ts'

/** A removed comment can be brought back for `UNDO_MS`; it counts for a while as said, and is then gone for good, ms. */
export const REMOVED_COMMENT_MS = 120_000

export interface CommentParts {
  readonly source: CommentSource
  operations(bearer: CreateBearerAccess): readonly Operation[]
  readonly chores: readonly (() => Promise<void>)[]
}

export function assembleComments(
  { database, clock }: Ground,
  permissions: GuildPermissions,
  rooms: Pick<RoomStore, 'load'>,
): CommentParts {
  const store: CommentStore = createCommentStore(database)
  return {
    source: createCommentSource({ store, permissions, clock }),
    operations: bearer =>
      createCommentOperations({ store, permissions, bearer, isShownIn: createIsShownIn(rooms) }),
    chores: [() => store.dropRemovedBefore(clock.nowMs() - REMOVED_COMMENT_MS)],
  }
}
