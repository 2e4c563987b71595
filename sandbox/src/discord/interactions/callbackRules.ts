import { isObject, type JsonObject } from '../../conformance/jsonTree.ts'
import { checkMessage, MESSAGE_FLAG, type MessageBody } from '../chat/messageRules.ts'
import { checkModal } from '../chat/modalRules.ts'
import type { ShownModal } from '../chatApi.ts'
import type { FormProblem } from '../formErrors.ts'
import { type Checked, createForm, type Form, refuseForm } from '../forms/form.ts'
import { OPTION } from './clientChecks.ts'
import { INTERACTION } from './pendingInteraction.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const CALLBACK = {
  pong: 1,
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
  launch: 12,
} as const

type Choices = readonly { readonly name: string; readonly value: string | number }[]

/** A first answer as Discord would take it. */
export type Callback =
  | { readonly type: 4 | 7; readonly message: MessageBody }
  | { readonly type: 5; readonly ephemeral: boolean }
  | { readonly type: 6 | 12 }
  | { readonly type: 8; readonly choices: Choices }
  | { readonly type: 9; readonly modal: ShownModal }

export interface AnswerPlace {
  readonly interactionType: number
  /** Of the message that the interaction came from. */
  readonly source: MessageBody | null
  /** Type of the option that values are to be proposed for. */
  readonly proposesFor: number | null
}

function allowedTypes({ interactionType, source }: AnswerPlace): readonly number[] {
  const { message, deferredMessage, deferredUpdate, update, choices, modal, launch } = CALLBACK
  if (interactionType === INTERACTION.command) return [message, deferredMessage, modal, launch]
  if (interactionType === INTERACTION.autocomplete) return [choices]
  const both = [message, deferredMessage]
  // A modal that no message was under has no message to update.
  const updates = source === null ? [] : [deferredUpdate, update]
  const modals = interactionType === INTERACTION.component ? [modal] : []
  return [...both, ...updates, ...modals, launch]
}

export function checkCallback(sent: unknown, place: AnswerPlace): Checked<Callback> {
  const errors: FormProblem[] = []
  const form = createForm(isObject(sent) ? sent : {}, errors)
  form.oneOf('type', allowedTypes(place), true)
  const { type } = form.value
  if (errors.length > 0) return refuseForm(errors)
  if (type === CALLBACK.message) return message(form.value, null)
  if (type === CALLBACK.update) return message(form.value, place.source)
  if (type === CALLBACK.deferredMessage) return deferred(form, errors)
  if (type === CALLBACK.choices) return choices(form, errors, place.proposesFor)
  if (type === CALLBACK.modal) return modal(form, errors)
  return { ok: true, value: { type: type === CALLBACK.launch ? 12 : 6 } }
}

function message({ type, data }: JsonObject, before: MessageBody | null): Checked<Callback> {
  const checked = before === null ? checkMessage(data, ['data']) : checkMessage(data, ['data'], before)
  return checked.ok ? { ok: true, value: { type: type === 7 ? 7 : 4, message: checked.value } } : checked
}

function deferred(form: Form, errors: FormProblem[]): Checked<Callback> {
  const data = form.form('data')
  const flags = data?.integer('flags', { min: 0, max: 2 ** 31 - 1 }) ?? 0
  if ((flags & ~MESSAGE_FLAG.ephemeral) !== 0)
    data?.refuse('flags', 'INVALID_FLAGS', 'A deferred answer may only be ephemeral.')
  return errors.length > 0
    ? refuseForm(errors)
    : { ok: true, value: { type: 5, ephemeral: (flags & MESSAGE_FLAG.ephemeral) !== 0 } }
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding, "Autocomplete" */
function choices(form: Form, errors: FormProblem[], proposesFor: number | null): Checked<Callback> {
  const found: { name: string; value: string | number }[] = []
  const listed = form.form('data', true)?.forms('choices', { max: 25, required: true }) ?? []
  for (const choice of listed) {
    const name = choice.text('name', { min: 1, max: 100, required: true }) ?? ''
    const { value } = choice.value
    if (proposesFor === OPTION.text)
      found.push({ name, value: choice.text('value', { min: 1, max: 100, required: true }) ?? '' })
    else if (typeof value === 'number' && (proposesFor === OPTION.number || Number.isSafeInteger(value)))
      found.push({ name, value })
    else
      choice.refuse('value', 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not a number of this option.`)
  }
  return errors.length > 0 ? refuseForm(errors) : { ok: true, value: { type: 8, choices: found } }
}

function modal(form: Form, errors: FormProblem[]): Checked<Callback> {
  const data = form.form('data', true)
  if (data !== null) checkModal(data)
  if (errors.length > 0) return refuseForm(errors)
  const { custom_id: customId, title, components } = data?.value ?? {}
  const shown = {
    customId: String(customId),
    title: String(title),
    components: Array.isArray(components) ? components : [],
  }
  return { ok: true, value: { type: 9, modal: shown } }
}
