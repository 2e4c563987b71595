import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel'
import type { DiscordApi } from '../../discord/discordApi.ts'
import { type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { createMembershipProof } from './membershipProof.ts'
import type { SignIn } from './store.ts'

/** Whoever is in step must not fall out of it because Discord is slow, ms. */
const PATIENCE_MS = 1_500

/** Whether a sign-in may go on. */
export type MayGoOn = (signIn: Pick<SignIn, 'surface' | 'userId' | 'instanceId'>) => Promise<Result<void>>

/**
 * New tokens are for those who are still in the Activity: whoever has left while no socket of theirs was open is
 * looked for by nobody else. As long as Discord doesn't answer, nobody has left.
 */
export function createStaysInActivity(
  discord: Pick<DiscordApi, 'activityInstance'>,
  clock: RoomClock,
): MayGoOn {
  const prove = createMembershipProof({ discord, clock, askAgainAfterMs: [] })
  const patience = timeout(PATIENCE_MS, TimeoutStrategy.Aggressive)
  return async ({ surface, userId, instanceId }) => {
    // Guests are beside the Activity, and their sign-ins end otherwise.
    if (instanceId === null || surface === 'guest') return succeed(undefined)
    try {
      const proof = await patience.execute(() => prove({ userId, instanceId }))
      return !proof.ok && proof.error.code === 'not_in_activity' ? proof : succeed(undefined)
    } catch (error) {
      if (error instanceof TaskCancelledError) return succeed(undefined)
      throw error
    }
  }
}
