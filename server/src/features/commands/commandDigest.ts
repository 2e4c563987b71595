import { createHash } from 'node:crypto'
import * as z from 'zod'

/* A command as we send it and the same command as Discord answers it are to look alike. */

const LocalizationsSchema = z
  .record(z.string(), z.string())
  .nullish()
  .transform(map => Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))

const orNull = <T>(schema: z.ZodType<T>) =>
  z
    .union([schema, z.null()])
    .optional()
    .transform(value => value ?? null)

const ChoiceSchema = z.object({
  name: z.string(),
  name_localizations: LocalizationsSchema,
  value: z.union([z.string(), z.number()]),
})

const OptionSchema = z.object({
  type: z.number(),
  name: z.string(),
  name_localizations: LocalizationsSchema,
  description: z.string(),
  description_localizations: LocalizationsSchema,
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  choices: z.array(ChoiceSchema).default([]),
  min_value: orNull(z.number()),
  max_value: orNull(z.number()),
  min_length: orNull(z.number()),
  max_length: orNull(z.number()),
  // Ours have none; whoever has registered some by hand is overwritten.
  options: z.array(z.unknown()).default([]),
})

const sorted = orNull(z.array(z.number()).transform(values => [...values].sort((a, b) => a - b)))

/** Everything that we decide about. */
const CommandFormSchema = z.object({
  type: z.number().default(1),
  name: z.string(),
  name_localizations: LocalizationsSchema,
  description: z.string().default(''),
  description_localizations: LocalizationsSchema,
  options: z.array(OptionSchema).default([]),
  default_member_permissions: orNull(z.string()),
  contexts: sorted,
  integration_types: sorted,
  handler: orNull(z.number()),
  nsfw: z.boolean().default(false),
})
export type CommandForm = z.infer<typeof CommandFormSchema>

/** Null where something of another shape stands among them. */
export const readForms = (commands: readonly unknown[]): readonly CommandForm[] | null =>
  z.array(CommandFormSchema).safeParse(commands).data ?? null

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

export const commandDigest = (form: CommandForm): string => digest(form)

/** Of all commands together, whatever their order. */
export const commandsDigest = (forms: readonly CommandForm[]): string =>
  digest(forms.map(commandDigest).sort())
