import { z } from 'zod'

const user = z.string().min(1).max(24)

/** Discord's limit for people. */
const MAX_WRITTEN = 2000

export const writtenSchema = z.strictObject({
  user,
  channel: z.string().optional(),
  content: z.string().trim().min(1).max(MAX_WRITTEN),
})

export const dismissSchema = z.strictObject({ user, message: z.string() })

export const removalSchema = z.strictObject({ message: z.string() })

export const eventIdSchema = z.strictObject({ id: z.string() })

export const inviteSchema = z.strictObject({ user, code: z.string().min(1).max(64) })

export const botPermissionsSchema = z.strictObject({
  permissions: z.string().regex(/^\d{1,20}$/, 'must be decimal bits'),
})

export const eventSchema = z.strictObject({
  type: z.string().min(1).max(100),
  data: z.unknown(),
  timestamp: z.string().optional(),
})
