import type { RegisteredCommand, RegisteredOption } from './commandRegistry.ts'

/** What `GET …/commands` answers when nobody asks for the translations. */
export function withoutLocalizations({
  name_localizations: _names,
  description_localizations: _descriptions,
  ...command
}: RegisteredCommand): object {
  const { options, ...rest } = command
  return options === undefined ? rest : { ...rest, options: options.map(plainOption) }
}

function plainOption({
  name_localizations: _names,
  description_localizations: _descriptions,
  options,
  choices,
  ...option
}: RegisteredOption): object {
  return {
    ...option,
    ...(choices ? { choices: choices.map(({ name, value }) => ({ name, value })) } : {}),
    ...(options ? { options: options.map(plainOption) } : {}),
  }
}
