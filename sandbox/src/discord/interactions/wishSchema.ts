import { z } from 'zod'

const LONGEST_WAIT_MS = 60_000

const act = {
  user: z.string().min(1).max(24),
  channel: z.string().min(1).max(100).optional(),
  direct: z.boolean().optional(),
  locale: z.string().min(2).max(20).optional(),
  waitMs: z.int().min(0).max(LONGEST_WAIT_MS).optional(),
  force: z.boolean().optional(),
}
const options = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional()

const commandSchema = z.strictObject({ ...act, command: z.string().min(1), options })
const autocompleteSchema = z.strictObject({
  ...act,
  autocomplete: z.string().min(1),
  options,
  focused: z.strictObject({ name: z.string().min(1), value: z.string() }),
})
const buttonSchema = z.strictObject({
  ...act,
  button: z.string().min(1),
  message: z.string().min(1),
  values: z.array(z.string()).max(25).optional(),
})
const modalSchema = z.strictObject({
  ...act,
  modal: z.string().min(1),
  fields: z.record(z.string(), z.string()),
})

/** What somebody does, as `chatApi.ts` describes it. */
export const wishSchema = z.union([commandSchema, autocompleteSchema, buttonSchema, modalSchema], {
  error: 'must be a command, an autocomplete, a button or a modal, as chatApi.ts describes them',
})

export type Wish = z.infer<typeof wishSchema>
export type CommandWish = z.infer<typeof commandSchema>
export type AutocompleteWish = z.infer<typeof autocompleteSchema>
export type ButtonWish = z.infer<typeof buttonSchema>
export type ModalWish = z.infer<typeof modalSchema>
