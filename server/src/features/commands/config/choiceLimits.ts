import type { Choice } from '../command.ts'

/** Of names and of texts, UTF-16 units: https://docs.discord.com/developers/interactions/application-commands */
export const MAX_CHOICE_LENGTH = 100

/** What is cut would be another value. */
export const fitting = ({ value }: Choice): boolean =>
  String(value).length <= MAX_CHOICE_LENGTH && value !== ''

/** Whether one of these holds what somebody has typed, in whatever case. */
export const holds = (typed: string, ...texts: readonly string[]): boolean =>
  texts.some(text => text.toLowerCase().includes(typed.trim().toLowerCase()))
