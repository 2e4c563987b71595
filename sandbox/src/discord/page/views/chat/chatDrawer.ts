import type { Crowd } from '../../crowd.ts'
import { element } from '../element.ts'
import { type ChatPane, createChatPane } from './chatPane.ts'

/** Beside everything else, one person's chat at a time; the Activities stay where they are. */
export function createChatDrawer(crowd: Crowd): HTMLElement {
  const panes = new Map<string, ChatPane>()
  const drawer = element('aside', { class: 'chat-drawer', 'aria-label': 'Chat', hidden: true })
  let opener: Element | null = null
  let shown: string | null = null
  const update = () => {
    const chat = crowd.chats.shown
    const handle = chat?.user.name ?? null
    if (handle === shown) return
    if (shown === null) opener = document.activeElement
    shown = handle
    drawer.hidden = chat === null
    document.body.toggleAttribute('data-chat', chat !== null)
    if (chat === null) {
      drawer.replaceChildren()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
      return
    }
    const pane = panes.get(chat.user.name) ?? createChatPane(chat, crowd)
    panes.set(chat.user.name, pane)
    drawer.replaceChildren(pane.element)
    pane.update()
    pane.focus()
  }
  drawer.addEventListener('keydown', event => {
    if (event.key === 'Escape') crowd.chats.close()
  })
  crowd.chats.onChange(update)
  // Where it covers everything, it makes way for the Activity.
  crowd.onFront(() => {
    if (drawer.offsetWidth >= innerWidth && drawer.offsetHeight >= innerHeight) crowd.chats.close()
  })
  crowd.onChange(() => {
    if (shown !== null) panes.get(shown)?.update()
  })
  update()
  return drawer
}
