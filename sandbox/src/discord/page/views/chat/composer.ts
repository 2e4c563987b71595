import type { OfferedCommand } from '../../../chatApi.ts'
import type { Chat } from '../../chat/chat.ts'
import { commandsFor, commandWritten } from '../../chat/draft.ts'
import { element, setText } from '../element.ts'
import { ComboBox, type ComboItem } from './comboBox.ts'
import { createCommandForm } from './commandForm.ts'
import { sendButton } from './sendButton.ts'

/** Discord's limit for a message, characters. */
const maxMessageLength = 2000

interface CommandItem extends ComboItem {
  readonly command: OfferedCommand
}

/** Where one writes: a message, or with a slash a command. */
export function createComposer(chat: Chat) {
  const input = element('input', {
    class: 'composer-text',
    type: 'text',
    maxlength: String(maxMessageLength),
  })
  const line = element('form', { class: 'composer-line' }, input, sendButton())
  const place = element('div', { class: 'composer' })
  const list = new ComboBox<CommandItem>({
    input,
    label: 'Commands',
    pick: ({ command }) => begin(command),
  })
  const writeText = (text: string) => {
    input.value = text
    place.replaceChildren(list.element, line)
    input.focus()
    offer()
  }
  const begin = (command: OfferedCommand) => {
    list.hide()
    const form = createCommandForm(chat, command, writeText)
    place.replaceChildren(form.element)
    form.focus()
  }
  const offer = () => {
    const written = commandWritten(input.value, chat.commands)
    const commands = commandsFor(input.value, chat.commands)
    if (written !== null) begin(written)
    else if (commands === null) list.hide()
    else if (commands.length === 0) list.say(nothingToRun(chat))
    else list.show(commands.map(itemOf), true)
  }
  const send = () => {
    const text = input.value.trim()
    if (text === '') return
    if (commandsFor(text, chat.commands) !== null) return offer()
    input.value = ''
    void chat.say(text)
  }
  input.addEventListener('input', () => {
    if (input.value === '/') void chat.learnCommands().then(offer)
    offer()
  })
  input.addEventListener('keydown', event => {
    if (list.key(event)) event.stopPropagation()
  })
  input.addEventListener('blur', () => list.hide())
  line.addEventListener('submit', event => {
    event.preventDefault()
    send()
  })
  place.replaceChildren(list.element, line)
  return {
    element: place,
    focus: () => place.querySelector<HTMLElement>('input')?.focus(),
    update: () => {
      const label = `Message ${chat.channel?.name ?? ''}`.trim()
      input.setAttribute('aria-label', label)
      input.placeholder = 'Message, or / for commands'
    },
  }
}

const itemOf = (command: OfferedCommand): CommandItem => ({
  label: `/${command.label}`,
  detail: command.description,
  command,
})

const nothingToRun = ({ commands }: Chat): string =>
  commands.length === 0 ? 'The application hasn’t registered any commands.' : 'No command has that name.'

/** Says politely what is going on, and nothing where nothing is. */
export function createSendingLine(chat: Chat) {
  const line = element('p', { class: 'composer-state', role: 'status' })
  const notice = element('p', { class: 'composer-notice', role: 'alert' })
  return {
    elements: [line, notice],
    update: () => {
      setText(line, chat.sending === null ? '' : `Sending /${chat.sending}…`)
      setText(notice, chat.notice ?? '')
    },
  }
}
