import type { StandInResponse } from '../standIn.ts'

/** Discord's error body; codes from https://docs.discord.com/developers/topics/opcodes-and-status-codes */
export function apiError(status: number, code: number, message: string): StandInResponse {
  return { status, body: { message, code } }
}

export const unauthorized = apiError(401, 0, '401: Unauthorized')
export const notFound = apiError(404, 0, '404: Not Found')
export const methodNotAllowed = apiError(405, 0, '405: Method Not Allowed')
export const missingAccess = apiError(403, 50001, 'Missing Access')
export const missingScope = apiError(403, 50026, 'Missing required OAuth2 scope')
export const unknownGuild = apiError(404, 10004, 'Unknown Guild')
export const unknownMember = apiError(404, 10007, 'Unknown Member')
export const unknownUser = apiError(404, 10013, 'Unknown User')
export const unknownVoiceState = apiError(404, 10065, 'Unknown Voice State')

/** Discord answers each wrong field by its path. */
export function invalidForm(field: string, message: string): StandInResponse {
  const errors = { [field]: { _errors: [{ code: 'NUMBER_TYPE_COERCE', message }] } }
  return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors } }
}
