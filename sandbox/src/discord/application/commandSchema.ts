import { z } from 'zod'
import type { FormProblem } from '../formErrors.ts'

/** `AvailableLocalesEnum` of Discord's OpenAPI document. */
const LOCALES = [
  'ar',
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en-GB',
  'en-US',
  'es-419',
  'es-ES',
  'fi',
  'fr',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lt',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'ru',
  'sv-SE',
  'th',
  'tr',
  'uk',
  'vi',
  'zh-CN',
  'zh-TW',
] as const

export const COMMAND_TYPE = { chatInput: 1, user: 2, message: 3, entryPoint: 4 } as const
export const OPTION_TYPE = {
  subcommand: 1,
  group: 2,
  text: 3,
  integer: 4,
  number: 10,
  attachment: 11,
} as const

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
export const isChatName = (name: string) => NAME.test(name) && name === name.toLowerCase()

const MAX_ITEMS = 25
const text = (min: number, max: number) => z.string().min(min).max(max)
const localized = (max: number) => z.partialRecord(z.enum(LOCALES), text(1, max)).nullish()
const LongTextLengthSchema = z.int().min(0).max(6000).nullish()

const ChoiceSchema = z.object({
  name: text(1, 100),
  name_localizations: localized(100),
  value: z.union([text(1, 100), z.number()]),
})

const OptionSchema = z.object({
  type: z.int().min(1).max(11),
  name: text(1, 32),
  name_localizations: localized(32),
  description: text(1, 100),
  description_localizations: localized(100),
  required: z.boolean().nullish(),
  autocomplete: z.boolean().nullish(),
  choices: z.array(ChoiceSchema).max(MAX_ITEMS).nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: LongTextLengthSchema,
  max_length: LongTextLengthSchema,
  channel_types: z.array(z.int()).nullish(),
  get options() {
    return z.array(OptionSchema).max(MAX_ITEMS).nullish()
  },
})

export const CommandSchema = z.object({
  id: z.string().nullish(),
  type: z.int().min(1).max(4).default(COMMAND_TYPE.chatInput),
  name: text(1, 32),
  name_localizations: localized(32),
  description: text(0, 100).nullish(),
  description_localizations: localized(100),
  options: z.array(OptionSchema).max(MAX_ITEMS).nullish(),
  default_member_permissions: z.union([z.string().regex(/^\d+$/), z.int().min(0)]).nullish(),
  dm_permission: z.boolean().nullish(),
  contexts: z.array(z.int().min(0).max(2)).min(1).nullish(),
  integration_types: z.array(z.int().min(0).max(1)).min(1).nullish(),
  handler: z.int().min(1).max(2).nullish(),
  nsfw: z.boolean().nullish(),
})

export type SentCommand = z.output<typeof CommandSchema>
export type SentOption = z.output<typeof OptionSchema>
export type SentChoice = z.output<typeof ChoiceSchema>

/** What zod has found, in Discord's words. */
export function problemsOf(error: z.ZodError): FormProblem[] {
  return error.issues.map(issue => ({
    path: issue.path.map(part => (typeof part === 'symbol' ? String(part) : part)),
    ...described(issue),
  }))
}

function described(issue: z.core.$ZodIssue): Pick<FormProblem, 'code' | 'message'> {
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const end = 'maximum' in issue ? `${issue.maximum} or fewer` : `${issue.minimum} or more`
    return { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${end} in length.` }
  }
  if (issue.code === 'invalid_key')
    return { code: 'BASE_TYPE_INVALID', message: 'This locale is not available.' }
  if (issue.code === 'invalid_type' && issue.message.includes('undefined'))
    return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
  return { code: 'BASE_TYPE_INVALID', message: issue.message }
}
