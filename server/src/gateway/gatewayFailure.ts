import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { type Failure, fail } from '../platform/result.ts'
import type { GatewayAnswer } from './sendToGateway.ts'

/** What the other deployment says of a request that our own users made; everything else is about the two of us. */
const PASSED_ON: readonly ErrorCode[] = [
  'captions_unreadable',
  'invalid_request',
  'not_found',
  'rate_limited',
  'video_not_found',
  'video_not_ready',
]
const RETRY_AFTER_S = 5

export const isRefusal = ({ status }: GatewayAnswer) => status === 401 || status === 403

/** An answer that isn't the one hoped for, in our own words. */
export function readFailure({ status, json, retryAfterS }: GatewayAnswer): Failure {
  const problem = status < 500 ? ProblemSchema.safeParse(json).data : undefined
  if (!problem || !PASSED_ON.includes(problem.code)) return away(retryAfterS)
  const { code, detail, field } = problem
  return fail(code, detail, {
    ...(field !== undefined && { field }),
    ...(retryAfterS !== null && { retryAfterS }),
  })
}

/** The other deployment doesn't answer, or not with sense. This code is what lets Kaltura be asked in its place. */
export const away = (retryAfterS: number | null = null) =>
  fail('kaltura_unavailable', 'The video library does not answer at the moment. Try again shortly.', {
    retryAfterS: retryAfterS ?? RETRY_AFTER_S,
  })

/** The other deployment is there and doesn't want us: going around it is not ours to decide. */
export const refusedHere = () =>
  fail(
    'unavailable',
    'The video library is not open to this server. Whoever runs it finds the reason in its log.',
    {
      retryAfterS: 60,
    },
  )
