import type { Orientation, OrientationLocks, Presence, Sharing } from './host.ts'

/* What the SDK's commands take, from what our own interface says. */

/** `OrientationLockStateTypeObject` of the SDK. */
const UNLOCKED = 1 as const
const LOCK_STATES = { portrait: 2, landscape: 3 } as const
/** `ActivityType` of Discord. */
const WATCHING = 3

export function locksOf({ focused, pip, grid }: OrientationLocks) {
  const lockOf = (lock: Orientation | null) => (lock === null ? null : LOCK_STATES[lock])
  return {
    lock_state: focused === 'free' ? UNLOCKED : LOCK_STATES[focused],
    // Left out they would stay as they were; null goes back to what holds for the whole.
    picture_in_picture_lock_state: lockOf(pip),
    grid_lock_state: lockOf(grid),
  }
}

export function activityOf(presence: Presence | null) {
  if (presence === null) return null
  const { details, state, runs, party } = presence
  return {
    type: WATCHING,
    details,
    state,
    party: { id: party.id, size: [party.size, party.max] },
    instance: true,
    ...(runs === null
      ? {}
      : { timestamps: { start: Math.round(runs.startMs), end: Math.round(runs.endMs) } }),
  }
}

export function sharingOf(outcome: {
  readonly success: boolean
  readonly didCopyLink: boolean
  readonly didSendMessage: boolean
}): Sharing {
  if (outcome.didSendMessage) return 'sent'
  if (outcome.didCopyLink) return 'copied'
  // Newer clients may have ways of sharing that don't have a flag of their own.
  return outcome.success ? 'sent' : null
}
