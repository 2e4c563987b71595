import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import type * as z from 'zod'
import { type ApiResult, apiError } from './apiResult.ts'

export interface HttpRequest<T> {
  readonly url: string
  readonly schema: z.ZodType<T>
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: unknown
  /** Where it is another one than that. */
  readonly method?: 'DELETE' | 'PATCH' | 'PUT'
  /** Only the state with this tag is changed. */
  readonly ifMatch?: string | undefined
  readonly accessToken?: string
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 10_000

/** One request to our server, as a result: never throws, never outlives its time. */
export async function httpRequest<T>(request: HttpRequest<T>): Promise<ApiResult<T>> {
  const cancel = cancellation(request.signal, request.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  try {
    const response = await fetch(request.url, { ...toInit(request), signal: cancel.signal })
    const body: unknown = await response.json()
    return response.ok ? readBody(request.schema, response, body) : readProblem(response, body)
  } catch {
    // Offline, cut off, timed out, or an answer that isn't JSON: somebody else's error page in our server's place.
    return apiError(request.signal?.aborted ? 'aborted' : 'serverDown')
  } finally {
    cancel.done()
  }
}

function toInit({ body, accessToken, method, ifMatch }: HttpRequest<unknown>): RequestInit {
  const headers = new Headers({ accept: 'application/json' })
  if (accessToken !== undefined) headers.set('authorization', `Bearer ${accessToken}`)
  // On its way an answer may be packed anew, which makes its tag a weak one: it still names the same state.
  if (ifMatch !== undefined) headers.set('if-match', ifMatch.replace('W/', ''))
  if (body === undefined) return method === undefined ? { headers } : { method, headers }
  headers.set('content-type', 'application/json')
  return { method: method ?? 'POST', headers, body: JSON.stringify(body) }
}

function readBody<T>(schema: z.ZodType<T>, { headers }: Response, body: unknown): ApiResult<T> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) return apiError('internal')
  const etag = headers.get('etag')
  return { ok: true, value: parsed.data, ...(etag !== null && { etag }) }
}

function readProblem(response: Response, body: unknown): ApiResult<never> {
  const problem = ProblemSchema.safeParse(body)
  if (!problem.success) return apiError('serverDown')
  const retryAfterS = Number(response.headers.get('retry-after') ?? Number.NaN)
  return apiError(problem.data.code, {
    requestId: problem.data.requestId,
    retryAfterS: Number.isFinite(retryAfterS) ? retryAfterS : null,
    ...(problem.data.field !== undefined && { field: problem.data.field }),
  })
}

/** `AbortSignal.any` is younger than the oldest phones that open an Activity. */
function cancellation(outer: AbortSignal | undefined, timeoutMs: number) {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, timeoutMs)
  if (outer?.aborted) abort()
  outer?.addEventListener('abort', abort)
  return {
    signal: controller.signal,
    done: (): void => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    },
  }
}
