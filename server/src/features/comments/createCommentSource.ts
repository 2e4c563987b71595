import { isGuestId } from '@kaltura-discord/shared/room/guestId.ts'
import { COMMENT_RATE } from '@kaltura-discord/shared/room/limits.ts'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import { type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { CommentSource } from '../../rooms/commentSource.ts'
import type { CommentStore } from './commentStore.ts'

interface CommentSourceOptions {
  readonly store: CommentStore
  readonly permissions: GuildPermissions
  readonly clock: RoomClock
}

/** Whether somebody may remove what others have said in a server. */
export async function mayRemoveAll(
  permissions: GuildPermissions,
  guildId: string,
  userId: string,
): Promise<Result<boolean>> {
  const permission = await permissions.require({ guildId, userId, action: 'comments.remove' })
  if (permission.ok) return succeed(true)
  // Not knowing is no refusal: they may try again.
  return permission.error.code === 'forbidden' ? succeed(false) : permission
}

export function createCommentSource({ store, permissions, clock }: CommentSourceOptions): CommentSource {
  return {
    async mayRemoveAll({ guildId, userId, command }) {
      if (guildId === null || isGuestId(userId) || command.type !== 'comment.remove') return succeed(false)
      const found = await store.find(guildId, command.commentId)
      // Of their own, and of what is gone, nobody has to be asked.
      if (found === null || found.removed !== null || found.comment.userId === userId) return succeed(false)
      return mayRemoveAll(permissions, guildId, userId)
    },
    async facts({ guildId, userId, commandId, command }) {
      const nothing = { guildId, done: false, kept: 0, pinnedAtMs: [], named: null }
      if (guildId === null) return nothing
      if (command.type !== 'comment.pin') {
        const named = await store.find(guildId, command.commentId)
        const kept = named?.removed ? await store.count(guildId, named.comment.entryId) : 0
        return { ...nothing, named, kept }
      }
      return {
        ...nothing,
        done: await store.isDone(userId, commandId),
        kept: await store.count(guildId, command.entryId),
        pinnedAtMs: await store.pinnedAtMs(userId, clock.nowMs() - COMMENT_RATE.windowMs),
      }
    },
  }
}
