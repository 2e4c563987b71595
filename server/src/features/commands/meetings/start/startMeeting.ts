import { MIN_AHEAD_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import type { Permitted } from '../../../../guilds/guildPermissions.ts'
import type { Meetings } from '../../../../meetings/meetings.ts'
import { type Result, succeed } from '../../../../platform/result.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'
import type { Message } from '../../command.ts'
import type { Interaction } from '../../interaction.ts'
import type { Plan } from '../drafts/plan.ts'
import { MEETING_TEXTS } from '../texts.ts'
import type { WhereSaid } from '../whereSaid.ts'
import { startedMessage } from './startedMessage.ts'

export type Startable = Pick<
  Plan,
  'channelId' | 'type' | 'title' | 'description' | 'waitForHost' | 'plannedAtMs'
>

export interface StartPorts {
  readonly meetings: Pick<Meetings, 'start'>
  readonly whereSaid: WhereSaid
  readonly clock: RoomClock
}

export interface Started {
  /** Whether it stands. */
  readonly isMade: boolean
  readonly said: Result<Message>
}

/** Makes it, and says what stands then: a meeting, or nothing. */
export async function startMeeting(
  { meetings, whereSaid, clock }: StartPorts,
  plan: Startable,
  { interaction, asker }: { readonly interaction: Interaction; readonly asker: Permitted },
): Promise<Started> {
  const texts = MEETING_TEXTS[interaction.language]
  const { guildId, userId } = asker.member
  const { plannedAtMs, channelId, type, title, description, waitForHost } = plan
  const nowMs = clock.nowMs()
  if (plannedAtMs !== null && plannedAtMs <= nowMs - MIN_AHEAD_MS)
    return { isMade: false, said: succeed({ text: texts.timePassed, below: true }) }
  const made = await meetings.start({
    guildId,
    channelId,
    type,
    title,
    description,
    waitForHost,
    plannedAtMs: plannedAtMs !== null && plannedAtMs <= nowMs ? null : plannedAtMs,
    owner: { userId, displayName: interaction.displayName, role: asker.role },
  })
  if (!made.ok && made.error.code === 'kaltura_unavailable')
    return { isMade: false, said: succeed({ text: texts.nothingMade, below: true }) }
  if (!made.ok) return { isMade: false, said: made }
  // A draft may have been made elsewhere than its button is pressed.
  const botMayWrite = interaction.channelId === channelId ? interaction.botMayWrite : null
  const place = await whereSaid({ what: 'meeting_start', guildId, channelId, botMayWrite })
  return {
    isMade: true,
    said: succeed(startedMessage(made.value, { texts, nowMs: clock.nowMs(), place })),
  }
}
