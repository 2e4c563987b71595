import { isObject, type JsonObject } from '../../conformance/jsonTree.ts'
import { COMPONENT } from '../chat/componentRules.ts'
import { findComponent } from '../chat/findComponent.ts'
import { componentResources } from '../chat/messageResource.ts'
import type { ShownModal } from '../chatApi.ts'
import type { Objection } from './clientChecks.ts'

export type Fields = Readonly<Record<string, string>>

/** What Discord's client checks before it sends a modal. */
export function checkModalFields(modal: ShownModal, fields: Fields): Objection | null {
  for (const name of Object.keys(fields))
    if (findComponent(modal.components, name) === null) return object(name, 'The modal has no such field.')
  for (const field of fieldsOf(modal.components)) {
    const name = String(field['custom_id'])
    const value = fieldValue(field, fields)
    const { length } = [...value]
    if (field['required'] !== false && length === 0) return object(name, 'This field is required.')
    if (length > Number(field['max_length'] ?? 4000)) return object(name, 'This is too long.')
    if (length > 0 && length < Number(field['min_length'] ?? 0)) return object(name, 'This is too short.')
  }
  return null
}

const object = (name: string, message: string): Objection => ({
  field: `fields.${name}`,
  message: `fields.${name}: ${message}`,
})

function fieldsOf(components: readonly unknown[]): readonly JsonObject[] {
  return components.filter(isObject).flatMap(({ component, components: inside }) => {
    if (isObject(component)) return [component]
    return Array.isArray(inside) ? inside.filter(isObject) : []
  })
}

/** What was prefilled stays unless somebody has written something else. */
function fieldValue(field: JsonObject, fields: Fields): string {
  const name = String(field['custom_id'])
  const written = Object.hasOwn(fields, name) ? fields[name] : undefined
  return written ?? (typeof field['value'] === 'string' ? field['value'] : chosenBefore(field))
}

function chosenBefore({ options }: JsonObject): string {
  const chosen = Array.isArray(options)
    ? options.find(option => isObject(option) && option['default'] === true)
    : null
  return isObject(chosen) ? String(chosen['value']) : ''
}

/** The components of a modal as they come back. */
export function submittedComponents(modal: ShownModal, fields: Fields): readonly JsonObject[] {
  const components = componentResources({ id: '0', components: modal.components.filter(isObject) })
  return components.map(top => {
    const { type, id, component, components: inside } = top
    if (isObject(component)) return { type, id, component: submitted(component, fields) }
    if (!Array.isArray(inside)) return { type, id }
    return { type, id, components: inside.filter(isObject).map(field => submitted(field, fields)) }
  })
}

function submitted(field: JsonObject, fields: Fields): JsonObject {
  const { type, id, custom_id } = field
  const value = fieldValue(field, fields)
  const isText = type === COMPONENT.textInput || type === COMPONENT.radioGroup
  if (isText) return { type, id, custom_id, value }
  if (type === COMPONENT.checkbox) return { type, id, custom_id, value: value === 'true' }
  return { type, id, custom_id, values: value === '' ? [] : [value] }
}

/** For whoever sends fields that no modal has asked for. */
export const inventedModal = (customId: string, fields: Fields): ShownModal => ({
  customId,
  title: '',
  components: Object.keys(fields).map(name => ({
    type: COMPONENT.label,
    label: name,
    component: { type: COMPONENT.textInput, custom_id: name, style: 1 },
  })),
})
