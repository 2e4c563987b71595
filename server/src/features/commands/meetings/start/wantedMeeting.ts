import { MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH } from '@kaltura-discord/shared/meetings/limits.ts'
import {
  DescriptionSchema,
  MeetingTypeSchema,
  TitleSchema,
} from '@kaltura-discord/shared/meetings/meeting.ts'
import { showsSomething } from '@kaltura-discord/shared/text/showsSomething.ts'
import { plainLine } from '../../../../discord/text/plainLine.ts'
import type { CommandInteraction } from '../../interaction.ts'
import { COMMON_TEXTS } from '../../texts/common.ts'
import type { Plan } from '../drafts/plan.ts'
import { MEETING_START } from '../metadata.ts'
import { MEETING_TEXTS } from '../texts.ts'

export type Wanted = Pick<Plan, 'channelId' | 'type' | 'title' | 'description' | 'waitForHost'>

/** What the options say, or what is wrong with them: they have been held against the metadata, which counts characters. */
export function wantedMeeting(interaction: CommandInteraction): Wanted | string {
  const { options, channelId } = interaction
  const type = MeetingTypeSchema.parse(options.get('type'))
  const title = plainLine(String(options.get('title') ?? ''))
  const description = linesOf(String(options.get('description') ?? ''))
  if (!showsSomething(title)) return MEETING_TEXTS[interaction.language].emptyTitle
  if (title.length > MAX_TITLE_LENGTH) return tooLong(interaction, 'title', title.length)
  if (description.length > MAX_DESCRIPTION_LENGTH)
    return tooLong(interaction, 'description', description.length)
  return {
    channelId,
    type,
    title: TitleSchema.parse(title),
    description: description === '' ? null : DescriptionSchema.parse(description),
    waitForHost: options.get('wait-for-host') !== false,
  }
}

/** It may have several. */
const linesOf = (text: string) => text.split(/\r?\n/).map(plainLine).join('\n').trim()

const LIMITS = { title: MAX_TITLE_LENGTH, description: MAX_DESCRIPTION_LENGTH } as const

function tooLong({ language }: CommandInteraction, name: keyof typeof LIMITS, length: number): string {
  const option = MEETING_START.options.find(each => each.name === name)
  const shown = (language === 'de' ? option?.germanName : option?.name) ?? name
  return COMMON_TEXTS[language].tooLong(shown, LIMITS[name], length)
}
