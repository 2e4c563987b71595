import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel'
import type { Result } from '../platform/result.ts'
import { kalturaAway } from './kalturaFailure.ts'

/** Nobody waits longer than this for Kaltura, whatever has to be asked for one answer, ms. */
const READ_DEADLINE_MS = 2_500

const policy = timeout(READ_DEADLINE_MS, TimeoutStrategy.Aggressive)

/** The answer, or that Kaltura is away when it takes too long. What was begun comes to its own end. */
export async function withinDeadline<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await policy.execute(work)
  } catch (error) {
    if (error instanceof TaskCancelledError) return kalturaAway()
    throw error
  }
}
