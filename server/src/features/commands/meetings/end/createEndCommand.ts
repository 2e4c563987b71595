import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { readCustomId } from '../../../../discord/customId.ts'
import type { Permitted } from '../../../../guilds/guildPermissions.ts'
import type { Meetings } from '../../../../meetings/meetings.ts'
import { type Result, succeed } from '../../../../platform/result.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'
import type { Command, Handler, Message } from '../../command.ts'
import type { ComponentInteraction, Interaction } from '../../interaction.ts'
import type { EndRights } from '../endRights.ts'
import { findMeeting } from '../findMeeting.ts'
import { meetingChoices } from '../meetingChoices.ts'
import { personOf, titleOf } from '../messageParts.ts'
import { END, MEETING_END } from '../metadata.ts'
import { sayGone, sayNotFound } from '../sayNotFound.ts'
import { MEETING_TEXTS } from '../texts.ts'
import { CONFIRM, confirmMessage, KEEP, overMessage } from './endMessages.ts'

interface EndCommandOptions {
  readonly meetings: Pick<Meetings, 'get' | 'list' | 'end'>
  readonly endRights: EndRights
  readonly clock: RoomClock
}

/** `/kaltura-end`, and the button that does the same for one meeting: it asks first. */
export function createEndCommand({ meetings, endRights, clock }: EndCommandOptions): Command {
  /** A message that says why not; null where they may. */
  async function whyNot(
    { language }: Interaction,
    asker: Permitted,
    meeting: Meeting,
  ): Promise<Message | null> {
    const texts = MEETING_TEXTS[language]
    if (meeting.status === 'ended') return overMessage(meeting, null, texts)
    if ((await endRights(asker))(meeting)) return null
    return { text: texts.mayNotEnd(titleOf(meeting), personOf(meeting.owner.id)), below: true }
  }

  async function ask(interaction: Interaction, asker: Permitted, meeting: Meeting): Promise<Result<Message>> {
    const refused = await whyNot(interaction, asker, meeting)
    return succeed(refused ?? confirmMessage(meeting, MEETING_TEXTS[interaction.language]))
  }

  /** With the meeting that the button is about. */
  const pressed =
    (
      act: (
        interaction: ComponentInteraction,
        asker: Permitted,
        meeting: Meeting,
      ) => Promise<Result<Message>>,
    ) =>
    async (interaction: ComponentInteraction, asker: Permitted): Promise<Result<Message>> => {
      const [meetingId = ''] = readCustomId(interaction.customId).parts
      const found = await meetings.get(asker.member.guildId, meetingId)
      return found.ok
        ? act(interaction, asker, found.value)
        : sayGone(found, MEETING_TEXTS[interaction.language])
    }

  const confirm: Handler<ComponentInteraction> = {
    when: 'later',
    replaces: true,
    handle: pressed(async (interaction, asker, meeting) => {
      const [, askedAbout] = readCustomId(interaction.customId).parts
      const refused = await whyNot(interaction, asker, meeting)
      if (refused) return succeed(refused)
      // It has begun since: that is more than they have agreed to.
      if (meeting.status !== askedAbout) return ask(interaction, asker, meeting)
      const { guildId, userId } = asker.member
      const actor = { userId, displayName: interaction.displayName, role: asker.role }
      const ended = await meetings.end(guildId, meeting.id, actor)
      return ended.ok ? succeed(overMessage(ended.value, userId, MEETING_TEXTS[interaction.language])) : ended
    }),
  }

  const keep: Handler<ComponentInteraction> = {
    when: 'later',
    replaces: true,
    handle: pressed(async ({ language }, _asker, meeting) => {
      const texts = MEETING_TEXTS[language]
      const title = titleOf(meeting)
      if (meeting.status === 'ended') return succeed(overMessage(meeting, null, texts))
      return succeed({ text: meeting.status === 'live' ? texts.keptLive(title) : texts.keptPlanned(title) })
    }),
  }

  return {
    metadata: MEETING_END,
    run: () => ({
      when: 'later',
      async handle(interaction, asker) {
        const typed = String(interaction.options.get('meeting-id') ?? '')
        const found = await findMeeting(meetings, asker.member.guildId, typed)
        if (found.kind === 'one') return ask(interaction, asker, found.meeting)
        return succeed(sayNotFound(found, typed, MEETING_TEXTS[interaction.language]))
      },
    }),
    async complete({ focused, language }, asker) {
      const [all, mayEnd] = await Promise.all([meetings.list(asker.member.guildId), endRights(asker)])
      const open = all.filter(meeting => meeting.status !== 'ended' && mayEnd(meeting))
      return meetingChoices(open, { typed: focused.text, language, nowMs: clock.nowMs() })
    },
    buttons: {
      [END]: { when: 'later', handle: pressed(ask) },
      [CONFIRM]: confirm,
      [KEEP]: keep,
    },
  }
}
