import { isWaitingForHost, opensAtMs } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { isAtLeast } from '@kaltura-discord/shared/permissions/roles.ts'
import { ButtonStyle } from 'discord-api-types/v10'
import { readCustomId, writeCustomId } from '../../../../discord/customId.ts'
import type { Permitted } from '../../../../guilds/guildPermissions.ts'
import type { JoinLinks, PersonalLink } from '../../../../meetings/joinLinks.ts'
import type { Meetings } from '../../../../meetings/meetings.ts'
import { type Failure, type Result, succeed } from '../../../../platform/result.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'
import type { Command, Handler, Message } from '../../command.ts'
import type { ComponentInteraction, Interaction } from '../../interaction.ts'
import { findMeeting } from '../findMeeting.ts'
import { meetingChoices } from '../meetingChoices.ts'
import {
  button,
  buttonRow,
  container,
  hostOf,
  linkButton,
  plainText,
  timestamp,
  titleOf,
} from '../messageParts.ts'
import { JOIN, MEETING_JOIN } from '../metadata.ts'
import { sayGone, sayNotFound } from '../sayNotFound.ts'
import type { MeetingTexts } from '../texts.en.ts'
import { MEETING_TEXTS } from '../texts.ts'

/** What is planned for later than that isn't proposed, ms: it could be named, but not joined yet. */
export const PROPOSED_AHEAD_MS = 24 * 3_600_000
/** Of the button that replaces a link by another one. */
const AGAIN = 'again'

interface JoinCommandOptions {
  readonly meetings: Pick<Meetings, 'get' | 'list'>
  readonly joinLinks: Pick<JoinLinks, 'mint'>
  readonly clock: RoomClock
}

/** `/kaltura-join`, and the button that does the same for one meeting. */
export function createJoinCommand({ meetings, joinLinks, clock }: JoinCommandOptions): Command {
  async function join(
    interaction: Interaction,
    asker: Permitted,
    meetingId: string,
  ): Promise<Result<Message>> {
    const { guildId, userId } = asker.member
    const texts = MEETING_TEXTS[interaction.language]
    const actor = { userId, displayName: interaction.displayName, role: asker.role }
    const link = await joinLinks.mint(guildId, meetingId, actor)
    if (link.ok) return succeed(linkMessage(link.value, asker, texts))
    const meeting = await meetings.get(guildId, meetingId)
    return meeting.ok ? sayWhyNot(link, meeting.value, texts) : sayGone(link, texts)
  }

  const pressed = (replaces: boolean): Handler<ComponentInteraction> => ({
    when: 'later',
    replaces,
    handle: (interaction, asker) =>
      join(interaction, asker, readCustomId(interaction.customId).parts[0] ?? ''),
  })

  return {
    metadata: MEETING_JOIN,
    run: () => ({
      when: 'later',
      async handle(interaction, asker) {
        const typed = String(interaction.options.get('meeting-id') ?? '')
        const found = await findMeeting(meetings, asker.member.guildId, typed)
        if (found.kind === 'one') return join(interaction, asker, found.meeting.id)
        return succeed(sayNotFound(found, typed, MEETING_TEXTS[interaction.language]))
      },
    }),
    async complete({ focused, language }, { member }) {
      const nowMs = clock.nowMs()
      const all = await meetings.list(member.guildId)
      const soon = all.filter(
        ({ status, plannedAtMs }) =>
          status === 'live' || (status === 'scheduled' && (plannedAtMs ?? 0) < nowMs + PROPOSED_AHEAD_MS),
      )
      return meetingChoices(soon, { typed: focused.text, language, nowMs })
    },
    buttons: { [JOIN]: pressed(false), [AGAIN]: pressed(true) },
  }
}

/** The address stands in the button alone: there it is neither read nor copied by accident. */
function linkMessage(
  { url, expiresAtMs, meeting }: PersonalLink,
  asker: Permitted,
  texts: MeetingTexts,
): Message {
  const isHost = meeting.owner.id === asker.member.userId || isAtLeast(asker.role, 'moderator')
  const waits = isWaitingForHost(meeting)
  const lines = [
    texts.personalLink(titleOf(meeting), timestamp(expiresAtMs, 'R')),
    ...(waits ? [isHost ? texts.youHost : texts.waitsForHost(hostOf(meeting))] : []),
  ]
  const again = button(
    ButtonStyle.Secondary,
    texts.newLink,
    writeCustomId(MEETING_JOIN.name, AGAIN, meeting.id),
  )
  const row = buttonRow([linkButton(texts.openBrowser, url), again])
  return { components: [container([plainText(lines.join('\n')), row])] }
}

function sayWhyNot(failure: Failure, meeting: Meeting, texts: MeetingTexts): Result<Message> {
  const { code } = failure.error
  const { plannedAtMs, endedAtMs } = meeting
  const opens = opensAtMs(meeting)
  const title = titleOf(meeting)
  if (code === 'meeting_ended' && endedAtMs !== null)
    return succeed({ text: texts.isOver(title, timestamp(endedAtMs, 'R')) })
  if (code !== 'meeting_not_open' || plannedAtMs === null || opens === null) return failure
  const [when, away] = [timestamp(plannedAtMs, 'F'), timestamp(plannedAtMs, 'R')]
  return succeed({ text: texts.notOpen(title, when, away, timestamp(opens, 't')) })
}
