import { type Sandbox, startSandbox } from '../../../sandbox/src/startSandbox.ts'
import type { TrafficEntry } from '../../../sandbox/src/traffic/trafficLog.ts'
import { createKalturaClient, type KalturaClient } from '../kaltura/client.ts'
import { createLogger, type Logger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { Secret } from '../platform/secret.ts'

/** The sandbox's Kaltura, with our client of it and a clock that can be put forward. */
export interface TestKaltura {
  readonly sandbox: Sandbox
  readonly client: KalturaClient
  readonly logger: Logger
  readonly partnerId: number
  readonly adminSecret: Secret
  /** Ends in `/api_v3`. */
  readonly endpoint: string
  readonly clock: RoomClock
  /** How far the clock is ahead. */
  readonly time: { aheadMs: number }
  /** Everything that was logged, as lines of JSON. */
  readonly log: readonly string[]
  /** What was sent to this action so far, `apptoken/action/startSession`. */
  calls(action: string): readonly TrafficEntry[]
  close(): Promise<void>
}

export async function startTestKaltura(): Promise<TestKaltura> {
  const sandbox = await startSandbox({ ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0 } })
  const {
    KALTURA_PARTNER_ID,
    KALTURA_ADMIN_SECRET = '',
    KALTURA_API_ENDPOINT = '',
  } = sandbox.serverEnvironment
  const log: string[] = []
  const destination = { write: (line: string) => void log.push(line) }
  const logger = createLogger({ level: 'debug', secrets: [], destination })
  const http = createOutboundHttp({ allowedOrigins: [sandbox.urls.kaltura], logger })
  const partnerId = Number(KALTURA_PARTNER_ID)
  const time = { aheadMs: 0 }
  return {
    sandbox,
    client: createKalturaClient({ http, endpoint: KALTURA_API_ENDPOINT, partnerId, logger }),
    logger,
    partnerId,
    adminSecret: new Secret(KALTURA_ADMIN_SECRET),
    endpoint: KALTURA_API_ENDPOINT,
    clock: { nowMs: () => Date.now() + time.aheadMs },
    time,
    log,
    calls: action => sandbox.traffic.entries().filter(({ url }) => url.includes(action)),
    close: () => sandbox.close(),
  }
}
