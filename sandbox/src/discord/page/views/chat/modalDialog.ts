import type { Chat, OpenModal } from '../../chat/chat.ts'
import {
  type Component,
  type InputComponent,
  readComponents,
  type SelectComponent,
} from '../../chat/components.ts'
import type { DialogHost } from '../dialogHost.ts'
import { element, setText } from '../element.ts'
import type { DrawContext } from './drawContext.ts'
import { drawMarkdown } from './markdownView.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

interface ModalField {
  readonly customId: string
  readonly control: Control
  readonly complaint: () => string | null
  readonly complain: (sentence: string | null) => void
}

let created = 0

/** The form that the application has sent, over this person's chat. */
export async function showModal(chat: Chat, modal: OpenModal, where: ModalPlace): Promise<void> {
  const fields: ModalField[] = []
  const body = readComponents(modal.components).map(component => drawPart(component, fields, where.context))
  const submitted = await where.dialogs.ask({
    title: modal.title,
    body,
    choices: [
      { label: 'Submit', value: true, primary: true },
      { label: 'Cancel', value: false },
    ],
    dismissed: false,
    check: submits => !submits || areFilledIn(fields),
  })
  if (!submitted) chat.closeModal()
  else
    void chat.submit(
      modal,
      Object.fromEntries(fields.map(({ customId, control }) => [customId, control.value])),
    )
}

export interface ModalPlace {
  readonly dialogs: DialogHost
  readonly context: DrawContext
}

/** The first field that is wrong gets the keyboard. */
function areFilledIn(fields: readonly ModalField[]): boolean {
  for (const { complain, complaint } of fields) complain(complaint())
  const wrong = fields.find(({ complaint }) => complaint() !== null)
  wrong?.control.focus()
  return wrong === undefined
}

function drawPart(component: Component, fields: ModalField[], context: DrawContext): HTMLElement {
  if (component.kind === 'text') return element('div', {}, ...drawMarkdown(component.content, context))
  // The way of before labels: a row with one input that names itself.
  const [only] = component.kind === 'row' ? component.children : []
  if (only?.kind === 'input') return drawField(only.label, '', only, fields)
  if (component.kind === 'label')
    return drawField(component.label, component.description, component.child, fields)
  return element('p', { class: 'quiet' }, 'The stand-in can’t draw this part of the form.')
}

function drawField(label: string, description: string, child: Component, fields: ModalField[]): HTMLElement {
  if (child.kind !== 'input' && child.kind !== 'select')
    return element('p', { class: 'quiet' }, `${label}: the stand-in can’t draw this field.`)
  created += 1
  const ids = { description: `modal-description-${created}`, problem: `modal-problem-${created}` }
  const control = child.kind === 'input' ? createInput(child) : createSelect(child)
  control.setAttribute('aria-describedby', `${ids.description} ${ids.problem}`)
  const problem = element('span', { class: 'option-problem', id: ids.problem, role: 'alert' })
  fields.push({
    customId: child.customId,
    control,
    complaint: () => complaintAbout(child, control.value),
    complain: sentence => {
      setText(problem, sentence ?? '')
      control.setAttribute('aria-invalid', String(sentence !== null))
    },
  })
  return element(
    'div',
    { class: 'modal-field' },
    element(
      'label',
      {},
      element('span', { class: 'modal-label' }, child.required ? label : `${label} (optional)`),
      control,
    ),
    element('span', { class: 'quiet', id: ids.description }, description),
    problem,
  )
}

function createInput(input: InputComponent): HTMLInputElement | HTMLTextAreaElement {
  const attributes = {
    class: 'modal-input',
    maxlength: String(input.maxLength),
    placeholder: input.placeholder,
    'aria-required': String(input.required),
  }
  const control = input.paragraph
    ? element('textarea', { ...attributes, rows: '5' })
    : element('input', { ...attributes, type: 'text' })
  control.value = input.value
  return control
}

function createSelect(select: SelectComponent): HTMLSelectElement {
  const options = select.options.map(({ label, value, isDefault }) =>
    element('option', { value, selected: isDefault }, label),
  )
  const none = element('option', { value: '' }, select.placeholder)
  return element(
    'select',
    { class: 'modal-input', 'aria-required': String(select.required) },
    none,
    ...options,
  )
}

function complaintAbout(field: InputComponent | SelectComponent, value: string): string | null {
  if (value === '') return field.required ? 'This field is required.' : null
  if (field.kind === 'select') return null
  return value.length < field.minLength ? `Write at least ${field.minLength} characters.` : null
}
