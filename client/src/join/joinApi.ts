import { type LinkOpened, LinkOpenedSchema } from '@kaltura-discord/shared/protocol/http/guests.ts'
import {
  JoinEnteredSchema,
  type JoinView,
  JoinViewSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type * as z from 'zod'
import type { ApiResult } from '../features/api/apiResult.ts'
import { httpRequest } from '../features/api/httpRequest.ts'

/** Kaltura is asked on the way in, ms. */
const ENTER_TIMEOUT_MS = 20_000

export type JoinEntered = z.infer<typeof JoinEnteredSchema>

/** What the server offers to whoever holds a personal link. */
export interface JoinApi {
  /** Spends a link into a meeting; of one into a room it says where that leads. */
  open(token: string): Promise<ApiResult<LinkOpened>>
  look(session: string): Promise<ApiResult<JoinView>>
  /** Gives a new way in each time: the last one holds for a minute. */
  enter(session: string): Promise<ApiResult<JoinEntered>>
}

/** `baseUrl`: `/api/v1` wherever our server serves the page. */
export function createJoinApi(baseUrl: string): JoinApi {
  return {
    open: token => httpRequest({ url: `${baseUrl}/join/open`, schema: LinkOpenedSchema, body: { token } }),
    look: session => httpRequest({ url: `${baseUrl}/join`, schema: JoinViewSchema, accessToken: session }),
    enter: session =>
      httpRequest({
        url: `${baseUrl}/join/enter`,
        schema: JoinEnteredSchema,
        accessToken: session,
        body: {},
        timeoutMs: ENTER_TIMEOUT_MS,
      }),
  }
}
