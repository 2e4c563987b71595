import type { ChatMessage } from '../../../chatApi.ts'
import type { Chat } from '../../chat/chat.ts'
import { element } from '../element.ts'
import { drawMessage, type MessageContext } from './messageView.ts'

/** Whoever is this near to the newest message wants to see the next one too, in CSS px. */
const nearEndPx = 80

interface Row {
  readonly drawnFrom: string
  readonly node: HTMLElement
}

/** The messages of the open channel. Only what has changed is drawn anew, so that focus and reading stay where they are. */
export function createMessageList(chat: Chat, contextFor: (message: ChatMessage) => MessageContext) {
  const empty = element(
    'p',
    { class: 'message-none' },
    'Nobody has written here yet. Type / to see what the application can do.',
  )
  const log = element('div', { class: 'messages', role: 'log', tabindex: '0', 'aria-label': 'Messages' })
  let rows = new Map<string, Row>()
  let shownChannel: string | undefined
  let atEnd = true
  const keepAtEnd = () => {
    if (atEnd) log.scrollTop = log.scrollHeight
  }
  const rowFor = (message: ChatMessage): Row => {
    const context = contextFor(message)
    const drawnFrom = JSON.stringify([message, context.busy, context.colour])
    const before = rows.get(message.id)
    if (before?.drawnFrom === drawnFrom) return before
    const node = drawMessage(message, context)
    if (before !== undefined) replace(before.node, node)
    return { drawnFrom, node }
  }
  const update = () => {
    const moved = shownChannel !== chat.channel?.id
    shownChannel = chat.channel?.id
    atEnd ||= moved
    const next = new Map(chat.messages.map(message => [message.id, rowFor(message)]))
    const hadFocus = log.contains(document.activeElement)
    for (const [id, { node }] of rows) if (!next.has(id)) node.remove()
    rows = next
    arrange(log, next.size === 0 ? [empty] : [...next.values()].map(({ node }) => node))
    if (next.size > 0) empty.remove()
    // What had the focus has gone, for instance by being dismissed.
    if (hadFocus && !log.contains(document.activeElement)) log.focus()
    keepAtEnd()
  }
  log.addEventListener('scroll', () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx
  })
  // Pictures come later, and the message box grows: either pushes the newest message out of sight.
  log.addEventListener('load', keepAtEnd, true)
  new ResizeObserver(keepAtEnd).observe(log)
  return { element: log, update }
}

/** Moves nothing that is in its place already: moving takes the focus away. */
function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  for (const [index, child] of children.entries()) {
    const there = parent.children[index]
    if (there !== child) parent.insertBefore(child, there ?? null)
  }
}

/** Whoever was on one of its buttons is on the same one afterwards. */
function replace(before: HTMLElement, after: HTMLElement): void {
  const focused = document.activeElement
  const key = before.contains(focused) ? focused?.getAttribute('data-key') : null
  before.replaceWith(after)
  if (key === null || key === undefined) return
  const successor = [...after.querySelectorAll<HTMLElement>('[data-key]')].find(
    node => node.getAttribute('data-key') === key,
  )
  successor?.focus()
}
