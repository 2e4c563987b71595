import type {
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10'
import type { Permitted } from '../../guilds/guildPermissions.ts'
import type { Result } from '../../platform/result.ts'
import type {
  AutocompleteInteraction,
  CommandInteraction,
  ComponentInteraction,
  ModalInteraction,
} from './interaction.ts'
import type { CommandMetadata } from './metadata.ts'

/**
 * What a member is shown, and nobody else: one sentence, or components of Discord's second version. Nothing in it
 * mentions anybody.
 */
export type Message =
  /** `below`: where the message with the button would be replaced, it stays as it is, and this is written below it. */
  | { readonly text: string; readonly below?: true }
  | { readonly components: readonly APIMessageTopLevelComponent[] }

/** The Activity that an answer has launched, or that it was running in. */
export interface LaunchedActivity {
  readonly instanceId: string
}

/** What is answered at once. */
export type Answer =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData }
  | {
      readonly kind: 'launch'
      /** Runs once Discord has said which Activity it is. */
      readonly onLaunched: (activity: LaunchedActivity) => Promise<void>
    }

/** One of at most 25 proposals; names have at most 100 characters, and so have texts. */
export interface Choice {
  readonly name: string
  readonly value: string | number
}

/**
 * How something is answered. `now` has to be quick, because Discord waits: it asks neither Kaltura nor anything else
 * that may be slow. `later` has a quarter of an hour: the member is told at once that it is being worked on.
 * A failure is told to the member as one sentence.
 */
export type Handler<I> =
  | { readonly when: 'now'; handle(interaction: I, asker: Permitted): Promise<Result<Answer>> }
  | {
      readonly when: 'later'
      /** The message that the button is on is replaced, rather than another one written below. */
      readonly replaces?: boolean
      handle(interaction: I, asker: Permitted): Promise<Result<Message>>
    }

/** Everything that belongs to one command. Whoever may not run it may use none of its parts. */
export interface Command {
  readonly metadata: CommandMetadata
  /** Chosen by what was asked, before anything slow is looked at. */
  run(interaction: CommandInteraction): Handler<CommandInteraction>
  /** Has 300 ms, from what is known already. */
  complete?(interaction: AutocompleteInteraction, asker: Permitted): Promise<readonly Choice[]>
  /** By the action in the custom id (`customId.ts`). */
  readonly buttons?: Readonly<Record<string, Handler<ComponentInteraction>>>
  readonly modals?: Readonly<Record<string, Handler<ModalInteraction>>>
}
