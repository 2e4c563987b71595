import { isRefusal } from '../../discord/callDiscord.ts'
import type { InteractionResponses } from '../../discord/interactionResponses.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Message } from './command.ts'
import type { MemberInteraction } from './interaction.ts'
import type { InteractionOutcome } from './interactionReport.ts'
import { toEdit, toMessage, toReplacement } from './message.ts'
import { COMMON_TEXTS } from './texts/common.ts'

/** Discord may take our edit before it has taken in the promise; and it may be away for a moment. Pauses, ms. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000]
/** Unknown webhook: there is nothing to edit, yet. */
const NOT_THERE_YET = 404

/** What a promised answer has come to. */
export interface Said {
  readonly message: Message
  readonly outcome: InteractionOutcome
}

interface Delivery {
  readonly interaction: MemberInteraction
  readonly responses: InteractionResponses
  readonly logger: Logger
  /** The message with the button is what is edited. */
  readonly replaces: boolean
}

/** False where Discord wouldn't take it. */
export async function deliver(said: Said, delivery: Delivery): Promise<boolean> {
  const { interaction, logger } = delivery
  const refusedAs = await send(said, delivery)
  if (refusedAs === null) return true
  logger.error('interaction.undelivered', new Error(`Discord refused an answer (${refusedAs}).`), {
    interactionId: interaction.id,
  })
  // Of a promise that stays open the member would see three dots for a quarter of an hour.
  const sorry = { text: COMMON_TEXTS[interaction.language].errors.internal }
  if (refusedAs === 400) await send({ message: sorry, outcome: 'failed' }, delivery)
  return false
}

/** The status that it was refused with, 0 for no answer, null when it was taken. */
async function send(said: Said, delivery: Delivery): Promise<number | null> {
  let refusedAs = await sendOnce(said, delivery)
  for (const ms of PAUSES_MS) {
    if (refusedAs !== NOT_THERE_YET && refusedAs !== 0) return refusedAs
    await pause(ms)
    refusedAs = await sendOnce(said, delivery)
  }
  return refusedAs
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

async function sendOnce(said: Said, { interaction, responses, replaces }: Delivery): Promise<number | null> {
  const answer = await request(said, { interaction, responses, replaces })
  if (!answer.ok) return 0
  return isRefusal(answer.value) ? answer.value.refused : null
}

function request(
  { message, outcome }: Said,
  { interaction, responses, replaces }: Omit<Delivery, 'logger'>,
): ReturnType<InteractionResponses['editOriginal']> {
  if (!replaces) return responses.editOriginal(interaction, toEdit(message))
  const isBelow = 'text' in message && message.below === true
  if (outcome === 'answered' && !isBelow) return responses.editOriginal(interaction, toReplacement(message))
  // What went wrong is said below the message that it went wrong with, which stays as it is.
  return responses.followUp(interaction, toMessage(message))
}
