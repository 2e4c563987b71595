import type { ConfigProblem } from '@kaltura-discord/shared/config/checkConfig.ts'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { SettingWords } from './settingWords.ts'
import type { ConfigTexts } from './texts.ts'

/** Longest key that is said back, UTF-16 units. */
const MAX_SAID_KEY = 80

/** The first thing that is wrong, in one sentence that says what would be right. */
export function sayProblem(
  problems: readonly ConfigProblem[],
  texts: ConfigTexts,
  words: SettingWords,
): string {
  const [problem] = problems
  if (!problem) return texts.unknownKey('', null)
  const { key, mistake } = problem
  const written = escapeMarkdown(shorten(key, MAX_SAID_KEY))
  switch (mistake.kind) {
    case 'unknownKey':
      return texts.unknownKey(written, mistake.nearest && `\`${mistake.nearest}\``)
    case 'severalKeys':
      return texts.severalKeys(written, `\`${mistake.example}\``)
    case 'roleName':
      return texts.roleName
    case 'wrongValue':
      return texts.wrongValue(words.key(key), texts.expected(mistake.expected))
  }
}
