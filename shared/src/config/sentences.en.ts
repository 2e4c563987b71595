import type { Expectation } from './expectation.ts'
import { MAX_ROLE_MAPPINGS } from './limits.ts'

const count = new Intl.NumberFormat('en').format
const either = new Intl.ListFormat('en', { type: 'disjunction' })

/** What is said about values in English, the same by the commands and by the settings panel. */
export const configSentencesEn = {
  /** What fits somewhere, in words that follow "takes". */
  expected(expected: Expectation): string {
    switch (expected.kind) {
      case 'boolean':
        return 'on or off'
      case 'choice':
        return either.format(expected.choices)
      case 'text':
        return expected.minLength > 0
          ? `a text of ${count(expected.minLength)} to ${count(expected.maxLength ?? 0)} characters`
          : `a text of at most ${count(expected.maxLength ?? 0)} characters`
      case 'list':
        return `up to ${count(expected.maxEntries)} of @everyone, admin, moderator and Discord roles`
      case 'mapping':
        return `at most ${count(MAX_ROLE_MAPPINGS)} Discord roles`
      case 'group':
        return either.format(expected.keys)
      case 'nothing':
        return 'nothing'
    }
  },
  wrongValue: (name: string, expected: string) => `${name} takes ${expected}. Nothing has changed.`,
  roleName: 'Names of Discord roles have 1 to 100 characters. Choose one of the roles that are proposed.',
}
