import type { CommandRegistry, RegisteredCommand, RegisteredOption } from '../application/commandRegistry.ts'
import { COMMAND_TYPE } from '../application/commandSchema.ts'
import type { OfferedCommand, OfferedOption } from '../chatApi.ts'
import type { World } from '../world.ts'
import { type Asker, checkOffer } from './requests.ts'

/** The commands that somebody's client shows in a channel, in their language. */
export function offeredCommands(
  asker: Asker & { readonly locale: string },
  { commands, world }: { readonly commands: CommandRegistry; readonly world: World },
): readonly OfferedCommand[] {
  return commands
    .all()
    .filter(({ type }) => type === COMMAND_TYPE.chatInput || type === COMMAND_TYPE.entryPoint)
    .filter(command => checkOffer(command, asker, world) === null)
    .map(command => offered(command, asker.locale))
}

type Localizations = RegisteredCommand['name_localizations'] | undefined

const inLanguage = (text: string, localizations: Localizations, locale: string): string =>
  localizations && Object.hasOwn(localizations, locale) ? (localizations[locale] ?? text) : text

function offered(command: RegisteredCommand, locale: string): OfferedCommand {
  const { id, name, type, description } = command
  return {
    id,
    name,
    label: inLanguage(name, command.name_localizations, locale),
    description: inLanguage(description, command.description_localizations, locale),
    type,
    options: (command.options ?? []).map(option => offeredOption(option, locale)),
  }
}

function offeredOption(option: RegisteredOption, locale: string): OfferedOption {
  const { name, description, type } = option
  return {
    name,
    label: inLanguage(name, option.name_localizations, locale),
    description: inLanguage(description, option.description_localizations, locale),
    type,
    required: option.required ?? false,
    choices: (option.choices ?? []).map(choice => ({
      name: inLanguage(choice.name, choice.name_localizations, locale),
      value: choice.value,
    })),
    autocomplete: option.autocomplete ?? false,
    minLength: option.min_length ?? null,
    maxLength: option.max_length ?? null,
    min: option.min_value ?? null,
    max: option.max_value ?? null,
  }
}
