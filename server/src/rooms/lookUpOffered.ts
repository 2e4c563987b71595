import type { Offer, VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { Result } from '../platform/result.ts'
import { withinTime } from '../platform/withinTime.ts'
import { isGone, LOOK_UPS_AT_ONCE, type LookedUp } from './lookUps.ts'

/** What was kept comes back no later than this, ms: what isn't known by then comes back as it was. */
const LOOK_UP_OFFERED_MS = 5_000

/** What the library says now of all that was kept, as far as it says so. */
export async function lookUpOffered(
  offer: Offer | null,
  lookUpVideo: (entryId: string) => Promise<Result<VideoSummary>>,
): Promise<LookedUp> {
  const lookedUp = new Map<string, VideoSummary | null>()
  if (offer === null) return { lookedUp }
  const videos = offer.items.map(item => item.video)
  const waiting = [...new Set([...(offer.video ? [offer.video] : []), ...videos].map(video => video.entryId))]
  let isAway = false
  async function work(): Promise<void> {
    for (let entryId = waiting.shift(); entryId !== undefined && !isAway; entryId = waiting.shift()) {
      const video = await lookUpVideo(entryId)
      if (video.ok) lookedUp.set(entryId, video.value)
      else if (isGone(video)) lookedUp.set(entryId, null)
      // Asking for the rest would only take longer.
      else isAway = true
    }
  }
  await withinTime(Promise.all(Array.from({ length: LOOK_UPS_AT_ONCE }, work)), LOOK_UP_OFFERED_MS)
  // A copy: what is still under way must not change a decision that has been taken.
  return { lookedUp: new Map(lookedUp) }
}
