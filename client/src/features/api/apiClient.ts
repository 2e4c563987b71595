import {
  type DiscordSignIn,
  type PlaybackGrant,
  PlaybackGrantSchema,
  type SignedIn,
  SignedInSchema,
  type Tokens,
  TokensSchema,
  type VideoPage,
  VideoPageSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import type * as z from 'zod'
import { type ApiResult, apiError } from './apiResult.ts'
import { httpRequest } from './httpRequest.ts'

/** A token this close to its end is exchanged before it is used. */
const REFRESH_AHEAD_MS = 30_000
const SIGN_IN_TIMEOUT_MS = 20_000

export interface VideoQuery {
  /** Empty lists everything. */
  readonly text: string
  readonly cursor: string | null
  readonly signal?: AbortSignal
}

export interface ApiClient {
  signIn(request: DiscordSignIn): Promise<ApiResult<SignedIn>>
  videos(query: VideoQuery): Promise<ApiResult<VideoPage>>
  playbackSession(entryId: string): Promise<ApiResult<PlaybackGrant>>
  /** Whatever a part of the interface that comes later asks for: it brings its own schemas. */
  request<T>(path: string, schema: z.ZodType<T>, more?: RequestMore): Promise<ApiResult<T>>
  /** Goes on with tokens that were had before. */
  resume(known: Tokens): void
  /** For the socket. `fresh`: the last one was refused. */
  accessToken(fresh: boolean): Promise<ApiResult<string>>
}

export interface ApiClientOptions {
  /** `/api/v1` in the Activity. */
  readonly baseUrl: string
  /** Told of each renewal, by who keeps tokens beyond the page. */
  readonly onRenewed?: (tokens: Tokens) => void
  /** Told when there is nothing to renew any more. */
  readonly onEnded?: () => void
  readonly now?: () => number
}

/** Our server's HTTP interface. Tokens live in memory alone and are renewed here, once for all who wait. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { baseUrl, onRenewed, onEnded, now = Date.now } = options
  let tokens: Tokens | null = null
  let refreshing: Promise<ApiResult<string>> | null = null

  const refresh = (): Promise<ApiResult<string>> => {
    refreshing ??= exchange().finally(() => {
      refreshing = null
    })
    return refreshing
  }

  const exchange = async (): Promise<ApiResult<string>> => {
    if (tokens === null) return apiError('unauthenticated')
    const body = { refreshToken: tokens.refreshToken }
    const answer = await httpRequest({ url: `${baseUrl}/auth/refresh`, schema: TokensSchema, body })
    if (!answer.ok) {
      if (answer.error.code === 'unauthenticated') onEnded?.()
      return answer
    }
    tokens = answer.value
    onRenewed?.(tokens)
    return { ok: true, value: tokens.accessToken }
  }

  const accessToken = async (fresh: boolean): Promise<ApiResult<string>> => {
    if (tokens === null) return apiError('unauthenticated')
    const stale = Date.parse(tokens.expiresAt) - now() < REFRESH_AHEAD_MS
    return fresh || stale ? refresh() : { ok: true, value: tokens.accessToken }
  }

  const request = async <T>(
    path: string,
    schema: z.ZodType<T>,
    more: RequestMore = {},
  ): Promise<ApiResult<T>> => {
    const attempt = async (fresh: boolean): Promise<ApiResult<T>> => {
      const token = await accessToken(fresh)
      if (!token.ok) return token
      return httpRequest({ url: `${baseUrl}${path}`, schema, accessToken: token.value, ...more })
    }
    const answer = await attempt(false)
    const refused =
      !answer.ok && (answer.error.code === 'token_expired' || answer.error.code === 'unauthenticated')
    return refused && tokens !== null ? attempt(true) : answer
  }

  return {
    async signIn(body) {
      const url = `${baseUrl}/auth/discord`
      const answer = await httpRequest({ url, schema: SignedInSchema, body, timeoutMs: SIGN_IN_TIMEOUT_MS })
      if (answer.ok) tokens = answer.value
      return answer
    },
    videos: query => request(videosPath(query), VideoPageSchema, { signal: query.signal }),
    playbackSession: entryId =>
      request(`/videos/${encodeURIComponent(entryId)}/session`, PlaybackGrantSchema, { body: {} }),
    request,
    resume(known) {
      tokens = known
    },
    accessToken,
  }
}

export interface RequestMore {
  readonly body?: unknown
  readonly method?: 'DELETE' | 'PATCH' | 'PUT'
  readonly ifMatch?: string
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

function videosPath({ text, cursor }: VideoQuery): string {
  const parameters = new URLSearchParams()
  if (text !== '') parameters.set('q', text)
  if (cursor !== null) parameters.set('cursor', cursor)
  const query = parameters.size > 0 ? `?${parameters}` : ''
  return `${text === '' ? '/videos' : '/videos/search'}${query}`
}
