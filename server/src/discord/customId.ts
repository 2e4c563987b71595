import type { CommandName } from '@kaltura-discord/shared/permissions/actions.ts'

/** Discord's limit, UTF-16 units. */
export const MAX_CUSTOM_ID_LENGTH = 100
const SEPARATOR = ':'

/** What a button or a modal says of itself when it comes back. It comes from outside: arguments are parsed again. */
export interface CustomId {
  readonly command: string
  readonly action: string
  readonly parts: readonly string[]
}

/** `kaltura-watch:play:0_abc`. The last part may hold the separator. */
export function writeCustomId(
  command: CommandName | 'launch',
  action: string,
  ...parts: readonly string[]
): string {
  const text = [command, action, ...parts].join(SEPARATOR)
  if (text.length > MAX_CUSTOM_ID_LENGTH) throw new RangeError(`A custom id has ${text.length} characters.`)
  return text
}

export function readCustomId(text: string): CustomId {
  const [command = '', action = '', ...parts] = text.split(SEPARATOR)
  return { command, action, parts }
}
