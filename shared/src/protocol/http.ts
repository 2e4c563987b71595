import * as z from 'zod'
import { RoleSchema } from '../permissions/roles.ts'
import { ScopeSchema, SurfaceSchema } from '../permissions/scopes.ts'
import { EntryIdSchema, SnowflakeSchema } from '../room/roomState.ts'
import { ErrorCodeSchema } from './errors.ts'

/* Bodies of `/api/v1`. The server validates with them, the client parses with them. */

/** RFC 9457 problem document, `application/problem+json`. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: ErrorCodeSchema,
  /** Path of the offending field, where one is to blame. */
  field: z.string().optional(),
  requestId: z.string(),
})
export type Problem = z.infer<typeof ProblemSchema>

/** `POST auth/discord`: what the SDK's `authorize` gave, and where the Activity runs. */
export const DiscordSignInSchema = z.object({
  code: z.string().min(1).max(512),
  /** PKCE, RFC 7636: 43 to 128 unreserved characters. */
  codeVerifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/),
  instanceId: z.string().min(1).max(200),
})
export type DiscordSignIn = z.infer<typeof DiscordSignInSchema>

export const TokensSchema = z.object({
  accessToken: z.string(),
  /** ISO 8601. */
  expiresAt: z.iso.datetime(),
  refreshToken: z.string(),
})
export type Tokens = z.infer<typeof TokensSchema>

export const SignedInSchema = TokensSchema.extend({
  /** For the SDK's `authenticate` alone. */
  discordAccessToken: z.string(),
  user: z.object({
    id: SnowflakeSchema,
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
  }),
  instance: z.object({
    id: z.string(),
    guildId: SnowflakeSchema.nullable(),
    channelId: SnowflakeSchema,
  }),
})
export type SignedIn = z.infer<typeof SignedInSchema>

/** `POST auth/refresh`: answers `Tokens`; a refresh token works once. */
export const RefreshSchema = z.object({
  refreshToken: z.string().min(1).max(2048).meta({
    description:
      'From signing in or from the last refresh. Used twice, it ends all that came of that sign-in.',
  }),
})

/** Half of a surrogate pair is no text: it could not be stored, signed or shown. */
const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine(value => value.isWellFormed())

/** `POST auth/token`: a service asks for a token with which it acts for somebody. */
export const TokenRequestSchema = z
  .object({
    discordId: SnowflakeSchema,
    username: text(100),
    roles: z.array(text(100)).max(250).meta({
      description:
        'Names of roles. The strongest of admin, moderator and viewer counts, up to that of the service.',
    }),
    audience: z.enum(['api', 'stream']).default('api').meta({ description: 'The surface the token opens.' }),
    scopes: z.array(ScopeSchema).max(50).optional().meta({
      description: 'Some of the scopes of the service; all of them when left out.',
    }),
  })
  .meta({
    id: 'TokenRequest',
    example: { discordId: '1400000000000000001', username: 'ana', roles: ['moderator'] },
  })
export type TokenRequest = z.infer<typeof TokenRequestSchema>

/** Whom a token stands for. */
export const TokenUserSchema = z
  .object({
    discordId: SnowflakeSchema,
    discordUsername: z.string(),
    kalturaUserId: z.string().meta({ example: 'discord_1400000000000000001' }),
    kalturaRole: RoleSchema.nullable().meta({
      description: 'As a service has said; null where the server they are in decides.',
    }),
  })
  .meta({ id: 'TokenUser' })
export type TokenUser = z.infer<typeof TokenUserSchema>

/** A session at Kaltura that is a user's, never an administrator's. */
export const KalturaSessionSchema = z
  .object({
    ks: z.string(),
    partnerId: z.string(),
    userId: z.string(),
    /** Epoch seconds. */
    expiry: z.int(),
    /** Exactly what the session may do. */
    privileges: z.string(),
  })
  .meta({ id: 'KalturaSession' })
export type KalturaSession = z.infer<typeof KalturaSessionSchema>

export const IssuedTokenSchema = z
  .object({
    token: z.string(),
    /** ISO 8601. */
    expiresAt: z.iso.datetime(),
    refreshToken: z.string(),
    scopes: z.array(ScopeSchema),
    user: TokenUserSchema.extend({ kalturaRole: RoleSchema }),
    kalturaSession: KalturaSessionSchema.nullable().meta({
      description: 'Null without the scope videos:play.',
    }),
  })
  .meta({ id: 'IssuedToken' })
export type IssuedToken = z.infer<typeof IssuedTokenSchema>

/** `POST auth/validate`. */
export const ValidateSchema = z.object({ token: z.string().min(1).max(4096) })

export const ValidationSchema = z
  .discriminatedUnion('valid', [
    z.object({
      valid: z.literal(true),
      user: TokenUserSchema,
      surface: SurfaceSchema,
      scopes: z.array(ScopeSchema),
      /** ISO 8601. */
      expiresAt: z.iso.datetime(),
    }),
    z.object({
      valid: z.literal(false),
      reason: z.enum(['expired', 'ended', 'unknown']).meta({
        description:
          'It has run out, its sign-in has been ended before that, or it is no access token of this server.',
      }),
    }),
  ])
  .meta({ id: 'Validation' })
export type Validation = z.infer<typeof ValidationSchema>

/** ISO 8601: there when this is an older answer of Kaltura's, and says when it was given. */
const asOf = z.iso.datetime().optional()

export const VideoSchema = z.object({
  id: EntryIdSchema,
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  kind: z.enum(['vod', 'live']),
  /** Seconds; null for live. */
  durationS: z.number().nonnegative().nullable(),
  dvrWindowS: z.number().nonnegative().nullable(),
  /** Path on our own origin; takes `?width=` in pixels. */
  thumbnailUrl: z.string(),
  /** ISO 8601. */
  createdAt: z.iso.datetime(),
  plays: z.int().nonnegative(),
  asOf,
})
export type Video = z.infer<typeof VideoSchema>

/** `GET videos` and `GET videos/search`. */
export const VideoPageSchema = z.object({
  videos: z.array(VideoSchema),
  /** Null where Kaltura doesn't say. */
  total: z.int().nonnegative().nullable(),
  /** Hand it back as `cursor` for the next page; null at the end. */
  nextCursor: z.string().nullable(),
  asOf,
})
export type VideoPage = z.infer<typeof VideoPageSchema>

export const VideoListQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(24),
  cursor: z.string().max(5_000).optional(),
})
export type VideoListQuery = z.infer<typeof VideoListQuerySchema>
export const VideoSearchQuerySchema = VideoListQuerySchema.extend({ q: z.string().trim().min(1).max(200) })

/** The right to play one video for a short while. */
export const PlaybackSessionSchema = z.object({
  entryId: EntryIdSchema,
  ks: z.string(),
  partnerId: z.string(),
  userId: z.string(),
  /** Epoch seconds. */
  expiry: z.int(),
  privileges: z.string(),
})
export type PlaybackSession = z.infer<typeof PlaybackSessionSchema>

/** `POST videos/:id/session`: the session, and the same right for players that can't send one. */
export const PlaybackGrantSchema = PlaybackSessionSchema.extend({
  /**
   * A master playlist at the server's own origin, below which all that it leads to is within the page's reach. Ends
   * with the session.
   */
  hlsUrl: z.string(),
})
export type PlaybackGrant = z.infer<typeof PlaybackGrantSchema>

/** A prefix of the Activity's own origin and the host it stands for, as in Discord's URL mappings. */
export const UrlMappingSchema = z.object({
  /** Begins with a slash: `/kaltura-cdn`. */
  prefix: z.string().regex(/^\/[A-Za-z0-9/_.-]*$/),
  /** Host, with port and directory where there are some, without scheme: `cfvod.kaltura.com`. */
  target: z.string().min(1),
})
export type UrlMapping = z.infer<typeof UrlMappingSchema>

/** Put into the page by the server, in `<script type="application/json" id="activity-config">`. */
export const ActivityConfigSchema = z.object({
  discordClientId: SnowflakeSchema,
  player: z.object({
    /** The unmodified Kaltura player: our own file or the customer's `embedPlaykitJs`. */
    scriptUrl: z.string(),
    partnerId: z.int().positive(),
    uiConfId: z.int().positive().nullable(),
    /** As the player is to call them from inside the Activity, already mapped. */
    serviceUrl: z.string(),
    cdnUrl: z.string(),
  }),
  /** To bring the absolute addresses in Kaltura's manifests under the Activity's origin. */
  urlMappings: z.array(UrlMappingSchema),
  meetings: z.object({
    /**
     * Where rooms are entered, as the Activity has to ask for it: `/kaltura-rooms`. Null where no URL mapping covers it;
     * then rooms can't be shown inside Discord.
     */
    kafUrl: z.string().nullable(),
  }),
})
export type ActivityConfig = z.infer<typeof ActivityConfigSchema>
