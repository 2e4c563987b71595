import type { MeetingEffect, MeetingEffectKind } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import * as z from 'zod'
import type { Effect } from '../platform/outbox/outbox.ts'

/** Whoever has joined for the first time. */
export interface Joiner {
  readonly userId: string
  readonly name: string
}

/** What most effects carry: everything else is looked up when they are carried out. */
export const MeetingPayloadSchema = z.object({ meetingId: z.string() })

type Lane = 'notify' | 'event' | 'kaltura'

/** Two that show the same thing, or change it, never run at once. */
const LANES: Readonly<Record<MeetingEffectKind, Lane>> = {
  announce: 'notify',
  remind: 'notify',
  recorded: 'notify',
  event: 'event',
  begin: 'kaltura',
  expire: 'kaltura',
  close: 'kaltura',
  remove: 'kaltura',
  recording: 'kaltura',
  attendance: 'kaltura',
}

/** Where it isn't known what has been made, Kaltura is looked through once more so long after, ms. */
export const SECOND_LOOK_MS = 60_000

type Whose = Pick<Meeting, 'id' | 'guildId'>

const laneOf = (lane: Lane, { id }: Whose): string => `${lane}:${id}`

export const meetingEffect = ({ id, guildId }: Whose, { kind, atMs }: MeetingEffect): Effect => ({
  kind: `meeting.${kind}`,
  lane: laneOf(LANES[kind], { id, guildId }),
  payload: { meetingId: id },
  atMs,
  guildId,
})

/**
 * Takes back what a meeting has left at Kaltura, also where there is no row of it any more. It belongs to no server, so
 * that it outlasts one that is forgotten.
 */
export const removalOf = (id: string, atMs: number): Effect => ({
  kind: 'meeting.remove',
  lane: `kaltura:${id}`,
  payload: { meetingId: id },
  atMs,
  guildId: null,
})

/** The same at once and again later, for what was made a moment ago and isn't in Kaltura's lists yet. */
export const removalsOf = (id: string, nowMs: number): readonly Effect[] => [
  removalOf(id, nowMs),
  removalOf(id, nowMs + SECOND_LOOK_MS),
]

export const joinedEffect = (meeting: Whose, { userId, name }: Joiner, atMs: number): Effect => ({
  kind: 'meeting.joined',
  lane: laneOf('notify', meeting),
  payload: { meetingId: meeting.id, userId, name },
  atMs,
  guildId: meeting.guildId,
})

export interface Share {
  readonly shareId: string
  readonly userId: string
  readonly name: string
  readonly channelId: string
  readonly mayMentionEveryone: boolean
}

export const sharedEffect = (meeting: Whose, share: Share, atMs: number): Effect => ({
  kind: 'meeting.shared',
  lane: laneOf('notify', meeting),
  payload: { meetingId: meeting.id, ...share },
  atMs,
  guildId: meeting.guildId,
})
