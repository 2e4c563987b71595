import {
  type CommentPage,
  CommentPageSchema,
  type CommentQuery,
  CommentQuerySchema,
} from '@kaltura-discord/shared/protocol/http/comments.ts'
import { isGuestId } from '@kaltura-discord/shared/room/guestId.ts'
import * as z from 'zod'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import type { Identity } from '../../platform/accessTokens.ts'
import type { CreateBearerAccess } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import { seesLibrary } from '../../rooms/guestCommands.ts'
import type { CommentPlace, CommentStore } from './commentStore.ts'
import { mayRemoveAll } from './createCommentSource.ts'

/** Pages of comments, each member and each session: a video has four at most. */
const REQUESTS = { points: 120, perS: 60, name: 'comments' } as const
/** Comments of one page. */
const COMMENTS_PER_PAGE = 250

const IdSchema = z.object({
  id: z.string().max(100).meta({ description: 'Entry id', example: '0_abc12345' }),
})

interface CommentOperationsOptions {
  readonly store: CommentStore
  readonly permissions: GuildPermissions
  readonly bearer: CreateBearerAccess
  /** Whether a video is on in the room of an Activity, or waits in its queue. */
  readonly isShownIn: (instanceId: string, entryId: string) => Promise<boolean>
}

/** Reading alone: comments are written by commands of the room, which is told of them at the same moment. */
export function createCommentOperations(options: CommentOperationsOptions): readonly Operation[] {
  const { bearer } = options
  return [
    defineOperation({
      id: 'videos.comments',
      method: 'get',
      path: '/videos/{id}/comments',
      tag: 'videos',
      summary: 'Get what has been said at moments of a video in this server',
      limit: REQUESTS,
      etag: true,
      errors: ['forbidden'],
      access: bearer({ surfaces: ['activity', 'guest'], scope: 'videos:play' }),
      params: IdSchema,
      query: CommentQuerySchema,
      answer: CommentPageSchema,
      handle: ({ params, query, caller }) => pageOf(options, { entryId: params.id, query, caller }),
    }),
  ]
}

interface Asked {
  readonly entryId: string
  readonly query: CommentQuery
  readonly caller: Pick<Identity, 'guildId' | 'instanceId' | 'userId' | 'surface' | 'scopes'>
}

const NOT_OFFERED: CommentPage = {
  offered: false,
  comments: [],
  nextCursor: null,
  mayPin: false,
  mayRemoveAll: false,
}

/** One page, as whoever asks may see it. */
export async function pageOf(
  options: Omit<CommentOperationsOptions, 'bearer'>,
  asked: Asked,
): Promise<Result<CommentPage>> {
  const { store, permissions, isShownIn } = options
  const { entryId, query, caller } = asked
  const { guildId, instanceId, userId } = caller
  if (guildId === null) return succeed(NOT_OFFERED)
  if (!seesLibrary(caller) && (instanceId === null || !(await isShownIn(instanceId, entryId))))
    return NOT_SHOWN
  const after = query.cursor === undefined ? null : placeOf(query.cursor)
  if (after === undefined)
    return fail('invalid_request', 'This cursor is none of ours. Begin at the first page.', {
      field: 'cursor',
    })
  const found = await store.list({ guildId, entryId, after, limit: COMMENTS_PER_PAGE + 1 })
  const comments = found.slice(0, COMMENTS_PER_PAGE)
  const last = comments.at(-1)
  const mayPin = !isGuestId(userId)
  const mayAll = mayPin ? await mayRemoveAll(permissions, guildId, userId) : succeed(false)
  return succeed({
    offered: true,
    comments,
    nextCursor:
      last && found.length > comments.length ? `${Math.round(last.positionS * 1000)}:${last.id}` : null,
    mayPin,
    // Where Discord doesn't answer, nobody is kept from reading.
    mayRemoveAll: mayAll.ok && mayAll.value,
  })
}

const CURSOR = /^(\d{1,15}):([\w-]{1,64})$/

/** Undefined where it is no cursor. */
function placeOf(cursor: string): CommentPlace | undefined {
  const [, positionMs, id] = CURSOR.exec(cursor) ?? []
  return positionMs === undefined || id === undefined ? undefined : { positionMs: Number(positionMs), id }
}

const NOT_SHOWN = fail('forbidden', 'Guests see what is on in the room, and what waits to come.')
