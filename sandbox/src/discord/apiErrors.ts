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
export const unknownChannel = apiError(404, 10003, 'Unknown Channel')
export const unknownInvite = apiError(404, 10006, 'Unknown Invite')
export const unknownMessage = apiError(404, 10008, 'Unknown Message')
export const unknownWebhook = apiError(404, 10015, 'Unknown Webhook')
export const unknownScheduledEvent = apiError(404, 10070, 'Unknown Guild Scheduled Event')
export const tooManyScheduledEvents = apiError(
  400,
  30038,
  'Maximum number of guild scheduled events reached (100)',
)
export const finishedScheduledEvent = apiError(400, 180000, 'Cannot update a finished event')
export const unknownInteraction = apiError(404, 10062, 'Unknown interaction')
export const alreadyAcknowledged = apiError(400, 40060, 'Interaction has already been acknowledged.')
export const notTheAuthor = apiError(403, 50005, 'Cannot edit a message authored by another user')
export const missingPermissions = apiError(403, 50013, 'Missing Permissions')
export const invalidWebhookToken = apiError(401, 50027, 'Invalid Webhook Token')
export const notJson = apiError(400, 50109, 'The request body contains invalid JSON.')

/** Discord answers each wrong field by its path. */
export function invalidForm(field: string, message: string): StandInResponse {
  const errors = { [field]: { _errors: [{ code: 'NUMBER_TYPE_COERCE', message }] } }
  return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors } }
}
