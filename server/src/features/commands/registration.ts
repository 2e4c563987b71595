import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  EntryPointCommandHandlerType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import type { Localized } from '../../discord/text/language.ts'
import {
  type ChoiceOption,
  type CommandMetadata,
  type Context,
  ENTRY_POINT,
  type OptionMetadata,
} from './metadata.ts'

const CONTEXT: Readonly<Record<Context, InteractionContextType>> = {
  guild: InteractionContextType.Guild,
  botDm: InteractionContextType.BotDM,
  privateChannel: InteractionContextType.PrivateChannel,
}

type Registration = RESTPutAPIApplicationCommandsJSONBody

/**
 * All commands as Discord is told of them. English is what stands there by itself; Germans see the translations.
 * Discord takes no such list without the Entry Point.
 */
export function registrationOf(all: readonly CommandMetadata[]): Registration {
  if (!all.some(({ name }) => name === ENTRY_POINT)) throw new Error('The Entry Point is missing.')
  return all.map(registeredForm)
}

export function registeredForm(command: CommandMetadata): Registration[number] {
  const common = {
    name: command.name,
    name_localizations: { de: command.germanName },
    ...described(command.description),
    contexts: command.contexts.map(context => CONTEXT[context]),
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }
  if (command.name === ENTRY_POINT) {
    const handler = EntryPointCommandHandlerType.AppHandler
    return { ...common, type: ApplicationCommandType.PrimaryEntryPoint, handler }
  }
  // Discord wants those that have to be there before the others.
  const options = [...command.options].sort((a, b) => Number(b.required) - Number(a.required)).map(toOption)
  return { ...common, type: ApplicationCommandType.ChatInput, options }
}

const described = (
  description: Localized,
): { description: string; description_localizations: LocalizationMap } => ({
  description: description.en,
  description_localizations: { de: description.de },
})

function toOption(option: OptionMetadata): APIApplicationCommandBasicOption {
  const { name, germanName, description, required } = option
  const common = { name, name_localizations: { de: germanName }, ...described(description), required }
  switch (option.kind) {
    case 'text':
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        ...(option.minLength === undefined ? {} : { min_length: option.minLength }),
        max_length: option.maxLength,
        ...(option.autocomplete === true ? { autocomplete: true as const } : {}),
      }
    case 'integer':
      return {
        ...common,
        type: ApplicationCommandOptionType.Integer,
        min_value: option.min,
        max_value: option.max,
      }
    case 'choice':
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        choices: option.choices.map(toChoice),
      }
    case 'flag':
      return { ...common, type: ApplicationCommandOptionType.Boolean }
  }
}

const toChoice = ({
  value,
  name,
}: ChoiceOption['choices'][number]): APIApplicationCommandOptionChoice<string> => ({
  name: name.en,
  name_localizations: { de: name.de },
  value,
})
