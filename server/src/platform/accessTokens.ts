import { createSecretKey } from 'node:crypto'
import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { errors, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod'
import { fail, type Result, succeed } from './result.ts'
import type { RoomClock } from './roomClock.ts'
import type { Secret } from './secret.ts'

/** How long an access token lasts, s. */
export const ACCESS_TOKEN_S = 15 * 60

const ISSUER = 'kaltura-discord'
const AUDIENCE = 'activity'
const TYPE = 'at+jwt'
const ALGORITHM = 'HS256'
/** How far clocks of nodes may be apart, s. */
const CLOCK_TOLERANCE_S = 5

/** Who somebody has proved to be, and in which running Activity. */
export interface Identity {
  readonly userId: string
  readonly instanceId: string
  readonly signInId: string
  readonly displayName: string
  readonly avatarUrl: string | null
  /** Epoch ms. */
  readonly expiresAtMs: number
}

const ClaimsSchema = z.object({
  sub: SnowflakeSchema,
  instance: z.string().min(1).max(200),
  session: z.string().min(1).max(64),
  name: z.string().max(100),
  picture: z.string().max(300).nullable(),
  exp: z.number(),
})

export interface AccessTokens {
  issue(identity: Omit<Identity, 'expiresAtMs'>): Promise<{ token: string; expiresAtMs: number }>
  verify(token: string): Promise<Result<Identity>>
}

interface AccessTokensOptions {
  readonly secret: Secret
  readonly clock: RoomClock
  readonly newId: () => string
}

export function createAccessTokens({ secret, clock, newId }: AccessTokensOptions): AccessTokens {
  const key = createSecretKey(secret.reveal(), 'utf8')
  return {
    async issue({ userId, instanceId, signInId, displayName, avatarUrl }) {
      const nowS = Math.floor(clock.nowMs() / 1000)
      const expiresAtS = nowS + ACCESS_TOKEN_S
      const token = await new SignJWT({
        instance: instanceId,
        session: signInId,
        name: displayName,
        picture: avatarUrl,
      })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(nowS)
        .setExpirationTime(expiresAtS)
        .setJti(newId())
        .sign(key)
      return { token, expiresAtMs: expiresAtS * 1000 }
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          typ: TYPE,
          requiredClaims: ['exp', 'iat', 'jti', 'sub'],
          clockTolerance: CLOCK_TOLERANCE_S,
          currentDate: new Date(clock.nowMs()),
        })
        const claims = ClaimsSchema.safeParse(payload)
        return claims.success ? succeed(toIdentity(claims.data)) : unauthenticated()
      } catch (error) {
        if (error instanceof errors.JWTExpired)
          return fail('token_expired', 'This sign-in has run out. Refresh it.')
        if (error instanceof errors.JOSEError || error instanceof TypeError) return unauthenticated()
        throw error
      }
    },
  }
}

const unauthenticated = () => fail('unauthenticated', 'Sign in first: open the Activity in Discord.')

function toIdentity(claims: z.infer<typeof ClaimsSchema>): Identity {
  return {
    userId: claims.sub,
    instanceId: claims.instance,
    signInId: claims.session,
    displayName: claims.name,
    avatarUrl: claims.picture,
    expiresAtMs: claims.exp * 1000,
  }
}
