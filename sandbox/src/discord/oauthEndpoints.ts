import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { StandInRequest, StandInResponse } from '../standIn.ts'
import { ACCESS_TOKEN_LIFE_S, type Authorizations, isClient, type TokenPair } from './authorizations.ts'

const formSchema = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string().min(1),
    code_verifier: z.string().optional(),
    redirect_uri: z.string().optional(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string().min(1) }),
  z.object({ grant_type: z.literal('client_credentials'), scope: z.string().min(1) }),
])

type TokenForm = z.infer<typeof formSchema>
type UserForm = Exclude<TokenForm, { grant_type: 'client_credentials' }>

/** `POST /oauth2/token` (RFC 6749 §4.1.3, §6, in Discord's wording). */
export function answerToken(request: StandInRequest, authorizations: Authorizations): StandInResponse {
  const form = readForm(request)
  if (form === null) return oauthError(400, 'invalid_request', FORM_ONLY)
  if (!isKnownClient(request, form)) return oauthError(401, 'invalid_client')
  const parsed = formSchema.safeParse(Object.fromEntries(form))
  if (!parsed.success) return formError(form, parsed.error)
  if (parsed.data.grant_type === 'client_credentials') return clientAnswer(parsed.data.scope)
  const pair = redeem(parsed.data, authorizations)
  if (pair !== null) return { status: 200, headers: noStore, body: tokenBody(pair) }
  const field = parsed.data.grant_type === 'refresh_token' ? 'refresh_token' : 'code'
  return oauthError(400, 'invalid_grant', `Invalid "${field}" in request.`)
}

/** `POST /oauth2/token/revoke` (RFC 7009): an unknown token is no error. */
export function answerRevoke(request: StandInRequest, authorizations: Authorizations): StandInResponse {
  const form = readForm(request)
  if (form === null) return oauthError(400, 'invalid_request', FORM_ONLY)
  if (!isKnownClient(request, form)) return oauthError(401, 'invalid_client')
  const token = form.get('token')
  if (token === null) return oauthError(400, 'invalid_request', 'The "token" field is required.')
  authorizations.revoke(token)
  return { status: 200, headers: noStore, body: {} }
}

const FORM_ONLY = 'Content type must be application/x-www-form-urlencoded.'
const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' }

/** A token of the developer's own, which nothing here takes: it only shows that the client's secret was right. */
function clientAnswer(scope: string): StandInResponse {
  const access_token = randomBytes(24).toString('base64url')
  const body = { token_type: 'Bearer', access_token, expires_in: ACCESS_TOKEN_LIFE_S, scope }
  return { status: 200, headers: noStore, body }
}

function redeem(form: UserForm, authorizations: Authorizations): TokenPair | null {
  return form.grant_type === 'refresh_token'
    ? authorizations.refresh(form.refresh_token)
    : authorizations.exchange(form.code, form.code_verifier ?? null, form.redirect_uri ?? null)
}

function tokenBody(pair: TokenPair) {
  return {
    token_type: 'Bearer',
    access_token: pair.accessToken,
    expires_in: ACCESS_TOKEN_LIFE_S,
    refresh_token: pair.refreshToken,
    scope: pair.scopes.join(' '),
  }
}

function readForm(request: StandInRequest): URLSearchParams | null {
  const [type] = (request.headers['content-type'] ?? '').split(';')
  if (type?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return null
  return new URLSearchParams(request.body.toString('utf8'))
}

/** The client proves itself in the body or by HTTP Basic. */
function isKnownClient(request: StandInRequest, form: URLSearchParams): boolean {
  const [, basic] = /^Basic (\S+)$/.exec(request.headers.authorization ?? '') ?? []
  if (basic === undefined) return isClient(form.get('client_id') ?? '', form.get('client_secret') ?? '')
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  return isClient(id, secret)
}

function formError(form: URLSearchParams, error: z.ZodError): StandInResponse {
  if (!['authorization_code', 'refresh_token', 'client_credentials'].includes(form.get('grant_type') ?? '')) {
    return oauthError(400, 'unsupported_grant_type', 'Unsupported grant_type.')
  }
  const field = error.issues[0]?.path.join('.') ?? 'form'
  return oauthError(400, 'invalid_request', `Missing "${field}" in request.`)
}

function oauthError(status: number, error: string, description?: string): StandInResponse {
  const body = { error, ...(description === undefined ? {} : { error_description: description }) }
  return { status, headers: noStore, body }
}
