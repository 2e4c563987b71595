import * as z from 'zod'
import { MAX_GUEST_NAME } from '../../room/guestName.ts'
import { SignedInSchema } from '../http.ts'
import { JoinOpenedSchema, JoinTokenSchema } from './meetings.ts'

/* Bodies of `/api/v1/rooms/links…` and of what the page `/join/…` asks for on behalf of guests. */

/** People that one link lets in, at most. */
export const MAX_LINK_USES = 25
/** How long a link may hold, s: an hour, a day, a week. */
export const LINK_LIFETIMES_S = [3_600, 86_400, 604_800] as const

/** `POST rooms/links`. */
export const RoomLinkRequestSchema = z
  .object({
    maxUses: z.int().min(1).max(MAX_LINK_USES).default(1).meta({ description: 'How many people it lets in' }),
    lifetimeS: z
      .literal(LINK_LIFETIMES_S)
      .default(86_400)
      .meta({ description: 'How long it holds, in seconds: an hour, a day or a week' }),
  })
  .meta({ id: 'RoomLinkRequest', example: { maxUses: 5, lifetimeS: 86_400 } })

export const RoomLinkSchema = z
  .object({
    id: z.uuid(),
    makerName: z.string(),
    isOwn: z.boolean(),
    uses: z.int().nonnegative(),
    maxUses: z.int().positive(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    mayRevoke: z.boolean(),
  })
  .meta({ id: 'RoomLink' })
export type RoomLink = z.infer<typeof RoomLinkSchema>

export const RoomLinkCreatedSchema = z
  .object({
    link: RoomLinkSchema,
    url: z.url().meta({ description: 'Shown this once and kept nowhere: treat it as a secret' }),
  })
  .meta({ id: 'RoomLinkCreated' })

/** `GET rooms/links`: those that still let somebody in or whose guests may be here, the latest first. */
export const RoomLinkListSchema = z.object({ links: z.array(RoomLinkSchema) }).meta({ id: 'RoomLinkList' })

/** `DELETE rooms/links` and `DELETE rooms/links/{id}`. */
export const RoomLinksRevokedSchema = z
  .object({ revoked: z.int().nonnegative().meta({ description: 'How many links' }) })
  .meta({ id: 'RoomLinksRevoked' })

export const RoomLinkParamsSchema = z.object({
  id: z.uuid().meta({ description: 'Id of the link', example: '0f8fad5b-d9cb-469f-a165-70867728950e' }),
})

/** The room as whoever holds a link to it sees it before going in. */
export const RoomInviteSchema = z.object({
  inviterName: z.string(),
  /** Null in a call between friends, and where Discord doesn't say. */
  serverName: z.string().nullable(),
  channelName: z.string().nullable(),
  /** How many are watching now; 0 where nobody from Discord is. */
  watching: z.int().nonnegative(),
  /** Whether a name is enough. */
  byName: z.boolean(),
  /** Who has just signed in with Discord in this browser. */
  person: z.object({ displayName: z.string() }).nullable(),
})
export type RoomInvite = z.infer<typeof RoomInviteSchema>

/** Answer to `POST join/open`. */
export const LinkOpenedSchema = z
  .discriminatedUnion('kind', [
    JoinOpenedSchema,
    z.object({ kind: z.literal('room'), invite: RoomInviteSchema }),
  ])
  .meta({ id: 'LinkOpened' })
export type LinkOpened = z.infer<typeof LinkOpenedSchema>

/** `POST join/room`: spends one use of the link. Without a name it is for who has signed in with Discord. */
export const JoinRoomSchema = z.object({
  token: JoinTokenSchema,
  name: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({
      description: `1 to ${MAX_GUEST_NAME} characters; only where the server lets guests in by name`,
    }),
})

export const GuestSignedInSchema = SignedInSchema.omit({ discordAccessToken: true })
  .extend({
    /** Whether the link lets in more than one: then it may be handed on. */
    mayInvite: z.boolean(),
    /** Whether they see the library: members of the server do, whom Discord vouches for. */
    library: z.boolean(),
  })
  .meta({ id: 'GuestSignedIn' })
export type GuestSignedIn = z.infer<typeof GuestSignedInSchema>

/** `POST auth/discord/browser/begin`: begins signing in with Discord for that link. */
export const BrowserSignInSchema = z.object({ token: JoinTokenSchema })
export const BrowserSignInBegunSchema = z
  .object({ url: z.url().meta({ description: 'Where the browser goes next, at Discord' }) })
  .meta({ id: 'BrowserSignInBegun' })
