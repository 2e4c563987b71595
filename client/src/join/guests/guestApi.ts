import {
  BrowserSignInBegunSchema,
  type GuestSignedIn,
  GuestSignedInSchema,
  type LinkOpened,
  LinkOpenedSchema,
} from '@kaltura-discord/shared/protocol/http/guests.ts'
import type * as z from 'zod'
import type { ApiResult } from '../../features/api/apiResult.ts'
import { httpRequest } from '../../features/api/httpRequest.ts'

/** What the server offers to whoever holds a link into a room. */
export interface GuestApi {
  /** Spends nothing. */
  look(token: string): Promise<ApiResult<LinkOpened>>
  /** Spends one use. Without a name it is for whoever has just signed in with Discord. */
  enter(token: string, name: string | null): Promise<ApiResult<GuestSignedIn>>
  /** Where to go to sign in with Discord. */
  begin(token: string): Promise<ApiResult<z.infer<typeof BrowserSignInBegunSchema>>>
}

export const createGuestApi = (baseUrl: string): GuestApi => ({
  look: token => httpRequest({ url: `${baseUrl}/join/open`, schema: LinkOpenedSchema, body: { token } }),
  enter: (token, name) =>
    httpRequest({
      url: `${baseUrl}/join/room`,
      schema: GuestSignedInSchema,
      body: { token, ...(name === null ? {} : { name }) },
    }),
  begin: token =>
    httpRequest({
      url: `${baseUrl}/auth/discord/browser/begin`,
      schema: BrowserSignInBegunSchema,
      body: { token },
    }),
})
