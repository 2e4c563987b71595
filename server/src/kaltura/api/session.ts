import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'

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
