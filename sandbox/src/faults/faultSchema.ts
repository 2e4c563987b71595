import { z } from 'zod'

/** One way in which a stand-in misbehaves; body of `POST /sandbox/faults`. */
export const faultSchema = z.strictObject({
  /** interactions, webhooks: what the application answers to what Discord and Kaltura send it */
  service: z.enum(['discord', 'kaltura', 'cdn', 'kaf', 'interactions', 'webhooks']),
  /**
   * slow: answers late · fail: an HTTP error · garble: 200 with nonsense · absent: no answer, connection gone ·
   * kill: the product's server is killed, as by a crash
   */
  kind: z.enum(['slow', 'fail', 'garble', 'absent', 'kill']),
  /**
   * When it is absent or kills. received: nothing has been done yet, and nothing is · acted: it is done, and nobody
   * is told · answered: it is done and said; an absence is none then. Left out, it is received.
   */
  phase: z.enum(['received', 'acted', 'answered']).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  status: z.int().min(400).max(599).optional(),
  /** Only requests whose path and query contain this. */
  pathContains: z.string().min(1).max(200).optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** It ends after this many requests; absent means that it stays. */
  times: z.int().min(1).max(1_000_000).optional(),
  /** Only requests that this person's Activity sent through the proxy. */
  user: z.string().min(1).max(32).optional(),
})

export type Fault = z.infer<typeof faultSchema>
export type FaultService = Fault['service']
