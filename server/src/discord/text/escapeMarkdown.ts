import { isolated, plainLine } from './plainLine.ts'

/** What can begin something in Discord's markdown: styles, quotes, lists, links, mentions, emoji, timestamps. */
const SPECIAL = /[\\*_~`|<>#@:[\]()-]/g
/** `1.` at the start of a line begins a list. */
const NUMBERED = /^(\d+)\./

/**
 * Text from outside (names of videos above all) as part of a sentence of ours, shown as it stands: it stays on one
 * line, styles nothing, mentions nobody, links nowhere, and turns the direction of nothing around it. Cut it before.
 */
export const escapeMarkdown = (text: string): string =>
  isolated(plainLine(text).replaceAll(SPECIAL, String.raw`\$&`).replace(NUMBERED, String.raw`$1\.`))
