import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { ButtonStyle } from 'discord-api-types/v10'
import { writeCustomId } from '../../../../discord/customId.ts'
import type { Message } from '../../command.ts'
import { button, buttonRow, personOf, plainText, timestamp, titleOf } from '../messageParts.ts'
import { MEETING_END } from '../metadata.ts'
import type { MeetingTexts } from '../texts.en.ts'

/** What the member was asked about: a meeting that has begun since is another matter. */
export type AskedAbout = 'live' | 'scheduled'

/** Actions of the answers; the id of the meeting and what was asked about follow. */
export const CONFIRM = 'confirm'
export const KEEP = 'keep'

/** Asks before it is done. */
export function confirmMessage(meeting: Meeting, texts: MeetingTexts): Message {
  const { id, status, plannedAtMs } = meeting
  const isPlanned = status === 'scheduled'
  const about: AskedAbout = isPlanned ? 'scheduled' : 'live'
  const question = isPlanned
    ? texts.askCallOff(titleOf(meeting), timestamp(plannedAtMs ?? 0, 'F'))
    : texts.askEnd(titleOf(meeting))
  const custom = (action: string) => writeCustomId(MEETING_END.name, action, id, about)
  const buttons = [
    button(ButtonStyle.Danger, isPlanned ? texts.callItOff : texts.endForAll, custom(CONFIRM)),
    button(ButtonStyle.Secondary, texts.keep, custom(KEEP)),
  ]
  return { components: [plainText(question), buttonRow(buttons)] }
}

/** What is true of a meeting that is over, for somebody who wanted it to be. */
export function overMessage(meeting: Meeting, userId: string | null, texts: MeetingTexts): Message {
  const { status, endedBy, endedAtMs, endReason } = meeting
  const title = titleOf(meeting)
  const when = timestamp(endedAtMs ?? 0, 'R')
  const isCalledOff = status === 'withdrawn'
  if (endedBy !== null && endedBy === userId)
    return { text: isCalledOff ? texts.calledOff(title) : texts.ended(title) }
  if (endedBy !== null) {
    const said = isCalledOff ? texts.calledOffBefore : texts.endedBefore
    return { text: said(title, personOf(endedBy), when) }
  }
  if (endReason === 'expired') return { text: texts.expiredBefore(title, when) }
  return { text: endReason === 'gone' ? texts.goneBefore(title, when) : texts.isOver(title, when) }
}
