import { z } from 'zod'

const user = z.string().regex(/^[a-z][a-z0-9-]{0,23}$/, 'must be a short handle such as "ana"')

/** Bodies of the `/host` routes, as `hostApi.ts` describes them. */
export const personSchema = z.strictObject({ user })

export const launchSchema = z.strictObject({
  user,
  platform: z.enum(['desktop', 'mobile']),
  /** Discord's limit: https://docs.discord.com/developers/activities/development-guides/growth-and-referrals */
  customId: z.string().max(64).optional(),
  referrerId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  channel: z.string().optional(),
  clockOffsetMs: z.number().min(-86_400_000).max(86_400_000).optional(),
})

export const authorizeSchema = z.strictObject({
  user,
  clientId: z.string(),
  scope: z.array(z.string()).min(1),
  responseType: z.string().optional(),
  state: z.string().optional(),
  codeChallenge: z.string().optional(),
  codeChallengeMethod: z.string().optional(),
})

export const authenticateSchema = z.strictObject({ user, accessToken: z.string() })

export const networkSchema = z.strictObject({
  user,
  oneWayMs: z.number().min(0).max(60_000),
  jitterMs: z.number().min(0).max(60_000),
})

export const holdSchema = z.strictObject({ user, ms: z.number().min(0).max(600_000) })

export const rolesSchema = z.strictObject({ user, roles: z.array(z.string()).max(50) })

export const peopleSchema = z.strictObject({ name: user.optional() })

export const nothingSchema = z.strictObject({})
