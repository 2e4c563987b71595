import { type Result, succeed } from '../platform/result.ts'
import { getPlaybackContext } from './api/baseEntry.ts'
import type { AccessRequest } from './catalogue.ts'
import type { KalturaClient } from './client.ts'
import type { KalturaSessions } from './kalturaSessions.ts'
import { withinDeadline } from './withinDeadline.ts'

/** A session that asks whether somebody may watch is good for watching as well, s. */
const ASKING_SESSION_S = 900
/** KalturaRuleActionType. */
const BLOCK = '1'
/** To somebody who isn't entitled to it an entry isn't there. */
const NOT_THEIRS = 'ENTRY_ID_NOT_FOUND'

/** Asks Kaltura what a player would be told: with the member's own session, all videos in one request. */
export const createKalturaAccess =
  (client: KalturaClient, sessions: KalturaSessions) =>
  ({ userId, entryIds }: AccessRequest): Promise<Result<readonly string[]>> =>
    withinDeadline(async () => {
      const asking: { entryId: string; ks: string }[] = []
      for (const entryId of entryIds) {
        const session = await sessions.playback({ entryId, userId, lastsS: ASKING_SESSION_S })
        if (!session.ok) return session
        asking.push({ entryId, ks: session.value.ks })
      }
      const answers = await getPlaybackContext(client, asking)
      const silence = answers.find(answer => answer.kind === 'silence')
      if (silence?.kind === 'silence') return silence.failure
      const isRefused = (index: number): boolean => {
        const answer = answers[index]
        if (answer?.kind === 'refusal') return answer.code === NOT_THEIRS
        return answer?.kind === 'answer' && answer.value.actions.some(({ type }) => type === BLOCK)
      }
      return succeed(entryIds.filter((_, index) => isRefused(index)))
    })
