import { hash } from 'node:crypto'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import {
  type APIAllowedMentions,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIContainerComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import { writeCustomId } from '../../discord/customId.ts'
import { NOBODY } from './renderTemplate.ts'
import type { NotificationTexts } from './texts.en.ts'

/** What a message says, and whom it calls. */
export interface Notice {
  readonly text: string
  readonly mentions: APIAllowedMentions
  /** Smaller, below; each on a line of its own. */
  readonly facts: readonly string[]
  readonly buttons: readonly APIButtonComponentWithCustomId[]
}

export const notice = (text: string, more: Partial<Omit<Notice, 'text'>> = {}): Notice => ({
  text,
  mentions: NOBODY,
  facts: [],
  buttons: [],
  ...more,
})

/** As Discord takes it; `mark` is how it is known again. */
export function containerOf({ text, facts, buttons }: Notice, mark: number): APIContainerComponent {
  const small = facts.map(fact => `-# ${fact}`).join('\n')
  const components: APIComponentInContainer[] = [{ type: ComponentType.TextDisplay, content: text }]
  if (small !== '') components.push({ type: ComponentType.TextDisplay, content: small })
  if (buttons.length > 0) components.push({ type: ComponentType.ActionRow, components: [...buttons] })
  return { type: ComponentType.Container, id: mark, components }
}

/**
 * Discord keeps the number that we give a component, in messages without buttons as well: of the messages that the bot
 * has written within minutes it tells ours apart.
 */
export function markOf(key: string): number {
  const number = Number.parseInt(hash('sha256', key).slice(0, 8), 16) >>> 2
  // Zero is as good as none; small ones Discord gives out itself.
  return number + 1_000
}

/** Discord's own limit is 25 characters. */
export const nonceOf = (key: string): string => hash('sha256', key, 'base64url').slice(0, 25)

type Id = Pick<Meeting, 'id'>

export const joinButton = ({ id }: Id, { join }: NotificationTexts): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: join,
  custom_id: writeCustomId('kaltura-join', 'join', id),
})

export const shareButton = ({ id }: Id, { share }: NotificationTexts): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: share,
  custom_id: writeCustomId('kaltura-start', 'share', id),
})

export const endButton = ({ id }: Id, label: string): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Danger,
  label,
  custom_id: writeCustomId('kaltura-end', 'end', id),
})

export const watchButton = (entryId: string, texts: NotificationTexts): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: texts.watchTogether,
  custom_id: writeCustomId('kaltura-watch', 'play', entryId),
})
