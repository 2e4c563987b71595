import type { ApplicationSettings } from '../application/settings.ts'
import { findChannel } from '../chat/channels.ts'
import { messageResource } from '../chat/messageResource.ts'
import { messageView } from '../chat/messageView.ts'
import type { Conversation } from '../chatApi.ts'
import { type AnsweringParts, answeredBy, failureSentence, launch, type TakeAnswer } from './answers.ts'
import { type ApplicationLine, type ApplicationReply, FIRST_ANSWER_MS } from './applicationLine.ts'
import { interactionPayload } from './payload.ts'
import { INTERACTION, type PendingInteraction } from './pendingInteraction.ts'
import { type InteractionRequest, type RequestParts, requestOf } from './requests.ts'
import type { Wish } from './wishSchema.ts'

/** How long a conversation waits for what a deferred answer promised, ms. */
export const USUAL_WAIT_MS = 10_000

export interface PerformParts extends AnsweringParts, RequestParts {
  readonly settings: ApplicationSettings
  readonly line: ApplicationLine
  readonly take: TakeAnswer
}

export type Performed =
  | { readonly ok: true; readonly conversation: Conversation }
  /** Discord's client wouldn't have sent it. */
  | { readonly ok: false; readonly status: number; readonly field: string; readonly message: string }

/** Somebody does something in a channel; the answer is everything that came of it. */
export type Perform = (wish: Wish) => Promise<Performed>

export function createPerform(parts: PerformParts): Perform {
  return async wish => {
    const user = parts.world.userByName(wish.user)
    if (user === null) return refuse(404, 'user', `there is nobody called "${wish.user}".`)
    const channel = findChannel(wish.direct === true ? 'direct' : wish.channel, user)
    if (channel === null) return refuse(404, 'channel', `there is no channel "${wish.channel}".`)
    const isOutside = channel.kind !== 'direct' && parts.world.rolesOf(user.name) === null
    if (isOutside && wish.force !== true) return refuse(403, 'user', `${user.name} has left the server.`)
    const asked = requestOf(wish, { user, channel }, parts)
    if (!asked.ok) return { ok: false, status: asked.status, ...asked.objection }
    const { type, command, source, proposesFor = null } = asked.request
    const interaction = parts.pending.open({
      type,
      user,
      channel,
      command,
      sourceMessageId: source?.id ?? null,
      proposesFor,
    })
    const waitMs = wish.waitMs ?? USUAL_WAIT_MS
    const status = await exchange(interaction, { ...asked.request, locale: wish.locale ?? 'en-US' }, parts)
    // The modal closes with the answer; where there was none, one may send it again.
    if ('modal' in wish && interaction.callbackType !== null) parts.pending.closeModal(user.name, wish.modal)
    await parts.pending.until(interaction, ({ owes }) => !owes, waitMs)
    return { ok: true, conversation: conversationOf(interaction, status, parts) }
  }
}

const refuse = (status: number, field: string, message: string): Performed => ({
  ok: false,
  status,
  field,
  message: `${field}: ${message}`,
})

interface Exchanged extends InteractionRequest {
  readonly locale: string
}

/** Sends it and waits for the first answer; returns the status of the answer to Discord's request. */
async function exchange(interaction: PendingInteraction, request: Exchanged, parts: PerformParts) {
  if (request.launches === true) {
    if (!launch(interaction, parts)) interaction.problem = 'Join the voice channel first.'
    return null
  }
  const { interactions_endpoint_url: url } = parts.settings.current()
  if (url === null) return lose(interaction, 'the application has no interactions endpoint', parts)
  const { locale, data, source } = request
  const { world, pending } = parts
  const message = source === null ? null : messageResource(source, world)
  const payload = interactionPayload({ interaction, data, locale, message, world })
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), FIRST_ANSWER_MS)
  const late = new Promise<null>(resolve => giveUp.signal.addEventListener('abort', () => resolve(null)))
  const reply = await Promise.race([parts.line({ url, body: payload, signal: giveUp.signal }), late])
  clearTimeout(timer)
  takeReply(interaction, reply, parts)
  pending.changed(interaction)
  return reply?.status ?? null
}

function takeReply(
  interaction: PendingInteraction,
  reply: ApplicationReply | null,
  parts: PerformParts,
): void {
  const isAnswered = interaction.callbackType !== null
  if (reply === null) {
    // Whoever has answered by the callback endpoint may be late with the rest.
    if (!isAnswered) lose(interaction, `no answer within ${FIRST_ANSWER_MS} ms`, parts)
    return
  }
  if (reply.status === 202) {
    if (!isAnswered) lose(interaction, '202 without a callback before', parts)
    return
  }
  if (reply.status !== 200) {
    if (isAnswered) interaction.problem ??= `The request was answered with ${reply.status}.`
    else lose(interaction, `it answered with ${reply.status}`, parts)
    return
  }
  takeInline(interaction, reply, parts)
}

function takeInline(interaction: PendingInteraction, reply: ApplicationReply, parts: PerformParts): void {
  const sent = readJson(reply)
  if (sent === undefined) {
    lose(interaction, 'its answer is not JSON', parts)
    return
  }
  const taken = parts.take(interaction, sent)
  if (!taken.ok && interaction.callbackType === null) lose(interaction, taken.refusal.sentence, parts)
}

function readJson({ contentType, body }: ApplicationReply): unknown {
  if (!contentType.includes('application/json')) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Nobody can answer it any more, and the person is told so. */
function lose(interaction: PendingInteraction, why: string, { messages }: PerformParts): null {
  interaction.isLost = true
  interaction.problem = `${failureSentence(interaction.type)} (${why})`
  if (interaction.type === INTERACTION.autocomplete) return null
  const { id } = messages.add({
    channelId: interaction.channel.id,
    author: null,
    onlyFor: interaction.user.name,
    answers: answeredBy(interaction),
    state: 'failed',
    isLocal: true,
  })
  interaction.touched.add(id)
  return null
}

function conversationOf(
  interaction: PendingInteraction,
  status: number | null,
  { messages, world, now }: PerformParts,
): Conversation {
  const { id, user, callbackType, answeredAtMs, sentAtMs } = interaction
  const afterMs = (answeredAtMs ?? now()) - sentAtMs
  const seen = new Map(messages.seenBy(user.name, interaction.channel.id).map(each => [each.id, each]))
  const came = [...interaction.touched].flatMap(each => seen.get(each) ?? [])
  const isAnswered = status !== null || callbackType !== null
  return {
    interactionId: id,
    answer: isAnswered ? { status: status ?? 0, afterMs, type: callbackType } : null,
    problem: interaction.problem,
    messages: came.map(message => messageView(message, world, now())),
    choices: interaction.choices,
    modal: interaction.modal,
    launched: interaction.launched,
  }
}
