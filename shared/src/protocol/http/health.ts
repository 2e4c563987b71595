import * as z from 'zod'

/* What `/api/v1/health`, `metrics`, `status`, `ready` and `live` answer with. */

const ConnectionsSchema = z.object({
  /** Open sockets of any kind. */
  total: z.int().nonnegative(),
  /** Of those, how many are on the message stream, the namespace `/discord`. */
  discord: z.int().nonnegative(),
  /** And how many are members in an Activity. */
  activity: z.int().nonnegative(),
})

/** Whole megabytes: `45MB`. */
const megabytes = z.string().regex(/^\d+MB$/)

/** `degraded`: it works, but something outside that it needs doesn't. */
const HealthyStatusSchema = z.enum(['healthy', 'degraded'])

/** `GET health`. Where it can't work at all, the answer is a problem document with status 503. */
export const HealthSchema = z
  .object({
    status: HealthyStatusSchema,
    /** ISO 8601. */
    timestamp: z.iso.datetime(),
    /** Seconds. */
    uptime: z.number().nonnegative(),
    connections: ConnectionsSchema,
    memory: z.object({ used: megabytes, total: megabytes }),
    environment: z.string(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof HealthSchema>

/** `GET metrics`: the figures of this process. */
export const MetricsSchema = z
  .object({
    connections: ConnectionsSchema,
    rooms: z.object({
      /** With somebody in it. */
      total: z.int().nonnegative(),
      /** Voice channels those are in; an Activity runs in one. */
      channels: z.int().nonnegative(),
      /** The fullest ones. */
      activeChannels: z.array(
        z.object({
          /** Not Discord's id, which is nobody else's business, but a name for it that holds until the next start. */
          channelId: z.string(),
          userCount: z.int().positive(),
        }),
      ),
    }),
    performance: z.object({
      /** How late the event loop is on average, nanoseconds. */
      eventLoopDelay: z.number().nonnegative(),
      /** The same for the slowest hundredth, nanoseconds. */
      eventLoopDelayP99: z.number().nonnegative(),
      /** Since the start, microseconds. */
      cpuUsage: z.object({ user: z.number().nonnegative(), system: z.number().nonnegative() }),
    }),
  })
  .meta({ id: 'Metrics' })
export type Metrics = z.infer<typeof MetricsSchema>

/** `GET status`: all that there is to say. Always with status 200. */
export const StatusSchema = HealthSchema.extend({
  status: z.enum(['healthy', 'degraded', 'unhealthy', 'draining']),
  version: z.string(),
  /** Resident memory. */
  memory: z.object({ used: megabytes, total: megabytes, resident: megabytes }),
  checks: z.object({
    database: z.enum(['up', 'down']),
    /** `resting`: it failed so often that it is left alone for a while. */
    outside: z.record(z.string(), z.enum(['up', 'resting'])),
  }),
}).meta({ id: 'Status' })
export type Status = z.infer<typeof StatusSchema>

/** `GET ready` and `GET live`. */
export const AliveSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' })
export type Alive = z.infer<typeof AliveSchema>
