import type { StandInRequest, StandInResponse } from '../standIn.ts'
import { CORS_HEADERS } from './answerFormat.ts'

/** Answers a browser's question before a request from another origin, and refuses other methods. */
export const preflight = (
  { method }: StandInRequest,
  methods: readonly string[],
): StandInResponse | undefined => {
  if (methods.includes(method)) return undefined
  const headers = {
    ...CORS_HEADERS,
    'access-control-allow-methods': [...methods, 'OPTIONS'].join(', '),
    'access-control-allow-headers': 'Content-Type, Range, X-Kaltura-Ks, X-Requested-With, Cache-Control',
    'access-control-max-age': '86400',
  }
  return method === 'OPTIONS'
    ? { status: 200, headers }
    : { status: 405, headers: { ...headers, allow: methods.join(', ') } }
}
