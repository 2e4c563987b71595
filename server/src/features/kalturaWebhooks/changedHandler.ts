import { ERRORS } from '@kaltura-discord/shared/protocol/errors.ts'
import * as z from 'zod'
import type { Meetings } from '../../meetings/meetings.ts'
import type { Effect, EffectHandler } from '../../platform/outbox/outbox.ts'
import { type ChangedObject, subjectOf } from './notification.ts'

export const CHANGED = 'kaltura.changed'

const PayloadSchema = z.object({ objectType: z.string(), objectId: z.string() })

export const changedEffect = ({ objectType, objectId }: ChangedObject, nowMs: number): Effect => ({
  kind: CHANGED,
  // What is told of one object is looked at one after the other.
  lane: `${CHANGED}:${objectId}`,
  payload: { objectType, objectId },
  atMs: nowMs,
  guildId: null,
})

/** Has an object looked at again that Kaltura has told of. */
export function createChangedHandler(
  meetings: Pick<Meetings, 'entryChanged' | 'scheduleEventChanged'>,
): EffectHandler {
  const lookAt = {
    entry: (id: string) => meetings.entryChanged(id),
    scheduleEvent: (id: string) => meetings.scheduleEventChanged(id),
  }
  return async payload => {
    const { objectType, objectId } = PayloadSchema.parse(payload)
    const subject = subjectOf(objectType)
    if (subject === null) return { kind: 'done' }
    const looked = await lookAt[subject](objectId)
    if (looked.ok) return { kind: 'done' }
    const { code } = looked.error
    return { kind: 'failed', reason: code, isFinal: !ERRORS[code].retryable }
  }
}
