import type { OfferedCommand, OfferedOption } from '../../../chatApi.ts'
import type { Chat } from '../../chat/chat.ts'
import { checkFields, type Field, valuesBeside } from '../../chat/draft.ts'
import { element, setText } from '../element.ts'
import { icon } from '../icon.ts'
import { createOptionField, type OptionField } from './optionField.ts'
import { sendButton } from './sendButton.ts'

/** A command with its options, from choosing it to sending it. `leave` goes back to plain text. */
export function createCommandForm(chat: Chat, command: OfferedCommand, leave: (text: string) => void) {
  const fields = new Map<string, OptionField>()
  const hint = element('p', { class: 'command-hint' }, command.description)
  const popups = element('div', { class: 'command-popups' })
  const chips = element('div', { class: 'command-chips' })
  const row = element(
    'div',
    { class: 'command-fields' },
    element('span', { class: 'command-name' }, `/${command.label}`),
  )
  const cancel = element(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Cancel the command',
      title: 'Cancel',
      onclick: () => leave(''),
    },
    icon('close'),
  )
  const form = element(
    'form',
    { class: 'command-form', 'aria-label': `Command ${command.label}` },
    popups,
    hint,
    element('div', { class: 'composer-line' }, row, cancel, sendButton()),
    chips,
  )
  const values = (): readonly Field[] => [...fields.values()].map(field => field.value())

  const add = (option: OfferedOption): OptionField => {
    const field = createOptionField(option, {
      complete: text =>
        chat.complete(command.name, valuesBeside(values(), option.name), { name: option.name, value: text }),
      onFocus: () => setText(hint, option.description),
      onBack: () => (option.required ? leave(`/${command.label}`) : remove(option)),
      onPicked: () => focusNext(option),
    })
    fields.set(option.name, field)
    row.append(field.element)
    popups.append(field.popup)
    showChips()
    return field
  }
  const remove = (option: OfferedOption) => {
    const field = fields.get(option.name)
    fields.delete(option.name)
    field?.close()
    showChips()
    const last = [...fields.values()].at(-1)
    if (last === undefined) form.querySelector<HTMLElement>('.chip')?.focus()
    else last.focus()
  }
  const focusNext = (option: OfferedOption) => {
    const empty = [...fields.values()].find(
      field => field.value().text === '' && field.value().option.required,
    )
    if (empty === undefined) fields.get(option.name)?.focus()
    else empty.focus()
  }
  const showChips = () => {
    const left = command.options.filter(({ name }) => !fields.has(name))
    chips.replaceChildren(
      ...left.map(option =>
        element(
          'button',
          { type: 'button', class: 'chip', title: option.description, onclick: () => add(option).focus() },
          `+ ${option.label}`,
        ),
      ),
    )
  }
  const send = () => {
    const checked = checkFields(values())
    for (const [name, field] of fields) field.complain(checked.ok ? null : (checked.problems[name] ?? null))
    if (!checked.ok) {
      ;[...fields].find(([name]) => name in checked.problems)?.[1].focus()
      return
    }
    leave('')
    void chat.run(command.name, checked.values)
  }

  form.addEventListener('submit', event => {
    event.preventDefault()
    send()
  })
  form.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    leave('')
  })
  for (const option of command.options) if (option.required) add(option)
  showChips()
  return {
    element: form,
    focus: () =>
      (
        form.querySelector<HTMLElement>('.option-field input') ??
        form.querySelector<HTMLElement>('[type=submit]')
      )?.focus(),
  }
}
