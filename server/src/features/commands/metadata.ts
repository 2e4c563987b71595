import type { CommandName } from '@kaltura-discord/shared/permissions/actions.ts'
import type { Localized } from '../../discord/text/language.ts'

/** The command that Discord's own launcher runs. */
export const ENTRY_POINT = 'launch'

export type Context = 'guild' | 'botDm' | 'privateChannel'

interface OptionBase {
  /** As it stands in what Discord sends, and in English. */
  readonly name: string
  /** As Germans see it: lower case, no spaces. */
  readonly germanName: string
  /** At most 100 characters each. */
  readonly description: Localized
  readonly required: boolean
}

export interface TextOption extends OptionBase {
  readonly kind: 'text'
  readonly minLength?: number
  readonly maxLength: number
  /** The bot proposes what to write. */
  readonly autocomplete?: boolean
}

export interface IntegerOption extends OptionBase {
  readonly kind: 'integer'
  readonly min: number
  readonly max: number
}

export interface ChoiceOption extends OptionBase {
  readonly kind: 'choice'
  readonly choices: readonly { readonly value: string; readonly name: Localized }[]
}

export interface FlagOption extends OptionBase {
  readonly kind: 'flag'
}

export type OptionMetadata = TextOption | IntegerOption | ChoiceOption | FlagOption

/** What a command is, for Discord, for the page that documents it, and for whoever checks what comes in. */
export interface CommandMetadata {
  readonly name: CommandName | typeof ENTRY_POINT
  readonly germanName: string
  /** Raised by whoever changes anything of it: `1.0.0`. */
  readonly version: string
  /** At most 100 characters each. */
  readonly description: Localized
  readonly options: readonly OptionMetadata[]
  readonly contexts: readonly Context[]
}
