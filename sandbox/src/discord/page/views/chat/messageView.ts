import type { ChatMessage } from '../../../chatApi.ts'
import { readComponents } from '../../chat/components.ts'
import { element } from '../element.ts'
import { icon } from '../icon.ts'
import { drawComponent } from './componentView.ts'
import type { DrawContext } from './drawContext.ts'
import { drawEmbed } from './embedView.ts'
import { drawMarkdown } from './markdownView.ts'

export interface MessageContext extends DrawContext {
  /** CSS colour of whoever wrote it. */
  readonly colour: string | null
  /** Who ran the command that it answers. */
  readonly asker: string
  readonly dismiss: () => void
}

/** One message as this person sees it. */
export function drawMessage(message: ChatMessage, context: MessageContext): HTMLElement {
  const { author, answers, state, onlyFor } = message
  return element(
    'article',
    { class: 'message', 'data-state': state, 'data-message': message.id, 'data-only': onlyFor !== null },
    // What comes of a button on a message that no command has made answers nobody's command.
    answers === null || answers.command === ''
      ? null
      : element(
          'p',
          { class: 'message-answers' },
          `${context.asker} used `,
          element('code', {}, commandName(answers.command)),
        ),
    element(
      'header',
      { class: 'message-head' },
      drawMark(message, context),
      element('strong', {}, author.name),
      author.isBot ? element('span', { class: 'app-tag' }, 'App') : null,
      drawTime(message, context.locale),
      message.editedAtMs === null ? null : element('span', { class: 'quiet' }, '(edited)'),
    ),
    element('div', { class: 'message-body' }, ...drawBody(message, context)),
    onlyFor === null ? null : drawOnlyYou(context),
  )
}

const commandName = (command: string): string => (command.startsWith('/') ? command : `/${command}`)

function drawMark({ author }: ChatMessage, { colour }: MessageContext): HTMLElement {
  if (author.isBot) return element('span', { class: 'message-mark', 'aria-hidden': 'true' }, icon('play'))
  const style = colour === null ? null : `--person: ${colour}`
  const initial = author.name.slice(0, 1).toUpperCase()
  return element('span', { class: 'face message-mark', style, 'aria-hidden': 'true' }, initial)
}

function drawTime({ sentAtMs }: ChatMessage, locale: string): HTMLElement {
  const date = new Date(sentAtMs)
  const text = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(date)
  return element('time', { class: 'quiet', datetime: date.toISOString() }, text)
}

function drawBody(message: ChatMessage, context: MessageContext): readonly HTMLElement[] {
  if (message.state === 'thinking')
    return [element('p', { class: 'message-thinking' }, `${message.author.name} is thinking…`)]
  if (message.state === 'failed')
    return [element('p', { class: 'message-failed' }, 'The application did not respond')]
  return [
    ...drawMarkdown(message.content, context),
    ...message.embeds.flatMap(embed => drawEmbed(embed, context) ?? []),
    ...readComponents(message.components).map(component => drawComponent(component, context)),
  ]
}

const drawOnlyYou = ({ dismiss }: MessageContext): HTMLElement =>
  element(
    'footer',
    { class: 'message-only' },
    'Only you can see this · ',
    element(
      'button',
      { type: 'button', class: 'text-button', 'data-key': 'dismiss', onclick: dismiss },
      'Dismiss message',
    ),
  )
