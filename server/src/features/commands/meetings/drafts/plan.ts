import {
  DescriptionSchema,
  MeetingTypeSchema,
  TitleSchema,
} from '@kaltura-discord/shared/meetings/meeting.ts'
import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import { MAX_AT_LENGTH } from '../metadata.ts'

/** A meeting that somebody wants, and that isn't made before they have seen when it would be. */
export const PlanSchema = z.object({
  channelId: SnowflakeSchema.nullable(),
  type: MeetingTypeSchema,
  title: TitleSchema,
  description: DescriptionSchema.nullable(),
  waitForHost: z.boolean(),
  /** As it was written. */
  at: z.string().max(MAX_AT_LENGTH),
  /** And when, epoch ms: that is what “in 20 minutes” counts from. */
  askedAtMs: z.number(),
  /** As it was read, epoch ms; null begins at once. */
  plannedAtMs: z.number().nullable(),
  /** By whose clocks: IANA, or an offset. Null where that makes no difference. */
  zone: z.string().max(64).nullable(),
  isZoneWritten: z.boolean(),
})
export type Plan = z.infer<typeof PlanSchema>
