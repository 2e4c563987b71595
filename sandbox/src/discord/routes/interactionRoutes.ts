import type { StandInRequest, StandInResponse } from '../../standIn.ts'
import {
  invalidWebhookToken,
  notJson,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from '../apiErrors.ts'
import { messageResource } from '../chat/messageResource.ts'
import { checkMessage } from '../chat/messageRules.ts'
import type { StoredMessage } from '../chat/messages.ts'
import { APPLICATION, GUILD } from '../identities.ts'
import { type AnsweringParts, editOriginal, replyTo, type TakeAnswer } from '../interactions/answers.ts'
import type { Callback } from '../interactions/callbackRules.ts'
import type { PendingInteraction } from '../interactions/pendingInteraction.ts'
import type { Call, Route } from '../restRoute.ts'
import { jsonBody } from './jsonBody.ts'

export interface InteractionRouteParts extends AnsweringParts {
  readonly take: TakeAnswer
}

/** The answer to Discord's request may still be on its way when the application already goes on, ms. */
const ANSWER_ON_ITS_WAY_MS = 100

const CALLBACK_LIMIT = { limit: 100, windowMs: 1_000, isByInteraction: true } as const
/** Of one interaction: https://docs.discord.com/developers/topics/rate-limits names webhooks as resources of their own. */
const WEBHOOK_LIMIT = { limit: 5, windowMs: 2_000, isByInteraction: true } as const

/** What needs no bot's token: an interaction's own is in the path. */
export function interactionRoutes(parts: InteractionRouteParts): readonly Route[] {
  const original = '/webhooks/:application/:token/messages/@original'
  return [
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      ...CALLBACK_LIMIT,
      answer: call => answerCallback(call, parts),
    },
    { method: 'GET', path: original, ...WEBHOOK_LIMIT, answer: withOriginal(parts, readOriginal) },
    { method: 'PATCH', path: original, ...WEBHOOK_LIMIT, answer: withOriginal(parts, patchOriginal) },
    { method: 'DELETE', path: original, ...WEBHOOK_LIMIT, answer: withOriginal(parts, deleteOriginal) },
    {
      method: 'POST',
      path: '/webhooks/:application/:token',
      ...WEBHOOK_LIMIT,
      answer: withAnswered(parts, followUp),
    },
  ]
}

function answerCallback({ request, ids }: Call, parts: InteractionRouteParts): StandInResponse {
  const interaction = parts.pending.byId(ids['interaction'] ?? '')
  if (interaction === null) return unknownInteraction
  if (interaction.token !== ids['token']) return invalidWebhookToken
  const body = jsonBody(request)
  if (body === null) return notJson
  const taken = parts.take(interaction, body)
  if (!taken.ok) return taken.refusal.response
  if (request.url.searchParams.get('with_response') !== 'true') return { status: 204 }
  return { status: 200, body: callbackResource(interaction, taken.value, parts) }
}

function callbackResource(interaction: PendingInteraction, { type }: Callback, parts: InteractionRouteParts) {
  const message = originalOf(interaction, parts)
  const { launched, channel } = interaction
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: channel.id,
      ...(channel.kind === 'direct' ? {} : { guild_id: GUILD.id }),
      ...(launched === null ? {} : { activity_instance_id: launched.instanceId }),
      ...(message === null ? {} : responseMessage(message)),
    },
    ...(launched === null ? {} : { resource: { type, activity_instance: { id: launched.instanceId } } }),
    ...(message === null || (type !== 4 && type !== 7)
      ? {}
      : { resource: { type, message: messageResource(message, parts.world) } }),
  }
}

const responseMessage = ({ id, state, onlyFor }: StoredMessage) => ({
  response_message_id: id,
  response_message_loading: state === 'thinking',
  response_message_ephemeral: onlyFor !== null,
})

const originalOf = ({ originalId }: PendingInteraction, { messages }: InteractionRouteParts) =>
  originalId === null ? null : messages.get(originalId)

interface Answered {
  readonly interaction: PendingInteraction
  readonly request: StandInRequest
  readonly parts: InteractionRouteParts
}

/** What may be done once an interaction has been answered, as long as its token lives. */
function withAnswered(parts: InteractionRouteParts, act: (answered: Answered) => StandInResponse) {
  return async ({ request, ids }: Call): Promise<StandInResponse> => {
    if (ids['application'] !== APPLICATION.id) return unknownWebhook
    const interaction = parts.pending.byToken(ids['token'] ?? '')
    if (interaction === null) return invalidWebhookToken
    const isAnswered = await parts.pending.until(
      interaction,
      ({ callbackType, isLost }) => callbackType !== null || isLost,
      ANSWER_ON_ITS_WAY_MS,
    )
    if (!isAnswered || interaction.isLost) return noted(interaction, unknownWebhook)
    const response = act({ interaction, request, parts })
    parts.pending.changed(interaction)
    return response
  }
}

type OriginalAct = (answered: Answered & { readonly message: StoredMessage }) => StandInResponse

function withOriginal(parts: InteractionRouteParts, act: OriginalAct) {
  return withAnswered(parts, answered => {
    const message = originalOf(answered.interaction, parts)
    return message === null ? unknownMessage : act({ ...answered, message })
  })
}

/** Whoever looks at the conversation sees what has been refused. */
function noted(
  interaction: PendingInteraction,
  response: StandInResponse,
  sentence?: string,
): StandInResponse {
  interaction.problem = sentence ?? `An answer was refused: ${JSON.stringify(response.body)}`
  return response
}

const readOriginal: OriginalAct = ({ message, parts }) => ({
  status: 200,
  body: messageResource(message, parts.world),
})

const patchOriginal: OriginalAct = ({ interaction, request, parts, message }) => {
  const sent = jsonBody(request)
  if (sent === null) return noted(interaction, notJson)
  const checked = checkMessage(sent, [], message)
  if (!checked.ok) return noted(interaction, checked.refusal.response, checked.refusal.sentence)
  const changed = editOriginal(interaction, checked.value, parts)
  return changed === null ? unknownMessage : { status: 200, body: messageResource(changed, parts.world) }
}

const deleteOriginal: OriginalAct = ({ interaction, parts, message }) => {
  interaction.owes = false
  parts.messages.remove(message.id)
  return { status: 204 }
}

/** The first one after a deferred answer takes its place, as it does at Discord. */
function followUp({ interaction, request, parts }: Answered): StandInResponse {
  const sent = jsonBody(request)
  if (sent === null) return noted(interaction, notJson)
  const checked = checkMessage(sent)
  if (!checked.ok) return noted(interaction, checked.refusal.response, checked.refusal.sentence)
  const original = originalOf(interaction, parts)
  const waits = interaction.owes && original?.state === 'thinking'
  const message = waits
    ? editOriginal(interaction, { ...checked.value, flags: checked.value.flags | original.flags }, parts)
    : parts.messages.add(replyTo(interaction, checked.value))
  if (message === null) return unknownMessage
  interaction.owes = false
  interaction.touched.add(message.id)
  return { status: 200, body: messageResource(message, parts.world) }
}
