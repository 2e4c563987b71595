import type { StandInResponse } from '../../standIn.ts'
import { alreadyAcknowledged, missingPermissions, unknownInteraction } from '../apiErrors.ts'
import { MESSAGE_FLAG, type MessageBody } from '../chat/messageRules.ts'
import type { AnsweredInteraction, Messages, StoredMessage } from '../chat/messages.ts'
import type { Checked, Refusal } from '../forms/form.ts'
import type { World } from '../world.ts'
import { type Callback, checkCallback } from './callbackRules.ts'
import { INTERACTION, type PendingInteraction, type PendingInteractions } from './pendingInteraction.ts'

export interface LaunchedHere {
  /** Handle. */
  readonly user: string
  readonly instanceId: string
  readonly channelId: string
}

export interface AnsweringParts {
  readonly world: World
  readonly messages: Messages
  readonly pending: PendingInteractions
  readonly now: () => number
  /** Somebody has been put into an Activity. */
  readonly onLaunch: (launched: LaunchedHere) => void
}

/** Takes the first answer to an interaction, whichever way it came. */
export type TakeAnswer = (interaction: PendingInteraction, sent: unknown) => Checked<Callback>

export const refusal = (response: StandInResponse, sentence: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { response, sentence },
})

export function createTakeAnswer(parts: AnsweringParts): TakeAnswer {
  const take: TakeAnswer = (interaction, sent) => {
    if (interaction.isLost)
      return refusal(unknownInteraction, 'Unknown interaction: it came too late (10062)')
    if (interaction.callbackType !== null)
      return refusal(alreadyAcknowledged, 'Interaction has already been acknowledged. (40060)')
    const source = sourceOf(interaction, parts.messages)
    const { type: interactionType, proposesFor } = interaction
    const checked = checkCallback(sent, { interactionType, source, proposesFor })
    if (!checked.ok) return checked
    if (checked.value.type === 12 && !launch(interaction, parts))
      return refusal(
        missingPermissions,
        'The member is not in this voice channel: nothing can be launched. (50013)',
      )
    interaction.callbackType = checked.value.type
    interaction.answeredAtMs = parts.now()
    apply(interaction, checked.value, parts)
    return checked
  }
  return (interaction, sent) => {
    const taken = take(interaction, sent)
    if (!taken.ok) interaction.problem = taken.refusal.sentence
    parts.pending.changed(interaction)
    return taken
  }
}

const sourceOf = ({ sourceMessageId }: PendingInteraction, messages: Messages): StoredMessage | null =>
  sourceMessageId === null ? null : messages.get(sourceMessageId)

function apply(interaction: PendingInteraction, callback: Callback, parts: AnsweringParts): void {
  switch (callback.type) {
    case 4:
      remember(interaction, parts.messages.add(replyTo(interaction, callback.message)))
      return
    case 5:
      interaction.owes = true
      remember(
        interaction,
        parts.messages.add({ ...replyTo(interaction, deferredBody(callback)), state: 'thinking' }),
      )
      return
    case 6:
      interaction.owes = true
      interaction.originalId = interaction.sourceMessageId
      return
    case 7:
      interaction.originalId = interaction.sourceMessageId
      editOriginal(interaction, callback.message, parts)
      return
    case 8:
      interaction.choices = callback.choices
      return
    case 9:
      interaction.modal = callback.modal
      interaction.isModalOpen = true
      return
    case 12:
      return
  }
}

const deferredBody = ({ ephemeral }: { readonly ephemeral: boolean }): MessageBody => ({
  content: '',
  embeds: [],
  components: [],
  flags: ephemeral ? MESSAGE_FLAG.ephemeral : 0,
})

function remember(interaction: PendingInteraction, { id }: StoredMessage): void {
  interaction.originalId = id
  interaction.touched.add(id)
}

/** A message of the application's that came of an interaction. */
export function replyTo(interaction: PendingInteraction, body: MessageBody) {
  return {
    ...body,
    channelId: interaction.channel.id,
    author: null,
    onlyFor: (body.flags & MESSAGE_FLAG.ephemeral) === 0 ? null : interaction.user.name,
    answers: answeredBy(interaction),
  }
}

export const answeredBy = ({ id, type, user, command }: PendingInteraction): AnsweredInteraction => ({
  id,
  type,
  user: user.name,
  command,
})

/** What was promised is there; null when the message is gone. */
export function editOriginal(
  interaction: PendingInteraction,
  body: MessageBody,
  { messages, now }: Pick<AnsweringParts, 'messages' | 'now'>,
): StoredMessage | null {
  const before = interaction.originalId === null ? null : messages.get(interaction.originalId)
  if (before === null) return null
  interaction.owes = false
  interaction.touched.add(before.id)
  // What fills a deferred answer is no edit.
  const editedAtMs = before.state === 'thinking' ? null : now()
  return messages.change(before.id, { ...body, state: 'sent', editedAtMs })
}

/** Into the Activity of the channel where the interaction was used. */
export function launch(interaction: PendingInteraction, { world, onLaunch }: AnsweringParts): boolean {
  const { user, channel } = interaction
  const instance = world.launch(user.name, world.clockOffsetMs(user.name), channel.id)
  if (instance === null) return false
  interaction.launched = { instanceId: instance.id, channelId: channel.id }
  onLaunch({ user: user.name, ...interaction.launched })
  return true
}

/** As Discord's client says it. */
export const failureSentence = (type: number): string => {
  if (type === INTERACTION.autocomplete) return 'Loading options failed'
  return type === INTERACTION.command ? 'The application did not respond' : 'This interaction failed'
}
