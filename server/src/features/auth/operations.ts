import {
  DiscordSignInSchema,
  IssuedTokenSchema,
  RefreshSchema,
  SignedInSchema,
  TokenRequestSchema,
  TokensSchema,
  ValidateSchema,
  ValidationSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Access, Operation } from '../../platform/http/operation.ts'
import type { ServiceIdentity } from '../../platform/http/serviceAccess.ts'
import { anybodyBy, digestOf } from '../../platform/http/strangerAccess.ts'
import { succeed } from '../../platform/result.ts'
import type { SignInThroughDiscord } from './discordSignIn.ts'
import type { IssueToken } from './serviceTokens.ts'
import type { SignIns } from './signIns.ts'
import { mayAskAbout, type ValidateToken, type ValidationCaller } from './validateToken.ts'

/**
 * Sign-ins of one Activity: a full room that all reloads at once, and then some. Who makes up Activities meets the
 * limit of all, or each of them would cost questions of Discord.
 */
const SIGN_INS = { points: 300, perS: 60, ofAll: 3_000 } as const
/** Uses of one token; of all, whoever is here may come at once after an outage. */
const REFRESHES = { points: 10, perS: 60, ofAll: 6_000 } as const
/** Of one service: everybody of a large server within some minutes. */
const TOKENS = { points: 600, perS: 60 } as const
const VALIDATIONS = { points: 1_200, perS: 60 } as const

interface AuthOperationsOptions {
  readonly signIns: SignIns
  readonly signInThroughDiscord: SignInThroughDiscord
  readonly issueToken: IssueToken
  readonly validateToken: ValidateToken
  readonly serviceAccess: Access<ServiceIdentity>
  readonly validationAccess: Access<ValidationCaller>
}

export function createAuthOperations(options: AuthOperationsOptions): readonly Operation[] {
  const { signIns, signInThroughDiscord, issueToken, validateToken } = options
  return [
    defineOperation({
      id: 'auth.discord',
      method: 'post',
      path: '/auth/discord',
      tag: 'auth',
      summary: 'Sign in from within an Activity',
      description:
        'Takes what the Embedded App SDK gave, and asks Discord whether the Activity has that member.',
      errors: ['invalid_code', 'not_in_activity', 'discord_unavailable'],
      limit: SIGN_INS,
      access: anybodyBy(DiscordSignInSchema, ({ instanceId }) => instanceId),
      body: DiscordSignInSchema,
      answer: SignedInSchema,
      handle: ({ body }) => signInThroughDiscord(body),
    }),
    defineOperation({
      id: 'auth.refresh',
      method: 'post',
      path: '/auth/refresh',
      tag: 'auth',
      summary: 'Exchange a refresh token for new tokens',
      description:
        'It works once. Used again, it ends all that came of that sign-in. Whoever has left the Activity gets none.',
      errors: ['unauthenticated', 'not_in_activity'],
      limit: REFRESHES,
      access: anybodyBy(RefreshSchema, ({ refreshToken }) => digestOf(refreshToken)),
      body: RefreshSchema,
      answer: TokensSchema,
      handle: ({ body }) => signIns.refresh(body.refreshToken),
    }),
    defineOperation({
      id: 'auth.token',
      method: 'post',
      path: '/auth/token',
      tag: 'auth',
      summary: 'Get a token to act for somebody',
      description:
        'For services alone. The token has no more scopes, and its bearer no stronger role, than the service itself.',
      errors: ['unauthenticated', 'forbidden', 'kaltura_unavailable'],
      limit: TOKENS,
      creates: true,
      access: options.serviceAccess,
      body: TokenRequestSchema,
      answer: IssuedTokenSchema,
      handle: ({ body, caller }) => issueToken(caller, body),
    }),
    defineOperation({
      id: 'auth.validate',
      method: 'post',
      path: '/auth/validate',
      tag: 'auth',
      summary: 'Ask whether an access token holds',
      description: 'A service may ask about any token, and the bearer of a token about that one.',
      errors: ['unauthenticated', 'token_expired', 'forbidden'],
      limit: VALIDATIONS,
      access: options.validationAccess,
      body: ValidateSchema,
      answer: ValidationSchema,
      async handle({ body, caller }) {
        const allowed = mayAskAbout(caller, body.token)
        return allowed.ok ? succeed(await validateToken(body.token)) : allowed
      },
    }),
  ]
}
