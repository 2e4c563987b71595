import type { StandInResponse } from '../standIn.ts'
import { CORS_HEADERS } from './answerFormat.ts'

/** Errors outside the API have numbers and travel in headers; a manifest that fails is a 404. */
const EXTERNAL_ERRORS = {
  1: 'requested entry not found',
  3: 'entry restricted due to access-control',
  4: 'ks is an invalid string',
  6: 'requested flavor was not found',
  7: 'ks is not valid',
  18: 'Delivery method not allowed',
  20: 'Request parameter [entryId] is missing',
  31: 'The given KS has expired',
} as const

export type ExternalError = keyof typeof EXTERNAL_ERRORS

export const externalError = (code: ExternalError): StandInResponse => ({
  status: 404,
  headers: {
    ...CORS_HEADERS,
    'x-kaltura-app': `exiting on error ${code} - ${EXTERNAL_ERRORS[code]}`,
    'x-kaltura': `error-${code}`,
    'content-type': 'text/html; charset=utf-8',
  },
})
