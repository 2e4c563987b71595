import { type ConfigSection, ConfigSectionSchema } from '@kaltura-discord/shared/config/configSchema.ts'
import * as z from 'zod'

/** What can be seen or reset at once: one section, or all of them. */
export const ShownSectionSchema = z.enum(['all', ...ConfigSectionSchema.options])
export type ShownSection = z.infer<typeof ShownSectionSchema>

export const SHOWN_SECTIONS = ShownSectionSchema.options

export const isWithin = (row: { readonly section: ConfigSection }, section: ShownSection): boolean =>
  section === 'all' || row.section === section
