import { type CommentPage, CommentPageSchema } from '@kaltura-discord/shared/protocol/http/comments.ts'
import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiResult } from '../api/apiResult.ts'

/** No server keeps more pages for one video. */
const MOST_PAGES = 8

export interface AllComments extends Omit<CommentPage, 'comments' | 'nextCursor'> {
  readonly comments: readonly Comment[]
}

/** All that a server has at a video. */
export async function askComments(
  api: Pick<ApiClient, 'request'>,
  entryId: string,
): Promise<ApiResult<AllComments>> {
  const path = `/videos/${encodeURIComponent(entryId)}/comments`
  const comments: Comment[] = []
  let cursor: string | null = null
  for (let page = 1; ; page++) {
    const query: string = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`
    const answer: ApiResult<CommentPage> = await api.request(`${path}${query}`, CommentPageSchema)
    if (!answer.ok) return answer
    comments.push(...answer.value.comments)
    cursor = answer.value.nextCursor
    if (cursor === null || page === MOST_PAGES) return { ok: true, value: { ...answer.value, comments } }
  }
}
