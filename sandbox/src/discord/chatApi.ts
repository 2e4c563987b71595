/**
 * What the client host page and scripts say to the sandbox's backend about text: messages, slash commands, buttons.
 * It stands for what Discord's client and Discord's servers say to each other, which nobody outside sees.
 */

/** A channel one can write in. Voice channels have a chat too. */
export interface ChatChannel {
  /** Snowflake. */
  readonly id: string
  readonly name: string
  readonly kind: 'text' | 'voice'
}

export interface ChatAuthor {
  /** Snowflake. */
  readonly id: string
  readonly name: string
  readonly isBot: boolean
}

/** A message as one person sees it. */
export interface ChatMessage {
  readonly id: string
  readonly channelId: string
  readonly author: ChatAuthor
  readonly content: string
  /** As the application sent them: message components of Discord's API. */
  readonly components: readonly unknown[]
  /** As the application sent them. */
  readonly embeds: readonly unknown[]
  /** Message flags of Discord's API. */
  readonly flags: number
  /** Whom it calls: ids of people and roles. */
  readonly pings: {
    readonly everyone: boolean
    readonly users: readonly string[]
    readonly roles: readonly string[]
  }
  /** Epoch ms. */
  readonly sentAtMs: number
  readonly editedAtMs: number | null
  /** Handle of the one person who sees it; null for a message to all. */
  readonly onlyFor: string | null
  /** What it answers: who ran which command. */
  readonly answers: { readonly user: string; readonly command: string } | null
  /**
   * - `thinking`: deferred, the application hasn't answered yet
   * - `failed`: the application didn't answer in time
   */
  readonly state: 'sent' | 'thinking' | 'failed'
}

/** What somebody does in a channel. `channel` is an id or a name; the text channel when left out. */
interface Act {
  /** Handle: `ana`. */
  readonly user: string
  readonly channel?: string
  /** Direct messages with the application instead of a channel of the server. */
  readonly direct?: boolean
  /** Discord's locale of this person's client; `en-US` when left out. */
  readonly locale?: string
  /** How long what was promised may take, ms; 10 s when left out. */
  readonly waitMs?: number
  /** Sends what Discord's client wouldn't: unknown commands and options, texts that are too long, commands in the wrong place. */
  readonly force?: boolean
}

export type OptionValues = Readonly<Record<string, string | number | boolean>>

/** `POST /sandbox/interactions`, and the same from the page at `POST /host/interactions`: one of these. */
export type InteractionWish =
  | (Act & { readonly command: string; readonly options?: OptionValues })
  /** Somebody writes into one option of a command. */
  | (Act & {
      readonly autocomplete: string
      readonly options?: OptionValues
      readonly focused: { readonly name: string; readonly value: string }
    })
  /** A press on a button of a message, or a choice in a select menu of it, by its custom id. */
  | (Act & { readonly button: string; readonly message: string; readonly values?: readonly string[] })
  /** Sends a modal that the application has shown to this person. */
  | (Act & { readonly modal: string; readonly fields: Readonly<Record<string, string>> })

/** A modal that waits for somebody to fill it in: as the application sent it. */
export interface ShownModal {
  readonly customId: string
  readonly title: string
  readonly components: readonly unknown[]
}

/** Everything that came of one interaction, once nothing more is expected of the application. */
export interface Conversation {
  /** Snowflake. */
  readonly interactionId: string
  /** How the application answered Discord's request; null where it didn't within three seconds, or wasn't asked. */
  readonly answer: {
    /** 0 where the callback endpoint had the answer and the request itself got none. */
    readonly status: number
    /** Until the first answer stood, by this request or by the callback endpoint, ms. */
    readonly afterMs: number
    /** Callback type of Discord's API: 4 message, 5 deferred, 8 choices, 9 modal, 12 launch … */
    readonly type: number | null
  } | null
  /**
   * What Discord would show for an interaction that went wrong (`The application did not respond`, `This interaction
   * failed`, `Loading options failed`), with the reason in brackets; or what it has refused since.
   */
  readonly problem: string | null
  /** Messages that came of it or were changed by it, as the person sees them in the end. */
  readonly messages: readonly ChatMessage[]
  readonly choices: readonly { readonly name: string; readonly value: string | number }[] | null
  readonly modal: ShownModal | null
  /** The Activity that the person is in because of it; the page opens it, a script has to by itself. */
  readonly launched: { readonly instanceId: string; readonly channelId: string } | null
}

/** `POST /sandbox/probe`: the application's two addresses, null where there is none. */
export interface ProbedAddress {
  readonly url: string
  /** Status for a PING; null when nothing came in time. */
  readonly ping: number | null
  readonly isPingAnswered: boolean
  /** Status for the same with a signature that is wrong. */
  readonly badSignature: number | null
  readonly isBadSignatureRefused: boolean
}

export interface Probed {
  readonly interactions: ProbedAddress | null
  readonly events: ProbedAddress | null
}

/** A command as Discord's client offers it, in this person's language. */
export interface OfferedCommand {
  readonly id: string
  /** What is sent. */
  readonly name: string
  /** What is shown. */
  readonly label: string
  readonly description: string
  /** As registered: 1 chat input, 4 Entry Point. */
  readonly type: number
  readonly options: readonly OfferedOption[]
}

export interface OfferedOption {
  /** What is sent. */
  readonly name: string
  /** What is shown. */
  readonly label: string
  readonly description: string
  /** Option type of Discord's API: 3 text, 4 integer, 5 flag … */
  readonly type: number
  readonly required: boolean
  readonly choices: readonly { readonly name: string; readonly value: string | number }[]
  readonly autocomplete: boolean
  readonly minLength: number | null
  readonly maxLength: number | null
  readonly min: number | null
  readonly max: number | null
}

/*
 * Routes
 *   POST /sandbox/interactions  InteractionWish → Conversation. Waits until the application has done what it promised
 *                               (a deferred answer), for `waitMs` (in the wish) or 10 s. What Discord's client wouldn't
 *                               send is answered 400 or 404 with { message, field }: `options.video`.
 *   POST /host/interactions     the same, for the page
 *   POST /sandbox/probe  {}     → Probed: a PING and one with a wrong signature, as Discord sends them now and then
 *   GET  /host/channels                                  → ChatChannel[]
 *   GET  /host/messages?user=<handle>&channel=<id>       → ChatMessage[], the oldest first; `channel` is an id or a
 *                                                          name, or `direct`; the text channel when left out
 *   POST /host/messages  { user, channel, content }      → 204: somebody writes something
 *   POST /host/messages/dismiss { user, message }        → 204: an ephemeral message goes away
 *   GET  /host/commands?user=<handle>&locale=<locale>[&channel=<id>] → OfferedCommand[]: what this person may use there
 *   POST /host/messages/remove { message }               → 204: somebody who may deletes it for everybody
 *   GET  /sandbox/events                                 → what is planned in the server, also what is over: { id, name,
 *                               description, location, startsAtMs, endsAtMs, status } with Discord's status 1 to 4
 *   POST /sandbox/events/remove { id }                   → 204: somebody deletes it in Discord
 *   POST /host/invite   { user, code }                   → { channelId, activity }: follows an invitation: the person is in that
 *                                                          voice channel; with `activity`, the page then sends LaunchRequest for it
 *   POST /host/bot/permissions { permissions }           → 204: the bot's permissions in all channels, decimal bits
 *   POST /host/events/send { type, data, timestamp? }    → { status, afterMs } (status null: no answer in 3 s): signs and sends a webhook event to the application
 *   GET  /host/events also sends `event: chat`, data: { channelId } whenever messages of a channel change for one of
 *                               its people, and `event: launch`, data: { user, instanceId, channelId } when an
 *                               interaction puts somebody into an Activity.
 */
