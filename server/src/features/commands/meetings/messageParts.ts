import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIContainerComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import { writeCustomId } from '../../../discord/customId.ts'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import { END, JOIN, MEETING_END, MEETING_JOIN, MEETING_START, SHARE } from './metadata.ts'
import type { MeetingTexts } from './texts.en.ts'
import type { Place } from './whereSaid.ts'

/** `F` a date and a time, `R` how far away, `t` a time of day: each reads it by their own clock. */
export const timestamp = (atMs: number, style: 'F' | 'R' | 't'): string =>
  `<t:${Math.floor(atMs / 1000)}:${style}>`

/** Of a host's name, in a sentence, UTF-16 units. */
const MAX_NAME = 60

export const titleOf = ({ title }: Pick<Meeting, 'title'>): string => escapeMarkdown(title)
export const hostOf = ({ owner }: Meeting): string => escapeMarkdown(shorten(owner.name, MAX_NAME))
/** Shown by name, and mentioned to nobody: our messages mention none. */
export const personOf = (userId: string): string => `<@${userId}>`

export const channelOf = ({ id }: Extract<Place, { kind: 'channel' | 'closed' }>): string => `<#${id}>`

export const plainText = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
})

export const buttonRow = (
  components: readonly APIButtonComponent[],
): APIActionRowComponent<APIButtonComponent> => ({
  type: ComponentType.ActionRow,
  components: [...components],
})

export const container = (components: APIContainerComponent['components']): APIContainerComponent => ({
  type: ComponentType.Container,
  components,
})

type Style = ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger

export const button = (style: Style, label: string, customId: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style,
  label,
  custom_id: customId,
})

export const linkButton = (label: string, url: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label,
  url,
})

export const joinButton = ({ id }: Meeting, texts: MeetingTexts): APIButtonComponent =>
  button(ButtonStyle.Primary, texts.join, writeCustomId(MEETING_JOIN.name, JOIN, id))

export const shareButton = ({ id }: Meeting, texts: MeetingTexts): APIButtonComponent =>
  button(ButtonStyle.Secondary, texts.share, writeCustomId(MEETING_START.name, SHARE, id))

/** It asks before it does anything. */
export const endButton = (
  { id, status }: Meeting,
  texts: MeetingTexts,
  style: Style = ButtonStyle.Danger,
): APIButtonComponent =>
  button(style, status === 'scheduled' ? texts.callOff : texts.end, writeCustomId(MEETING_END.name, END, id))
