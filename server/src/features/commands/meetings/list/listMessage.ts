import { isWaitingForHost, opensAtMs } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import { type APIButtonComponent, type APIComponentInContainer, ButtonStyle } from 'discord-api-types/v10'
import { writeCustomId } from '../../../../discord/customId.ts'
import type { Message } from '../../command.ts'
import {
  button,
  buttonRow,
  container,
  endButton,
  hostOf,
  joinButton,
  plainText,
  timestamp,
  titleOf,
} from '../messageParts.ts'
import { MEETING_LIST } from '../metadata.ts'
import type { MeetingTexts } from '../texts.en.ts'

/** Meetings on one page: a message has at most 40 components, and each takes up to five of them. */
export const PAGE_SIZE = 5
/** Of the buttons that turn pages. */
export const PAGE = 'page'

export interface ListParts {
  readonly texts: MeetingTexts
  readonly format: Format
  readonly nowMs: number
  readonly mayEnd: (meeting: Meeting) => boolean
}

/** What can be joined, is to come, or can be watched; what is over and left nothing isn't there. */
export const isListed = ({ status, recording }: Meeting): boolean =>
  status === 'live' || status === 'scheduled' || (status === 'ended' && recording.entryId !== null)

/** That page, or the last one where there are fewer by now. */
export function listMessage(all: readonly Meeting[], wantedPage: number, parts: ListParts): Message {
  const { texts, format } = parts
  const listed = all.filter(isListed)
  if (listed.length === 0) return { text: texts.listEmpty }
  const pages = Math.ceil(listed.length / PAGE_SIZE)
  const page = Math.min(wantedPage, pages)
  const shown = listed.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const items = shown.flatMap((meeting, index) => {
    const isFirst = shown[index - 1]?.status !== meeting.status
    return itemOf(meeting, isFirst ? `### ${headingOf(meeting, texts)}\n` : '', parts)
  })
  return {
    components: [
      container([
        ...items,
        ...(pages > 1 ? [plainText(`-# ${texts.page(format.number(page), format.number(pages))}`)] : []),
        ...pagingOf(page, pages, texts),
      ]),
    ],
  }
}

function headingOf({ status }: Meeting, texts: MeetingTexts): string {
  if (status === 'live') return texts.liveNow
  return status === 'scheduled' ? texts.upcoming : texts.recordings
}

function itemOf(meeting: Meeting, heading: string, parts: ListParts): APIComponentInContainer[] {
  const buttons = buttonsOf(meeting, parts)
  return [
    plainText(heading + textOf(meeting, parts.texts)),
    ...(buttons.length === 0 ? [] : [buttonRow(buttons)]),
  ]
}

function textOf(meeting: Meeting, texts: MeetingTexts): string {
  const title = titleOf(meeting)
  const type = texts.types[meeting.type]
  const { status, plannedAtMs, startedAtMs, endedAtMs, createdAtMs } = meeting
  if (status === 'ended') return texts.recordingItem(title, type, timestamp(endedAtMs ?? createdAtMs, 'R'))
  const host = ` · ${texts.host(hostOf(meeting))}`
  if (status === 'scheduled' && plannedAtMs !== null)
    return texts.plannedItem(title, type, timestamp(plannedAtMs, 'F'), timestamp(plannedAtMs, 'R')) + host
  const waiting = isWaitingForHost(meeting) ? ` · ${texts.waiting}` : ''
  return texts.liveItem(title, type, timestamp(startedAtMs ?? createdAtMs, 'R')) + host + waiting
}

function buttonsOf(meeting: Meeting, { texts, nowMs, mayEnd }: ListParts): APIButtonComponent[] {
  const { entryId } = meeting.recording
  if (meeting.status === 'ended')
    return entryId === null
      ? []
      : [button(ButtonStyle.Primary, texts.watch, writeCustomId('kaltura-watch', 'play', entryId))]
  const opens = opensAtMs(meeting)
  return [
    ...(opens !== null && opens <= nowMs ? [joinButton(meeting, texts)] : []),
    // There are several of them: what stands out is what most people come for.
    ...(mayEnd(meeting) ? [endButton(meeting, texts, ButtonStyle.Secondary)] : []),
  ]
}

function pagingOf(page: number, pages: number, texts: MeetingTexts): APIComponentInContainer[] {
  const turn = (label: string, to: number) =>
    button(ButtonStyle.Secondary, label, writeCustomId(MEETING_LIST.name, PAGE, String(to)))
  const buttons = [
    ...(page > 1 ? [turn(texts.previous, page - 1)] : []),
    ...(page < pages ? [turn(texts.next, page + 1)] : []),
  ]
  return buttons.length === 0 ? [] : [buttonRow(buttons)]
}
