import { type APIInteractionResponse, InteractionResponseType } from 'discord-api-types/v10'
import type { InteractionResponses } from '../../discord/interactionResponses.ts'
import type { Language } from '../../discord/text/language.ts'
import type { NotPermitted, Permission } from '../../guilds/guildPermissions.ts'
import type { BackgroundWork } from '../../platform/backgroundWork.ts'
import type { Logger } from '../../platform/logger.ts'
import type { ClaimStore } from './claimStore.ts'
import type { Message } from './command.ts'
import type { MemberInteraction } from './interaction.ts'
import type { InteractionReport } from './interactionReport.ts'
import { toMessage } from './message.ts'
import { COMMON_TEXTS } from './texts/common.ts'

/** What Discord's request is answered with. */
export interface HttpAnswer {
  /** Null where Discord has been answered through its API: the request is then only accepted. */
  readonly callback: APIInteractionResponse | null
  /** To be called once Discord has the answer. */
  readonly sent?: () => void
}

/** One interaction that belongs to a command. */
export interface Job {
  readonly interaction: MemberInteraction
  readonly report: InteractionReport
  /** Whether the member may do it. */
  permit(): Promise<Permission>
}

export interface AnsweringTools {
  readonly responses: InteractionResponses
  readonly claims: ClaimStore
  readonly background: BackgroundWork
  readonly logger: Logger
}

export const ACCEPTED: HttpAnswer = { callback: null }

export const say = (message: Message): HttpAnswer => ({
  callback: { type: InteractionResponseType.ChannelMessageWithSource, data: toMessage(message) },
})

/** One sentence that says what to do about it. */
export function sentenceFor({ error, missing }: NotPermitted, language: Language): string {
  const texts = COMMON_TEXTS[language]
  if (missing === 'bot') return texts.botMissing
  return missing === 'membership' ? texts.notInServer : texts.errors[error.code]
}
