import * as z from 'zod'
import { EntryIdSchema, SnowflakeSchema } from '../room/roomState.ts'
import { MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH } from './limits.ts'

/** What Kaltura calls a room in webinar mode, an interactive room, and a virtual classroom. */
export const MeetingTypeSchema = z.enum(['webinar', 'meeting', 'classroom'])
export type MeetingType = z.infer<typeof MeetingTypeSchema>

/**
 * - `preparing`: being made at Kaltura; nobody but its maker knows of it
 * - `scheduled`: planned, and not open yet
 * - `live`: people may come, or wait for the host
 * - `ended`: closed to new joiners, for good
 * - `withdrawn`: it never came to be, or was cancelled before it did
 */
export const MeetingStatusSchema = z.enum(['preparing', 'scheduled', 'live', 'ended', 'withdrawn'])
export type MeetingStatus = z.infer<typeof MeetingStatusSchema>

/** As people may have to type it: without letters that look like digits. */
export const MEETING_ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
export const MEETING_ID_LENGTH = 10
export const MeetingIdSchema = z.string().regex(/^[0-9a-hjkmnp-tv-z]{10}$/)

const EpochMsSchema = z.number().nonnegative()

/** Where it happens at Kaltura. */
export const MeetingRoomSchema = z.object({
  /** `entry`: a room entry; `schedule`: a schedule resource and its event. */
  provider: z.enum(['entry', 'schedule']),
  /** Id of the room entry or of the schedule resource. */
  id: z.string().min(1).max(64),
  /** Of the schedule event, where there is one. */
  scheduleEventId: z.string().min(1).max(64).nullable(),
  /** The live entry that a webinar is broadcast through. */
  broadcastEntryId: EntryIdSchema.nullable(),
})
export type MeetingRoom = z.infer<typeof MeetingRoomSchema>

/**
 * - `ended`: somebody ended it
 * - `expired`: nobody did, for too long
 * - `gone`: its room is no longer at Kaltura
 */
export const EndReasonSchema = z.enum(['ended', 'expired', 'gone'])
export type EndReason = z.infer<typeof EndReasonSchema>

export const RecordingSchema = z.object({
  /**
   * - `off`: the server doesn't want recordings
   * - `awaited`: it may still come
   * - `ready`: `entryId` can be watched
   * - `missing`: given up
   */
  state: z.enum(['off', 'awaited', 'ready', 'missing']),
  entryId: EntryIdSchema.nullable(),
})
export type Recording = z.infer<typeof RecordingSchema>

/** Who was there, as Kaltura reports it afterwards. */
export const AttendanceSchema = z.object({
  /** Distinct people. */
  people: z.int().nonnegative(),
  /** Of all together, minutes. */
  minutes: z.number().nonnegative(),
})
export type Attendance = z.infer<typeof AttendanceSchema>

const wellFormed = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine(value => value.isWellFormed())

export const TitleSchema = wellFormed(MAX_TITLE_LENGTH)
export const DescriptionSchema = wellFormed(MAX_DESCRIPTION_LENGTH)

/** A meeting of one Discord server. Times are epoch ms. */
export const MeetingSchema = z.object({
  id: MeetingIdSchema,
  guildId: SnowflakeSchema,
  /** Where it was started; null where that was no channel. */
  channelId: SnowflakeSchema.nullable(),
  type: MeetingTypeSchema,
  title: TitleSchema,
  description: DescriptionSchema.nullable(),
  status: MeetingStatusSchema,
  owner: z.object({ id: SnowflakeSchema, name: z.string().max(100) }),
  /** Whether the owner may mention everybody where it is announced. */
  mayMentionEveryone: z.boolean(),
  /** Null for one that began when it was made. */
  plannedAtMs: EpochMsSchema.nullable(),
  startedAtMs: EpochMsSchema.nullable(),
  /** When a host first went in. */
  openedAtMs: EpochMsSchema.nullable(),
  endedAtMs: EpochMsSchema.nullable(),
  /** Null where nobody did, or before. */
  endedBy: SnowflakeSchema.nullable(),
  endReason: EndReasonSchema.nullable(),
  /** Others than hosts wait until one of those has gone in. */
  waitForHost: z.boolean(),
  /** Null while it is being prepared. */
  room: MeetingRoomSchema.nullable(),
  recording: RecordingSchema,
  /** How many different people have gone in through us. */
  joined: z.int().nonnegative(),
  /** Null until Kaltura reports it. */
  attendance: AttendanceSchema.nullable(),
  createdAtMs: EpochMsSchema,
  /** Grows by one with every change. */
  version: z.int().nonnegative(),
})
export type Meeting = z.infer<typeof MeetingSchema>
