import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'

/** Of a KalturaSessionInfo. */
const SessionInfoSchema = z.object({
  ks: z.string().min(1),
  sessionType: z.coerce.number(),
  partnerId: z.coerce.number(),
  userId: z.coerce.string(),
  /** Epoch seconds. */
  expiry: z.int(),
  privileges: z.string().nullish(),
})
export type SessionInfo = z.infer<typeof SessionInfoSchema>

interface AppSession {
  readonly id: string
  /** Of the session it is asked with and the token. */
  readonly tokenHash: string
  readonly userId: string
  /** Seconds from now. */
  readonly expiry: number
  readonly sessionPrivileges?: string
}

/** Sent again when it got lost: a session nobody uses does no harm. */
export const startAppSession = (
  client: KalturaClient,
  ks: string,
  parameters: AppSession,
): Promise<KalturaAnswer<SessionInfo>> =>
  client.send({
    service: 'apptoken',
    action: 'startSession',
    kind: 'read',
    ks,
    parameters: { ...parameters },
    answer: SessionInfoSchema,
  })
