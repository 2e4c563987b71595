import { MAX_ROLE_MAPPINGS } from './limits.ts'
import type { configSentencesEn } from './sentences.en.ts'

const count = new Intl.NumberFormat('de').format
const either = new Intl.ListFormat('de', { type: 'disjunction' })

/** Was auf Deutsch über Werte gesagt wird, von den Befehlen wie auf der Seite der Einstellungen. */
export const configSentencesDe: typeof configSentencesEn = {
  expected(expected) {
    switch (expected.kind) {
      case 'boolean':
        return 'an oder aus'
      case 'choice':
        return either.format(expected.choices)
      case 'text':
        return expected.minLength > 0
          ? `ein Text von ${count(expected.minLength)} bis ${count(expected.maxLength ?? 0)} Zeichen`
          : `ein Text von höchstens ${count(expected.maxLength ?? 0)} Zeichen`
      case 'list':
        return `bis zu ${count(expected.maxEntries)} aus @everyone, admin, moderator und Discord-Rollen`
      case 'mapping':
        return `höchstens ${count(MAX_ROLE_MAPPINGS)} Discord-Rollen`
      case 'group':
        return either.format(expected.keys)
      case 'nothing':
        return 'nichts'
    }
  },
  wrongValue: (name, expected) => `Für ${name} ist möglich: ${expected}. Nichts hat sich geändert.`,
  roleName: 'Namen von Discord-Rollen haben 1 bis 100 Zeichen. Wähle eine der vorgeschlagenen Rollen.',
}
