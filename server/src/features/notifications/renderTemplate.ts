import { AllowedMentionsTypes, type APIAllowedMentions } from 'discord-api-types/v10'
import { escapeMarkdown } from '../../discord/text/escapeMarkdown.ts'
import { plainLine } from '../../discord/text/plainLine.ts'
import { shorten } from '../../discord/text/shorten.ts'

/** What a template may speak of. Values are ready to stand in a message. */
export const PLACEHOLDERS = ['title', 'type', 'username', 'duration', 'attendance', 'start'] as const
export type TemplateValues = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>

export const NOBODY: APIAllowedMentions = { parse: [] }

/** What a template has grown to with its values, characters: all texts of a message have 4 000 together. */
export const MAX_RENDERED_LENGTH = 2_500
/** Of a title or a name in a message, before it is escaped, UTF-16 units. */
const MAX_VALUE_LENGTH = 100
/** Of a description, likewise; every character may need another one before it. */
const MAX_TEXT_LENGTH = 400
/** Discord's limit for people and roles that a message names. */
const MAX_MENTIONED = 100

const PLACEHOLDER = /\{\{(\w+)\}\}/g
/** Discord looks for these whatever stands before them. */
const CALLS_ALL = /@(?=everyone|here)/gi

/** Something that people have written, as it may stand in a message: styles nothing, calls nobody. */
export const safeValue = (text: string): string =>
  escapeMarkdown(shorten(plainLine(text), MAX_VALUE_LENGTH)).replaceAll(CALLS_ALL, '@\u200b')

/** The same for what may be longer: a description. */
export const safeText = (text: string): string =>
  escapeMarkdown(shorten(plainLine(text), MAX_TEXT_LENGTH)).replaceAll(CALLS_ALL, '@\u200b')

/** What isn't a placeholder of ours stays as it stands. */
export function renderTemplate(template: string, values: TemplateValues): string {
  const rendered = template.replaceAll(PLACEHOLDER, (whole, name: string) =>
    isPlaceholder(name) ? values[name] : whole,
  )
  return shorten(rendered, MAX_RENDERED_LENGTH)
}

const isPlaceholder = (name: string): name is keyof TemplateValues =>
  PLACEHOLDERS.some(known => known === name)

/**
 * Whom a message made from this template calls: only whom the template itself names. Everybody and roles only where the
 * one whose message it is could call them there as well.
 */
export function mentionsOf(template: string, mayMentionEveryone: boolean): APIAllowedMentions {
  const users = idsIn(template, /<@!?(\d{17,20})>/g)
  const roles = mayMentionEveryone ? idsIn(template, /<@&(\d{17,20})>/g) : []
  const callsAll = mayMentionEveryone && /@(?:everyone|here)/.test(template)
  return {
    parse: callsAll ? [AllowedMentionsTypes.Everyone] : [],
    ...(users.length > 0 && { users }),
    ...(roles.length > 0 && { roles }),
  }
}

const idsIn = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, id = '']) => id))].slice(0, MAX_MENTIONED)
