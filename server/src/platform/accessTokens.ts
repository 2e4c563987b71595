import { type Role, RoleSchema } from '@kaltura-discord/shared/permissions/roles.ts'
import {
  type Scope,
  ScopeSchema,
  type Surface,
  SurfaceSchema,
} from '@kaltura-discord/shared/permissions/scopes.ts'
import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod'
import type { KeyRing } from './keyRing.ts'
import { fail, type Result, succeed } from './result.ts'
import type { RoomClock } from './roomClock.ts'

/** How long an access token lasts, s. */
export const ACCESS_TOKEN_S = 15 * 60

const ISSUER = 'kaltura-discord'
/** RFC 9068: says that it is an access token and nothing else. */
const TYPE = 'at+jwt'
const ALGORITHM = 'HS256'
/** How far clocks of nodes may be apart, s. */
const CLOCK_TOLERANCE_S = 5

/** Who somebody has proved to be, what for, and by which sign-in. */
export interface Identity {
  readonly surface: Surface
  readonly userId: string
  /** The server that the Activity runs in; null where it runs in none, and on other surfaces. */
  readonly guildId: string | null
  /** The running Activity; never null on the surfaces `activity` and `guest`. */
  readonly instanceId: string | null
  /** The service that handed the token out; null where people have signed in themselves. */
  readonly serviceId: string | null
  readonly signInId: string
  readonly scopes: readonly Scope[]
  /** What a service says they are to Kaltura; null where their server is asked. */
  readonly kalturaRole: Role | null
  readonly displayName: string
  readonly avatarUrl: string | null
  /** Epoch ms. */
  readonly expiresAtMs: number
}

/** Surfaces of those who are in a running Activity, or beside it in a browser. */
export const ROOM_SURFACES = ['activity', 'guest'] as const satisfies readonly Surface[]
const isOfRoom = (surface: Surface) => ROOM_SURFACES.some(each => each === surface)

/** Somebody in the room of a running Activity. */
export interface ActivityIdentity extends Identity {
  readonly surface: (typeof ROOM_SURFACES)[number]
  readonly instanceId: string
}

export const isInActivity = (identity: Identity): identity is ActivityIdentity =>
  isOfRoom(identity.surface) && identity.instanceId !== null

/** What a header of ours has, and nothing else: keys and addresses of keys in it are nobody's but a forger's. */
const HeaderSchema = z.strictObject({
  alg: z.literal(ALGORITHM),
  typ: z.literal(TYPE),
  kid: z.string().max(64),
})

const ClaimsSchema = z
  .object({
    sub: SnowflakeSchema,
    aud: SurfaceSchema,
    guild: SnowflakeSchema.nullable(),
    instance: z.string().min(1).max(200).nullable(),
    service: z.string().min(1).max(64).nullable(),
    session: z.string().min(1).max(64),
    scope: z.string().max(500),
    role: RoleSchema.nullable(),
    name: z.string().max(100),
    picture: z.string().max(300).nullable(),
    exp: z.number(),
  })
  .refine(({ aud, instance }) => !isOfRoom(aud) || instance !== null)

export interface AccessTokens {
  issue(identity: Omit<Identity, 'expiresAtMs'>): Promise<{ token: string; expiresAtMs: number }>
  /** Takes tokens of these surfaces and of no others. */
  verify(token: string, surfaces: readonly Surface[]): Promise<Result<Identity>>
}

interface AccessTokensOptions {
  readonly keys: KeyRing
  readonly clock: RoomClock
  readonly newId: () => string
}

export function createAccessTokens({ keys, clock, newId }: AccessTokensOptions): AccessTokens {
  const findKey: JWTVerifyGetKey = header => {
    const read = HeaderSchema.safeParse(header)
    const key = read.success ? keys.find(read.data.kid) : null
    if (!key) throw new errors.JWKSNoMatchingKey()
    return key
  }

  async function read(token: string, surfaces: readonly Surface[]): Promise<JWTPayload> {
    if (!isSpelledOneWay(token)) throw new errors.JWSInvalid()
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: [...surfaces],
      typ: TYPE,
      requiredClaims: ['exp', 'iat', 'jti', 'sub'],
      // With it, a time of issue that is still to come is refused as well.
      maxTokenAge: ACCESS_TOKEN_S,
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(clock.nowMs()),
    })
    return payload
  }

  return {
    async issue(identity) {
      const nowS = Math.floor(clock.nowMs() / 1000)
      const expiresAtS = nowS + ACCESS_TOKEN_S
      const token = await new SignJWT(toClaims(identity))
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: keys.current.kid })
        .setSubject(identity.userId)
        .setIssuer(ISSUER)
        .setAudience(identity.surface)
        .setIssuedAt(nowS)
        .setExpirationTime(expiresAtS)
        .setJti(newId())
        .sign(keys.current.key)
      return { token, expiresAtMs: expiresAtS * 1000 }
    },
    async verify(token, surfaces) {
      try {
        const claims = ClaimsSchema.safeParse(await read(token, surfaces))
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

/** Base64 leaves bits over at the end of a signature: only one spelling of them counts. */
function isSpelledOneWay(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1)
  return Buffer.from(signature, 'base64url').toString('base64url') === signature
}

const unauthenticated = () => fail('unauthenticated', 'Sign in first: open the Activity in Discord.')

const toClaims = (identity: Omit<Identity, 'expiresAtMs'>) => ({
  guild: identity.guildId,
  instance: identity.instanceId,
  service: identity.serviceId,
  session: identity.signInId,
  scope: identity.scopes.join(' '),
  role: identity.kalturaRole,
  name: identity.displayName,
  picture: identity.avatarUrl,
})

function toIdentity(claims: z.infer<typeof ClaimsSchema>): Identity {
  return {
    surface: claims.aud,
    userId: claims.sub,
    guildId: claims.guild,
    instanceId: claims.instance,
    serviceId: claims.service,
    signInId: claims.session,
    scopes: parseScopes(claims.scope),
    kalturaRole: claims.role,
    displayName: claims.name,
    avatarUrl: claims.picture,
    expiresAtMs: claims.exp * 1000,
  }
}

/** Of scopes in one text, as RFC 8693 writes them. One that this build doesn't know allows nothing. */
export const parseScopes = (text: string): Scope[] =>
  text.split(' ').flatMap(name => ScopeSchema.safeParse(name).data ?? [])
