import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import { plainLine } from '../../../discord/text/plainLine.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import { type Failure, type Result, succeed } from '../../../platform/result.ts'
import type { Message } from '../command.ts'
import type { FoundMeeting } from './findMeeting.ts'
import type { MeetingTexts } from './texts.en.ts'

/** Of what somebody has typed, in a sentence, UTF-16 units. */
const MAX_QUOTED = 100

export const quoted = (typed: string): string => escapeMarkdown(shorten(plainLine(typed), MAX_QUOTED))

export const sayNotFound = (
  { kind }: Exclude<FoundMeeting, { kind: 'one' }>,
  typed: string,
  texts: MeetingTexts,
): Message => ({ text: kind === 'several' ? texts.several(quoted(typed)) : texts.none(quoted(typed)) })

/** A button stands on a message for longer than what it is about. */
export const sayGone = (failure: Failure, texts: MeetingTexts): Result<Message> =>
  failure.error.code === 'meeting_not_found' ? succeed({ text: texts.notThere }) : failure
