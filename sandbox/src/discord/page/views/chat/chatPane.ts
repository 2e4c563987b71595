import type { ChatChannel, ChatMessage } from '../../../chatApi.ts'
import type { Chat } from '../../chat/chat.ts'
import type { MentionKind } from '../../chat/markdown.ts'
import type { Crowd } from '../../crowd.ts'
import { DialogHost } from '../dialogHost.ts'
import { element, replaceKeepingFocus } from '../element.ts'
import { displayName } from '../face.ts'
import { icon } from '../icon.ts'
import { confirmLink } from '../personDialogs.ts'
import { editRoles } from '../rolesDialog.ts'
import { createComposer, createSendingLine } from './composer.ts'
import type { DrawContext } from './drawContext.ts'
import { createMessageList } from './messageList.ts'
import type { MessageContext } from './messageView.ts'
import { showModal } from './modalDialog.ts'

export interface ChatPane {
  readonly element: HTMLElement
  readonly update: () => void
  readonly focus: () => void
}

/** The channels as one person's client shows them. */
export function createChatPane(chat: Chat, crowd: Crowd): ChatPane {
  const head = element('header', { class: 'chat-head' })
  const covered = element('div', { class: 'chat-covered' })
  const pane = element(
    'section',
    {
      class: 'chat',
      'aria-label': `Chat of ${displayName(chat.user)}`,
      style: `--person: ${chat.user.color}`,
    },
    covered,
  )
  const dialogs = new DialogHost(pane, covered)
  const context: DrawContext = {
    locale: chat.locale,
    nameOf: (of, id) => mentionName(of, id, chat, crowd),
    openLink: url => {
      if (!chat.followInvitation(url)) void confirmLink(dialogs, url)
    },
    press: () => {},
    busy: false,
  }
  const list = createMessageList(chat, message => contextFor(message, context, chat, crowd))
  const state = createSendingLine(chat)
  const composer = createComposer(chat)
  covered.append(head, list.element, ...state.elements, composer.element)
  let shownModal: object | null = null
  const update = () => {
    replaceKeepingFocus(head, headContent(chat, crowd, dialogs))
    list.element.setAttribute('aria-label', `Messages in ${chat.channel?.name ?? 'the channel'}`)
    list.update()
    state.update()
    composer.update()
    if (chat.modal !== null && chat.modal !== shownModal) {
      shownModal = chat.modal
      void showModal(chat, chat.modal, { dialogs, context })
    }
  }
  chat.onChange(update)
  update()
  return { element: pane, update, focus: composer.focus }
}

function headContent(chat: Chat, crowd: Crowd, dialogs: DialogHost): readonly HTMLElement[] {
  const iconButton = (label: string, name: 'people' | 'close', run: () => void) =>
    element(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': label,
        title: label,
        onclick: run,
      },
      icon(name),
    )
  return [
    element(
      'h2',
      { class: 'chat-title' },
      element('span', { class: 'dot', 'aria-hidden': 'true' }),
      displayName(chat.user),
    ),
    element('span', { class: 'spring' }),
    element(
      'button',
      { type: 'button', class: 'button', onclick: () => void chat.launchActivity() },
      'Activities',
    ),
    iconButton('Roles', 'people', () => void editRoles(dialogs, chat.user, crowd)),
    iconButton('Close the chat', 'close', () => crowd.chats.close()),
    element(
      'div',
      { class: 'segments channel-tabs', role: 'group', 'aria-label': 'Channels' },
      ...chat.channels.map(channel => channelTab(channel, chat)),
    ),
  ]
}

function channelTab({ id, name, kind }: ChatChannel, chat: Chat): HTMLElement {
  const unread = chat.isUnread(id)
  return element(
    'button',
    {
      type: 'button',
      class: 'segment channel-tab',
      'aria-pressed': String(chat.channel?.id === id),
      'aria-label': unread ? `${name}, something new` : name,
      'data-unread': unread,
      onclick: () => void chat.open(id),
    },
    kind === 'voice' ? icon('sound') : element('span', { 'aria-hidden': 'true' }, '#'),
    name,
  )
}

function contextFor(message: ChatMessage, context: DrawContext, chat: Chat, crowd: Crowd): MessageContext {
  return {
    ...context,
    busy: chat.isBusy(message.id),
    press: (customId, values) => void chat.press(message.id, customId, values),
    colour: crowd.state.users.find(({ id }) => id === message.author.id)?.color ?? null,
    asker: askerOf(message, crowd),
    dismiss: () => void chat.dismiss(message.id),
  }
}

function askerOf({ answers }: ChatMessage, { state }: Crowd): string {
  const user = state.users.find(({ name }) => name === answers?.user)
  return user === undefined ? (answers?.user ?? '') : displayName(user)
}

function mentionName(of: MentionKind, id: string, chat: Chat, { state }: Crowd): string {
  switch (of) {
    case 'user': {
      const user = state.users.find(each => each.id === id)
      return user === undefined ? '@unknown-user' : `@${displayName(user)}`
    }
    case 'role':
      return `@${state.roles.find(role => role.id === id)?.name ?? 'unknown-role'}`
    case 'channel':
      return `#${chat.channels.find(channel => channel.id === id)?.name ?? 'unknown'}`
    case 'command':
      return `/${id}`
    case 'emoji':
      return `:${id}:`
  }
}
