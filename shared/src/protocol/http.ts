import * as z from 'zod'
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
export const RefreshSchema = z.object({ refreshToken: z.string().min(1).max(2048) })

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
})
export type Video = z.infer<typeof VideoSchema>

/** `GET videos` and `GET videos/search`. */
export const VideoPageSchema = z.object({
  videos: z.array(VideoSchema),
  /** Null where Kaltura doesn't say. */
  total: z.int().nonnegative().nullable(),
  /** Hand it back as `cursor` for the next page; null at the end. */
  nextCursor: z.string().nullable(),
})
export type VideoPage = z.infer<typeof VideoPageSchema>

export const VideoListQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(24),
  cursor: z.string().max(200).optional(),
})
export const VideoSearchQuerySchema = VideoListQuerySchema.extend({ q: z.string().trim().min(1).max(200) })

/** `POST videos/:id/session`: the right to play one video for a short while. */
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
})
export type ActivityConfig = z.infer<typeof ActivityConfigSchema>
