import type { Permitted } from '../../../../guilds/guildPermissions.ts'
import type { Meetings } from '../../../../meetings/meetings.ts'
import { type Result, succeed } from '../../../../platform/result.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'
import type { Command, Message } from '../../command.ts'
import type { CommandInteraction } from '../../interaction.ts'
import type { DraftStore } from '../drafts/draftStore.ts'
import type { TimeZoneStore } from '../drafts/timeZoneStore.ts'
import { MEETING_START, SHARE } from '../metadata.ts'
import type { WhereSaid } from '../whereSaid.ts'
import { createDraftActions, sayNoTime } from './confirmDraft.ts'
import { createTimes } from './plans.ts'
import { createShareButton } from './shareMeeting.ts'
import { startMeeting } from './startMeeting.ts'
import { wantedMeeting } from './wantedMeeting.ts'

interface StartCommandOptions {
  readonly meetings: Pick<Meetings, 'start' | 'get' | 'share'>
  readonly whereSaid: WhereSaid
  readonly drafts: DraftStore
  readonly timeZones: TimeZoneStore
  readonly clock: RoomClock
}

/** `/kaltura-start`: at once, or after the member has seen when it would be. */
export function createStartCommand(options: StartCommandOptions): Command {
  const { drafts, timeZones, clock } = options
  const times = createTimes(timeZones, clock)
  const draftActions = createDraftActions({ ...options, times })

  async function start(interaction: CommandInteraction, asker: Permitted): Promise<Result<Message>> {
    const wanted = wantedMeeting(interaction)
    if (typeof wanted === 'string') return succeed({ text: wanted })
    const at = String(interaction.options.get('at') ?? '').trim()
    if (at === '')
      return (await startMeeting(options, { ...wanted, plannedAtMs: null }, { interaction, asker })).said
    const read = await times.read(interaction, at)
    if (!read.ok) return succeed({ text: sayNoTime(read.why, at, interaction.language) })
    const plan = { ...wanted, ...read.when }
    if (plan.plannedAtMs === null) return (await startMeeting(options, plan, { interaction, asker })).said
    const draftId = await drafts.add(asker.member, plan)
    return succeed(draftActions.preview(plan, draftId, interaction.language))
  }

  return {
    metadata: MEETING_START,
    run: () => ({ when: 'later', handle: start }),
    buttons: { ...draftActions.buttons, [SHARE]: createShareButton(options) },
    modals: draftActions.modals,
  }
}
