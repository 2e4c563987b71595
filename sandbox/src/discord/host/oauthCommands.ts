import type { z } from 'zod'
import type { Authorizations } from '../authorizations.ts'
import type { AuthenticateResponse, AuthorizeResponse, RpcErrorBody, SandboxUser } from '../hostApi.ts'
import { APPLICATION } from '../identities.ts'
import { KNOWN_SCOPES } from '../scopes.ts'
import type { authorizeSchema } from './hostSchemas.ts'

/** RPC error codes of Discord's client, as the Embedded App SDK lists them. */
const INVALID_CLIENT_ID = 4007
const INVALID_TOKEN = 4009
const OAUTH2_ERROR = 5000

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RpcErrorBody }

/** `AUTHORIZE`: the person has said yes; what the application asked may still be wrong. */
export function authorize(
  wish: z.infer<typeof authorizeSchema>,
  user: SandboxUser,
  authorizations: Authorizations,
): Answer<AuthorizeResponse> {
  const error = objection(wish)
  if (error !== null) return { ok: false, error }
  const grant = { userId: user.id, clientId: wish.clientId, scopes: [...new Set(wish.scope)] }
  return { ok: true, value: { code: authorizations.issueCode(grant, wish.codeChallenge ?? null) } }
}

function objection(wish: z.infer<typeof authorizeSchema>): RpcErrorBody | null {
  if (wish.clientId !== APPLICATION.id) return { code: INVALID_CLIENT_ID, message: 'Invalid client_id.' }
  const unknown = wish.scope.find(scope => !KNOWN_SCOPES.has(scope))
  if (unknown !== undefined)
    return oauthError(`invalid_scope: "${unknown}" is invalid, unknown, or malformed.`)
  if ((wish.responseType ?? 'code') !== 'code')
    return oauthError('unsupported_response_type: must be "code".')
  const hasChallenge = wish.codeChallenge !== undefined
  if (hasChallenge && wish.codeChallengeMethod !== 'S256') {
    return oauthError('invalid_request: code_challenge_method must be "S256".')
  }
  if (hasChallenge && !/^[\w-]{43}$/.test(wish.codeChallenge ?? '')) {
    return oauthError('invalid_request: code_challenge is not the base64url of a SHA-256.')
  }
  return null
}

function oauthError(message: string): RpcErrorBody {
  return { code: OAUTH2_ERROR, message: `OAuth2 Error: ${message}` }
}

/** `AUTHENTICATE`: the token must be one that the OAuth endpoint gave for this very person. */
export function authenticate(
  accessToken: string,
  user: SandboxUser,
  authorizations: Authorizations,
): Answer<AuthenticateResponse> {
  const token = authorizations.lookup(accessToken)
  if (token === null || token.userId !== user.id) {
    return { ok: false, error: { code: INVALID_TOKEN, message: 'Invalid access token.' } }
  }
  return { ok: true, value: { scopes: token.scopes, expires: new Date(token.expiresAtMs).toISOString() } }
}
