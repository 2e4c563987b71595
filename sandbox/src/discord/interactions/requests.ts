import type { CommandRegistry, RegisteredCommand } from '../application/commandRegistry.ts'
import type { SandboxChannel } from '../chat/channels.ts'
import { COMPONENT } from '../chat/componentRules.ts'
import { findComponent } from '../chat/findComponent.ts'
import type { Messages, StoredMessage } from '../chat/messages.ts'
import type { OptionValues } from '../chatApi.ts'
import type { SandboxUser } from '../hostApi.ts'
import type { World } from '../world.ts'
import { checkOptions, type Objection, OPTION } from './clientChecks.ts'
import { checkModalFields, inventedModal, submittedComponents } from './modalFields.ts'
import { memberPermissions } from './payload.ts'
import { INTERACTION, type PendingInteraction, type PendingInteractions } from './pendingInteraction.ts'
import type { AutocompleteWish, ButtonWish, CommandWish, ModalWish, Wish } from './wishSchema.ts'

/** What goes to the application because of a wish. */
export interface InteractionRequest {
  readonly type: number
  readonly command: string
  readonly data: object
  readonly source: StoredMessage | null
  /** Type of the option that is being filled in. */
  readonly proposesFor?: number
  /** Discord opens the Activity by itself and asks nobody. */
  readonly launches?: boolean
}

export type Requested =
  | { readonly ok: true; readonly request: InteractionRequest }
  | { readonly ok: false; readonly status: number; readonly objection: Objection }

export interface RequestParts {
  readonly world: World
  readonly messages: Messages
  readonly pending: PendingInteractions
  readonly commands: CommandRegistry
}

export interface Asker {
  readonly user: SandboxUser
  readonly channel: SandboxChannel
}

/** What Discord's client would send for a wish; with `force`, what it wouldn't. */
export function requestOf(wish: Wish, asker: Asker, parts: RequestParts): Requested {
  if ('command' in wish) return commandRequest(wish, asker, parts)
  if ('autocomplete' in wish) return autocompleteRequest(wish, asker, parts)
  return 'button' in wish ? componentRequest(wish, asker, parts) : modalRequest(wish, asker, parts)
}

const send = (request: InteractionRequest): Requested => ({ ok: true, request })
const refuse = (status: number, field: string, message: string): Requested => ({
  ok: false,
  status,
  objection: { field, message: `${field}: ${message}` },
})

const CHAT_INPUT = 1
const ENTRY_POINT = 4
const LAUNCHED_BY_DISCORD = 2
const CONTEXT_OF = { text: 0, voice: 0, direct: 1 } as const

function commandRequest(wish: CommandWish, asker: Asker, { commands, world }: RequestParts): Requested {
  const command = commands.find(wish.command)
  const given = wish.options ?? {}
  if (wish.force !== true) {
    if (command === null) return refuse(404, 'command', `"${wish.command}" is not registered.`)
    const objection = checkOffer(command, asker, world) ?? checkOptions(command, given)
    if (objection !== null) return { ok: false, status: 400, objection }
  }
  const launches = command?.type === ENTRY_POINT && command.handler === LAUNCHED_BY_DISCORD
  const data = commandData(wish.command, command, optionsData(command, given))
  return send({ type: INTERACTION.command, command: wish.command, data, source: null, launches })
}

/** Whether this person is offered the command in this channel. */
export function checkOffer(
  command: RegisteredCommand,
  { user, channel }: Asker,
  world: World,
): Objection | null {
  const { contexts, default_member_permissions: needed } = command
  if (contexts && !contexts.includes(CONTEXT_OF[channel.kind]))
    return { field: 'command', message: `command: /${command.name} is not offered here.` }
  if (channel.kind === 'direct' || needed === null || needed === undefined) return null
  const bits = BigInt(needed)
  const has = memberPermissions(user, world.rolesOf(user.name) ?? [])
  const isOffered = bits === 0n ? (has & 8n) !== 0n : (has & bits) === bits
  return isOffered
    ? null
    : { field: 'command', message: `command: /${command.name} is not offered to ${user.name}.` }
}

const commandData = (name: string, command: RegisteredCommand | null, options: readonly object[]) => ({
  id: command?.id ?? '0',
  name,
  type: command?.type ?? CHAT_INPUT,
  ...(options.length === 0 ? {} : { options }),
})

function optionsData(command: RegisteredCommand | null, given: OptionValues) {
  return Object.entries(given).map(([name, value]) => ({
    name,
    type: command?.options?.find(option => option.name === name)?.type ?? typeOf(value),
    value,
  }))
}

function typeOf(value: string | number | boolean): number {
  if (typeof value === 'number') return OPTION.number
  return typeof value === 'boolean' ? OPTION.flag : OPTION.text
}

function autocompleteRequest(wish: AutocompleteWish, asker: Asker, parts: RequestParts): Requested {
  const { commands, world } = parts
  const { autocomplete: name, focused, force } = wish
  const command = commands.find(name)
  const option = command?.options?.find(each => each.name === focused.name)
  if (force !== true) {
    if (command === null) return refuse(404, 'autocomplete', `"${name}" is not registered.`)
    const objection = checkOffer(command, asker, world)
    if (objection !== null) return { ok: false, status: 400, objection }
    if (option?.autocomplete !== true)
      return refuse(400, 'focused.name', `"${focused.name}" has no autocomplete.`)
  }
  const { [focused.name]: _replaced, ...others } = wish.options ?? {}
  const proposesFor = option?.type ?? OPTION.text
  const asked = { name: focused.name, type: proposesFor, value: focused.value, focused: true }
  const data = commandData(name, command, [...optionsData(command, others), asked])
  return send({ type: INTERACTION.autocomplete, command: name, data, source: null, proposesFor })
}

function componentRequest(wish: ButtonWish, { user, channel }: Asker, { messages }: RequestParts): Requested {
  const message = messages.get(wish.message)
  const isSeen = message !== null && (message.onlyFor === null || message.onlyFor === user.name)
  if (!isSeen || message.channelId !== channel.id)
    return refuse(404, 'message', `${user.name} sees no such message in this channel.`)
  const component = findComponent(message.components, wish.button)
  if (wish.force !== true) {
    if (component === null) return refuse(404, 'button', `The message has no button "${wish.button}".`)
    if (component['disabled'] === true) return refuse(400, 'button', 'It is disabled.')
  }
  const type = component?.['type'] ?? COMPONENT.button
  const data = {
    custom_id: wish.button,
    component_type: type,
    id: component?.['id'] ?? 1,
    ...(type === COMPONENT.button ? {} : { values: wish.values ?? [] }),
  }
  const command = message.answers?.command ?? ''
  return send({ type: INTERACTION.component, command, data, source: message })
}

function modalRequest(wish: ModalWish, { user }: Asker, { messages, pending }: RequestParts): Requested {
  const shower = pending.shownTo(user.name, wish.modal)
  const modal = shower?.modal ?? null
  if (wish.force !== true) {
    if (modal === null) return refuse(404, 'modal', `${user.name} is shown no modal "${wish.modal}".`)
    const objection = checkModalFields(modal, wish.fields)
    if (objection !== null) return { ok: false, status: 400, objection }
  }
  const shown = modal ?? inventedModal(wish.modal, wish.fields)
  const data = { custom_id: wish.modal, components: submittedComponents(shown, wish.fields) }
  return send({
    type: INTERACTION.modal,
    command: shower?.command ?? '',
    data,
    source: sourceOf(shower, messages),
  })
}

const sourceOf = (shower: PendingInteraction | null, messages: Messages): StoredMessage | null =>
  shower === null || shower.sourceMessageId === null ? null : messages.get(shower.sourceMessageId)
