import { LRUCache } from 'lru-cache'
import { readCustomId } from '../../../../discord/customId.ts'
import type { Meetings } from '../../../../meetings/meetings.ts'
import { succeed } from '../../../../platform/result.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'
import type { Handler } from '../../command.ts'
import type { ComponentInteraction } from '../../interaction.ts'
import { channelOf, timestamp, titleOf } from '../messageParts.ts'
import { sayGone } from '../sayNotFound.ts'
import { MEETING_TEXTS } from '../texts.ts'
import type { WhereSaid } from '../whereSaid.ts'

/** One member shares one meeting once in so long, ms. */
export const SHARE_EVERY_MS = 60_000
/** Shares that one process remembers, the latest ones. */
const MAX_SHARES = 10_000

interface ShareOptions {
  readonly meetings: Pick<Meetings, 'get' | 'share'>
  readonly whereSaid: WhereSaid
  readonly clock: RoomClock
}

/** Asks others to come, where the button was pressed. */
export function createShareButton({
  meetings,
  whereSaid,
  clock,
}: ShareOptions): Handler<ComponentInteraction> {
  const sharedAtMs = new LRUCache<string, number>({ max: MAX_SHARES })

  return {
    when: 'later',
    async handle({ customId, language, displayName, channelId, botMayWrite }, { member, role }) {
      const { guildId, userId } = member
      const texts = MEETING_TEXTS[language]
      const [meetingId = ''] = readCustomId(customId).parts
      const found = await meetings.get(guildId, meetingId)
      if (!found.ok) return sayGone(found, texts)
      const title = titleOf(found.value)
      if (found.value.status === 'ended')
        return succeed({ text: texts.isOver(title, timestamp(found.value.endedAtMs ?? 0, 'R')) })
      const place = await whereSaid({ what: 'meeting_share', guildId, channelId, botMayWrite })
      if (place.kind === 'off' || channelId === null) return succeed({ text: texts.nothingShared })
      if (place.kind === 'closed') return succeed({ text: texts.cannotShare(channelOf(place)) })
      const key = `${userId} ${meetingId}`
      const before = sharedAtMs.get(key)
      const nowMs = clock.nowMs()
      if (before !== undefined && nowMs - before < SHARE_EVERY_MS)
        return succeed({ text: texts.sharedJustNow(title) })
      sharedAtMs.set(key, nowMs)
      const shared = await meetings.share(guildId, meetingId, { userId, displayName, role }, channelId)
      if (shared.ok)
        return succeed({
          text:
            place.kind === 'channel' ? texts.shared(title, channelOf(place)) : texts.sharedSomewhere(title),
        })
      sharedAtMs.delete(key)
      return shared
    },
  }
}
