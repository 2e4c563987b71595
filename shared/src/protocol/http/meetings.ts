import * as z from 'zod'
import { DescriptionSchema, MeetingIdSchema, MeetingTypeSchema, TitleSchema } from '../../meetings/meeting.ts'
import { EntryIdSchema, SnowflakeSchema } from '../../room/roomState.ts'
import { showsSomething } from '../../text/showsSomething.ts'

/* Bodies of `/api/v1/meetings…` and of `/api/v1/join…`. */

export const MeetingParamsSchema = z.object({
  id: MeetingIdSchema.meta({ description: 'Id of the meeting', example: 'k7f29x3qab' }),
})

/** Somebody in an Activity is asked for nothing: its server counts. */
export const MeetingGuildQuerySchema = z.object({
  guildId: SnowflakeSchema.optional().meta({
    description: 'Id of the Discord server; needed wherever the token is not of an Activity in one',
    example: '1200000000000000001',
  }),
})

export const MeetingAnswerSchema = z
  .object({
    id: MeetingIdSchema,
    title: z.string(),
    description: z.string().nullable(),
    type: MeetingTypeSchema,
    status: z.enum(['scheduled', 'active', 'ended']).meta({ description: '`active`: people may join' }),
    ownerId: z
      .string()
      .meta({ description: 'Kaltura user id of the host', example: 'discord_140000000000000001' }),
    ownerName: z.string(),
    createdAt: z.iso.datetime(),
    /** Null for a meeting that began when it was made. */
    startsAt: z.iso.datetime().nullable(),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    waitForHost: z.boolean(),
    isOpen: z.boolean().meta({ description: 'Whether a host has opened it, where others wait for that' }),
    joined: z
      .int()
      .nonnegative()
      .meta({ description: 'How many different people have joined through this server' }),
    /** Names of those who have joined last, at most 8. */
    names: z.array(z.string()),
    joinUrl: z
      .url()
      .meta({ description: 'A page that says how to get a link of one’s own; opens nothing by itself' }),
    broadcastEntryId: EntryIdSchema.nullable().meta({ description: 'Of a webinar: the live video of it' }),
    recordingEntryId: EntryIdSchema.nullable(),
    mayEnd: z.boolean().meta({ description: 'Whether whoever asks may end it' }),
  })
  .meta({ id: 'Meeting' })
export type MeetingAnswer = z.infer<typeof MeetingAnswerSchema>

/** `GET meetings`: the live ones, then those that are planned, then what has ended within a day. */
export const MeetingListSchema = z
  .object({ meetings: z.array(MeetingAnswerSchema) })
  .meta({ id: 'MeetingList' })

/** `POST meetings`. */
export const MeetingRequestSchema = z
  .object({
    guildId: MeetingGuildQuerySchema.shape.guildId,
    type: MeetingTypeSchema,
    title: TitleSchema.refine(showsSomething, 'must show something, such as letters or digits'),
    description: DescriptionSchema.nullish(),
    startsAt: z.iso.datetime({ offset: true }).optional().meta({
      description:
        'With a zone, up to 366 days ahead. Left out, or within the next minute, it begins at once.',
      example: '2026-12-01T15:00:00+01:00',
    }),
    waitForHost: z
      .boolean()
      .default(true)
      .meta({ description: 'Whether others wait until a host has gone in' }),
  })
  .meta({
    id: 'MeetingRequest',
    example: { guildId: '1200000000000000001', type: 'webinar', title: 'Film night, with the director' },
  })

export const MeetingCreatedSchema = z
  .object({
    meeting: MeetingAnswerSchema,
    joinUrl: z.url().meta({
      description:
        'Where it has begun, personal, for one use within a minute: treat it as a secret. Else the page for everybody',
    }),
  })
  .meta({ id: 'MeetingCreated' })

/** `GET meetings/{id}`. */
export const OneMeetingSchema = z.object({ meeting: MeetingAnswerSchema }).meta({ id: 'OneMeeting' })

/** `DELETE meetings/{id}`. */
export const MeetingEndedSchema = z
  .object({
    success: z.literal(true),
    message: z.string().meta({ description: 'What is true now, in a sentence' }),
    meeting: MeetingAnswerSchema,
  })
  .meta({ id: 'MeetingEnded' })

/** `POST meetings/{id}/join`. */
export const MeetingJoinSchema = z
  .object({
    joinUrl: z.url().meta({ description: 'Personal, for one use, until `expiresAt`: treat it as a secret' }),
    expiresAt: z.iso.datetime(),
    meeting: MeetingAnswerSchema,
  })
  .meta({ id: 'MeetingJoin' })

/** As it stands in a personal link: 256 random bits. */
export const JoinTokenSchema = z.string().regex(/^[\w-]{43}$/)

/** `POST join/open`: spends a personal link; what it answers with belongs to this browser alone. */
export const JoinOpenSchema = z.object({ token: z.string().min(1).max(100) })

/** The meeting as whoever joins it sees it. */
export const JoinViewSchema = z.object({
  title: z.string(),
  type: MeetingTypeSchema,
  ownerName: z.string(),
  displayName: z.string(),
  isHost: z.boolean(),
  /** Whether it is they who have started it; the name alone can't tell. */
  isOwner: z.boolean(),
  status: z.enum(['scheduled', 'active', 'ended']),
  startsAt: z.iso.datetime().nullable(),
  /** Whether they have to wait for the host. */
  isWaiting: z.boolean(),
  /** Back to the server in Discord. */
  discordUrl: z.url(),
})
export type JoinView = z.infer<typeof JoinViewSchema>

export const JoinOpenedSchema = z
  .object({ kind: z.literal('meeting'), session: z.string(), view: JoinViewSchema })
  .meta({ id: 'JoinOpened' })

/** `POST join/enter`: where the room is; holds a session of Kaltura's for a minute. */
export const JoinEnteredSchema = z
  .object({ launchUrl: z.url(), view: JoinViewSchema })
  .meta({ id: 'JoinEntered' })

/** Put into the page of `/join/…` by the server, in `<script type="application/json" id="join-config">`. */
export const JoinConfigSchema = z.object({
  /** Origin of the pages at Kaltura that rooms are in: for `allow` of the frame around one. */
  kafOrigin: z.url(),
})
export type JoinConfig = z.infer<typeof JoinConfigSchema>
