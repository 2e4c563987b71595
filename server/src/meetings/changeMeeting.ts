import { setTimeout as delay } from 'node:timers/promises'
import { decideMeeting, type MeetingCommand } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Outbox } from '../platform/outbox/outbox.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { SerialQueue } from '../platform/serialQueue.ts'
import { type Joiner, joinedEffect, meetingEffect } from './meetingEffects.ts'
import type { MeetingStore } from './meetingStore.ts'

/** How often a change meets one of another process before it is given back: within this one they queue. */
export const MAX_CHANGE_ATTEMPTS = 12
/** Before it is tried again it waits for up to so long, each time as chance has it, so that none is always second, ms. */
export const CHANGE_PAUSE_MS = 60

export interface Step {
  readonly command: MeetingCommand
  /** Whoever goes in for the first time by it. */
  readonly joiner?: Joiner
}

/** What to do with a meeting as it is; null leaves it alone. */
export type StepOf = (meeting: Meeting) => Step | null | Promise<Step | null>

/** Decides on the meeting as it is, and commits; what it leads to is kept in the same transaction. */
export type ChangeMeeting = (meetingId: string, stepOf: StepOf) => Promise<Result<Meeting>>

interface ChangeMeetingOptions {
  readonly store: Pick<MeetingStore, 'get' | 'commit'>
  readonly outbox: Pick<Outbox, 'wake'>
  readonly clock: RoomClock
}

export function createChangeMeeting({ store, outbox, clock }: ChangeMeetingOptions): ChangeMeeting {
  const queue = new SerialQueue()

  /** Null where somebody else was first. */
  async function attempt(before: Meeting, { command, joiner }: Step): Promise<Result<Meeting> | null> {
    const nowMs = clock.nowMs()
    const decided = decideMeeting(before, command, { nowMs })
    if (!decided.ok) return fail(decided.code, decided.message)
    const { meeting } = decided
    if (meeting === before) return succeed(meeting)
    const joined = joiner ? [joinedEffect(meeting, joiner, nowMs)] : []
    const effects = [...decided.effects.map(effect => meetingEffect(meeting, effect)), ...joined]
    const committed = await store.commit({
      meeting,
      expectedVersion: before.version,
      effects,
      joiner: joiner ?? null,
      nowMs,
    })
    if (!committed) return null
    if (effects.length > 0) outbox.wake()
    return succeed(meeting)
  }

  return (meetingId, stepOf) =>
    queue.run(meetingId, async () => {
      for (let tried = 0; tried < MAX_CHANGE_ATTEMPTS; tried++) {
        const meeting = await store.get(meetingId)
        if (!meeting) return meetingNotFound()
        const step = await stepOf(meeting)
        const changed = step === null ? succeed(meeting) : await attempt(meeting, step)
        if (changed) return changed
        await delay(Math.random() * CHANGE_PAUSE_MS)
      }
      return fail('conflict', 'Others change this meeting at this very moment. Try again.')
    })
}

export const meetingNotFound = () =>
  fail(
    'meeting_not_found',
    'There is no such meeting in this server. List the meetings to see those there are.',
  )
