import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import { DoneSchema } from './done.ts'

const WidgetSessionSchema = z.object({ ks: z.string().min(1) })

/** A session that may do next to nothing, for everybody who asks; it is a read in that it leaves nothing behind. */
export const startWidgetSession = (
  client: KalturaClient,
  { partnerId, expiry }: { readonly partnerId: number; readonly expiry: number },
): Promise<KalturaAnswer<{ ks: string }>> =>
  client.send({
    service: 'session',
    action: 'startWidgetSession',
    kind: 'read',
    parameters: { widgetId: `_${partnerId}`, expiry },
    answer: WidgetSessionSchema,
  })

/** Ends the session, and with it all of its group: every session with the same `sessionid`. */
export const endSession = (client: KalturaClient, ks: string): Promise<KalturaAnswer<unknown>> =>
  client.send({
    service: 'session',
    action: 'end',
    kind: 'write',
    ks,
    parameters: {},
    answer: DoneSchema,
  })
