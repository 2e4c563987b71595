import * as z from 'zod'

/** Of actions that answer nothing, or nothing that matters: any JSON, but not what is none. */
export const DoneSchema = z.unknown().refine(value => value !== undefined)
