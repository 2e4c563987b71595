import type { Form } from '../forms/form.ts'
import { COMPONENT, checkCustomId, checkSelect, checkText, nothingSeen, type Seen } from './componentRules.ts'

/** Discord's page says 5, its OpenAPI document 40: whoever keeps to 5 is right either way. */
const MAX_MODAL_COMPONENTS = 5

const FIELDS: Readonly<Record<number, (form: Form, seen: Seen) => void>> = {
  [COMPONENT.stringSelect]: checkSelect,
  [COMPONENT.textInput]: checkTextInput,
  [COMPONENT.userSelect]: checkSelect,
  [COMPONENT.roleSelect]: checkSelect,
  [COMPONENT.mentionableSelect]: checkSelect,
  [COMPONENT.channelSelect]: checkSelect,
  [COMPONENT.fileUpload]: checkCustomId,
  [COMPONENT.radioGroup]: checkChoices,
  [COMPONENT.checkboxGroup]: checkChoices,
  [COMPONENT.checkbox]: checkCustomId,
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding, "Modal" */
export function checkModal(modal: Form): void {
  const seen = nothingSeen()
  modal.text('title', { min: 1, max: 45, required: true })
  modal.text('custom_id', { min: 1, max: 100, required: true })
  const components = modal.forms('components', { min: 1, max: MAX_MODAL_COMPONENTS, required: true })
  for (const component of components) checkTop(component, seen)
}

function checkTop(form: Form, seen: Seen): void {
  form.oneOf('type', [COMPONENT.row, COMPONENT.text, COMPONENT.label], true)
  form.integer('id', { min: 0, max: 2 ** 31 - 1 })
  if (form.value['type'] === COMPONENT.text) checkText(form, seen)
  if (form.value['type'] === COMPONENT.label) checkLabel(form, seen)
  if (form.value['type'] === COMPONENT.row) checkInputRow(form, seen)
}

function checkLabel(form: Form, seen: Seen): void {
  form.text('label', { min: 1, max: 45, required: true })
  form.text('description', { max: 100 })
  const field = form.form('component', true)
  if (field === null) return
  const { type } = field.value
  field.oneOf('type', Object.keys(FIELDS).map(Number), true)
  if (field.has('label'))
    field.refuse('label', 'COMPONENT_LABEL_FORBIDDEN', 'A component inside a label has no label of its own')
  if (typeof type === 'number') FIELDS[type]?.(field, seen)
}

/** The older form: one field a row, which names itself. */
function checkInputRow(form: Form, seen: Seen): void {
  for (const field of form.forms('components', { min: 1, max: 1, required: true })) {
    field.oneOf('type', [COMPONENT.textInput], true)
    field.text('label', { min: 1, max: 45, required: true })
    checkTextInput(field, seen)
  }
}

function checkTextInput(form: Form, seen: Seen): void {
  checkCustomId(form, seen)
  form.oneOf('style', [1, 2], true)
  form.flag('required')
  form.text('placeholder', { max: 100 })
  const min = form.integer('min_length', { min: 0, max: 4000 }) ?? 0
  const max = form.integer('max_length', { min: 1, max: 4000 }) ?? 4000
  if (min > max) form.refuse('min_length', 'NUMBER_TYPE_MAX', 'min_length must not be above max_length.')
  const value = form.text('value', { max: 4000 }) ?? ''
  const length = [...value].length
  if (length > max || (value !== '' && length < min))
    form.refuse('value', 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
}

function checkChoices(form: Form, seen: Seen): void {
  checkCustomId(form, seen)
  for (const option of form.forms('options', { min: 1, max: 10, required: true })) {
    option.text('label', { min: 1, max: 100, required: true })
    option.text('value', { min: 1, max: 100, required: true })
    option.text('description', { max: 100 })
  }
}
