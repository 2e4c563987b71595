import { list, object, oneOf, optional, text } from '../read.ts'
import { errorCode, type RpcAnswer, refuse } from '../rpc/wire.ts'
import { type CommandCall, defineCommand } from './command.ts'
import { isKnownScope } from './scopes.ts'

interface AuthorizeArgs {
  readonly client_id: string
  readonly scope: readonly string[]
  readonly response_type: 'code' | undefined
  readonly state: string | undefined
  readonly prompt: 'none' | undefined
  readonly code_challenge: string | undefined
  readonly code_challenge_method: 'S256' | undefined
}

export const authorize = defineCommand({
  read: object<AuthorizeArgs>({
    client_id: text(),
    scope: list(text()),
    response_type: optional(oneOf(['code'])),
    state: optional(text()),
    prompt: optional(oneOf(['none'])),
    code_challenge: optional(text()),
    code_challenge_method: optional(oneOf(['S256'])),
  }),
  answer: async (args, call) => refusalOf(args, call) ?? (await consentAndIssue(args, call)),
})

function refusalOf(args: AuthorizeArgs, { context }: CommandCall): RpcAnswer<never> | null {
  if (args.client_id !== context.state().applicationId) {
    return refuse(errorCode.invalidClientId, 'Invalid Client ID')
  }
  const denied = context.limits.denied.has('presence') && args.scope.includes('rpc.activities.write')
  if (args.scope.length === 0 || denied || !args.scope.every(isKnownScope)) {
    return oauthError('invalid_scope: The requested scope is invalid, unknown, or malformed.')
  }
  return null
}

async function consentAndIssue(args: AuthorizeArgs, { context }: CommandCall): Promise<RpcAnswer> {
  const agreed = await context.surface.askConsent(args.scope)
  // The sentence is the one that Discord's client was seen to send.
  if (!agreed)
    return oauthError('access_denied: The resource owner or authorization server denied the request')
  return context.backend.authorize({
    user: context.user.name,
    clientId: args.client_id,
    scope: args.scope,
    ...(args.response_type === undefined ? {} : { responseType: args.response_type }),
    ...(args.state === undefined ? {} : { state: args.state }),
    ...(args.code_challenge === undefined ? {} : { codeChallenge: args.code_challenge }),
    ...(args.code_challenge_method === undefined ? {} : { codeChallengeMethod: args.code_challenge_method }),
  })
}

const oauthError = (detail: string): RpcAnswer<never> => refuse(errorCode.oauth2, `OAuth2 Error: ${detail}`)
