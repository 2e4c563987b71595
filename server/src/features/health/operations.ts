import {
  type Alive,
  AliveSchema,
  type Health,
  HealthSchema,
  type Metrics,
  MetricsSchema,
  type Status,
  StatusSchema,
} from '@kaltura-discord/shared/protocol/http/health.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { ANYBODY_BY_ADDRESS } from '../../platform/http/strangerAccess.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import { createChannelNames } from './channelNames.ts'

export interface HealthProbe {
  readonly version: string
  readonly environment: string
  /** Whether it has been told to end. */
  draining(): boolean
  databaseAnswers(): Promise<boolean>
  connections(): Health['connections']
  /** Each room that has somebody in it. */
  rooms(): readonly { readonly id: string; readonly members: number }[]
  outside(): Status['checks']['outside']
  /** Nanoseconds. */
  eventLoopDelay(): { readonly mean: number; readonly p99: number }
}

/** Monitors ask every few seconds, each from an address of its own. */
const LOOKS = { points: 120, perS: 60 } as const
const RETRY_AFTER_S = 5
/** The fullest channels that are named. */
const MAX_CHANNELS = 100
const BYTES_PER_MB = 1024 * 1024

/** Those that decide about a process are answered always; the others only so often. */
export function createHealthOperations(probe: HealthProbe): readonly Operation[] {
  const common = { method: 'get', tag: 'health', access: ANYBODY_BY_ADDRESS } as const
  const nameOf = createChannelNames()
  return [
    defineOperation({
      ...common,
      id: 'health.live',
      path: '/live',
      summary: 'Say that the process lives',
      description: 'Depends on nothing but the process, so that an outage elsewhere never gets it restarted.',
      errors: [],
      limit: null,
      answer: AliveSchema,
      handle: async () => OK,
    }),
    defineOperation({
      ...common,
      id: 'health.ready',
      path: '/ready',
      summary: 'Say whether new rooms can be taken',
      errors: ['unavailable'],
      limit: null,
      answer: AliveSchema,
      handle: async () => ((await isReady(probe)) ? OK : NOT_READY),
    }),
    defineOperation({
      ...common,
      id: 'health.health',
      path: '/health',
      summary: 'Say how it is',
      errors: ['unavailable'],
      limit: null,
      answer: HealthSchema,
      handle: async () => ((await isReady(probe)) ? succeed(healthOf(probe)) : NOT_READY),
    }),
    defineOperation({
      ...common,
      id: 'health.status',
      path: '/status',
      summary: 'Say all there is to say',
      errors: [],
      limit: LOOKS,
      answer: StatusSchema,
      handle: async () => succeed(await statusOf(probe)),
    }),
    defineOperation({
      ...common,
      id: 'health.metrics',
      path: '/metrics',
      summary: 'Get the figures of this process',
      description: 'For people. Prometheus has a port of its own (`METRICS_PORT`).',
      errors: [],
      limit: LOOKS,
      answer: MetricsSchema,
      handle: async () => succeed(metricsOf(probe, nameOf)),
    }),
  ]
}

const OK: Result<Alive> = succeed({ status: 'ok' })
const NOT_READY = fail('unavailable', 'This server takes no new rooms at the moment.', {
  retryAfterS: RETRY_AFTER_S,
})

const isReady = async (probe: HealthProbe) => !probe.draining() && (await probe.databaseAnswers())

function healthOf(probe: HealthProbe): Health {
  const { heapUsed, heapTotal } = process.memoryUsage()
  return {
    status: restsOutside(probe) ? 'degraded' : 'healthy',
    timestamp: new Date().toISOString(),
    uptime: Math.floor(process.uptime()),
    connections: probe.connections(),
    memory: { used: megabytes(heapUsed), total: megabytes(heapTotal) },
    environment: probe.environment,
  }
}

async function statusOf(probe: HealthProbe): Promise<Status> {
  const health = healthOf(probe)
  const databaseAnswers = await probe.databaseAnswers()
  const unwell = databaseAnswers ? health.status : 'unhealthy'
  return {
    ...health,
    status: probe.draining() ? 'draining' : unwell,
    version: probe.version,
    memory: { ...health.memory, resident: megabytes(process.memoryUsage.rss()) },
    checks: { database: databaseAnswers ? 'up' : 'down', outside: probe.outside() },
  }
}

function metricsOf(probe: HealthProbe, nameOf: (id: string) => string): Metrics {
  const rooms = probe.rooms()
  const fullest = [...rooms].sort((a, b) => b.members - a.members).slice(0, MAX_CHANNELS)
  const { mean, p99 } = probe.eventLoopDelay()
  return {
    connections: probe.connections(),
    rooms: {
      total: rooms.length,
      channels: rooms.length,
      activeChannels: fullest.map(({ id, members }) => ({ channelId: nameOf(id), userCount: members })),
    },
    performance: { eventLoopDelay: mean, eventLoopDelayP99: p99, cpuUsage: process.cpuUsage() },
  }
}

const restsOutside = (probe: HealthProbe) => Object.values(probe.outside()).includes('resting')
const megabytes = (bytes: number) => `${Math.round(bytes / BYTES_PER_MB)}MB`
