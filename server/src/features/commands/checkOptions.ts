import { escapeMarkdown } from '../../discord/text/escapeMarkdown.ts'
import type { Language } from '../../discord/text/language.ts'
import { shorten } from '../../discord/text/shorten.ts'
import type { OptionValue } from './interaction.ts'
import type { CommandMetadata, OptionMetadata } from './metadata.ts'
import { COMMON_TEXTS } from './texts/common.ts'

/** Names of options that we don't know come from outside. */
const SHOWN_NAME_LENGTH = 40

type Options = ReadonlyMap<string, OptionValue>

/** What is wrong with the options of a command, in a sentence that names the first and how to mend it; null when nothing is. */
export function checkOptions(metadata: CommandMetadata, options: Options, language: Language): string | null {
  const texts = COMMON_TEXTS[language]
  const known = new Set(metadata.options.map(({ name }) => name))
  for (const name of options.keys())
    if (!known.has(name)) return texts.unknownOption(escapeMarkdown(shorten(name, SHOWN_NAME_LENGTH)))
  for (const option of metadata.options) {
    const value = options.get(option.name)
    const problem = value === undefined ? missing(option, language) : checkValue(option, value, language)
    if (problem !== null) return problem
  }
  return null
}

const shownName = ({ name, germanName }: OptionMetadata, language: Language) =>
  language === 'de' ? germanName : name

const missing = (option: OptionMetadata, language: Language) =>
  option.required ? COMMON_TEXTS[language].optionMissing(shownName(option, language)) : null

function checkValue(option: OptionMetadata, value: OptionValue, language: Language): string | null {
  const texts = COMMON_TEXTS[language]
  const name = shownName(option, language)
  switch (option.kind) {
    case 'text':
      return typeof value === 'string' ? checkText(option, value, language) : texts.wrongKind(name)
    case 'integer': {
      if (typeof value !== 'number') return texts.wrongKind(name)
      const fits = Number.isInteger(value) && value >= option.min && value <= option.max
      return fits ? null : texts.outOfRange(name, option.min, option.max)
    }
    case 'choice': {
      if (option.choices.some(choice => choice.value === value)) return null
      return texts.notAChoice(name, option.choices.map(choice => choice.name[language]).join(', '))
    }
    case 'flag':
      return typeof value === 'boolean' ? null : texts.wrongKind(name)
  }
}

type TextOption = Extract<OptionMetadata, { kind: 'text' }>

function checkText(option: TextOption, value: string, language: Language): string | null {
  const texts = COMMON_TEXTS[language]
  const name = shownName(option, language)
  // Whether Discord counts UTF-16 units or characters it doesn't say; the larger allowance suits both.
  const length = [...value].length
  if (length > option.maxLength) return texts.tooLong(name, option.maxLength, length)
  if (length >= (option.minLength ?? 0)) return null
  return length === 0 ? texts.optionMissing(name) : texts.tooShort(name, option.minLength ?? 0)
}
