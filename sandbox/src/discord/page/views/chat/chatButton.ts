import type { SandboxUser } from '../../../hostApi.ts'
import type { Crowd } from '../../crowd.ts'
import { element, setAttribute } from '../element.ts'
import { icon } from '../icon.ts'

/** Opens and closes this person's chat. */
export function createChatButton(user: SandboxUser, crowd: Crowd) {
  const button = element(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': `Chat of ${user.globalName}`,
      title: 'Chat',
      onclick: () => crowd.chats.toggle(user),
    },
    icon('chat'),
  )
  return {
    element: button,
    update: () => setAttribute(button, 'aria-pressed', String(crowd.chats.shown?.user.name === user.name)),
  }
}
