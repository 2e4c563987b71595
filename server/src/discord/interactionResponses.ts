import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10'
import * as z from 'zod'
import type { Result } from '../platform/result.ts'
import type { DiscordRefusal } from './callDiscord.ts'
import type { DiscordConnection } from './discordConnection.ts'

/** An interaction as its answers name it. */
export interface Answerable {
  readonly id: string
  /** A secret: it is in addresses, which are therefore never logged. */
  readonly token: string
}

const LaunchedSchema = z.object({
  resource: z.object({ activity_instance: z.object({ id: z.string().min(1).max(256) }) }),
})
export type Launched = z.infer<typeof LaunchedSchema>

/** Any message: we know already what we have said. */
const MessageSchema = z.object({ id: z.string() })

/** How interactions are answered beside Discord's own request. These calls don't count against the bot's limit. */
export interface InteractionResponses {
  /** Opens the Activity where the interaction came from. */
  launch(interaction: Answerable): Promise<Result<Launched | DiscordRefusal>>
  /** The deferred answer, or the message that the button is on. */
  editOriginal(interaction: Answerable, body: APIInteractionResponseCallbackData): Promise<Result<object>>
  /** One more message. */
  followUp(interaction: Answerable, body: APIInteractionResponseCallbackData): Promise<Result<object>>
}

export function createInteractionResponses(connection: DiscordConnection): InteractionResponses {
  const { forInteractions, call, applicationId } = connection
  return {
    launch: ({ id, token }) =>
      call('interactions.launch', LaunchedSchema, signal =>
        forInteractions().interactions.launchActivity(id, token, { with_response: true }, { signal }),
      ),
    editOriginal: ({ token }, body) =>
      call('interactions.edit', MessageSchema, signal =>
        forInteractions().interactions.editReply(applicationId, token, body, undefined, { signal }),
      ),
    followUp: ({ token }, body) =>
      call('interactions.followUp', MessageSchema, signal =>
        forInteractions().interactions.followUp(applicationId, token, body, { signal }),
      ),
  }
}
