import { Agent, get } from 'node:http'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'

export interface LoadOptions {
  /** The address and headers of each request, by its number. */
  readonly request: (number: number) => { url: string; headers: Readonly<Record<string, string>> }
  readonly perS: number
  readonly count: number
  readonly agent: Agent
}

export interface LoadResult {
  /** From the moment a request was due until its whole answer was here, ms. */
  readonly tookMs: readonly number[]
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>
}

/** As many connections as a busy proxy holds open. */
const CONNECTIONS = 32
/** Requests become due in bunches of so many ms. */
const TICK_MS = 4
/** Timers are late by as much: the rest of the time is waited for awake, ms. */
const TIMER_SLACK_MS = 1.5

export const keepAliveAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

/**
 * Sends requests at a fixed pace whether or not earlier ones have been answered. A request counts from when it was
 * due, so a server that falls behind can't hide it by being asked less.
 */
export async function runSteadyLoad({ request, perS, count, agent }: LoadOptions): Promise<LoadResult> {
  const tookMs: number[] = []
  const statuses = new Map<number, number>()
  const startMs = performance.now()
  const running: Promise<void>[] = []
  for (let tick = 0, number = 0; number < count; tick++) {
    const dueMs = startMs + tick * TICK_MS
    await until(dueMs)
    const dueCount = Math.min(count, Math.ceil(((tick + 1) * TICK_MS * perS) / 1000))
    for (; number < dueCount; number++)
      running.push(
        send(request(number), agent).then(status => {
          tookMs.push(performance.now() - dueMs)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }),
      )
  }
  await Promise.all(running)
  return { tookMs, statuses }
}

async function until(dueMs: number): Promise<void> {
  const sleepMs = dueMs - performance.now() - TIMER_SLACK_MS
  if (sleepMs > 0) await pause(sleepMs)
  while (performance.now() < dueMs) await nextTurn()
}

function send({ url, headers }: ReturnType<LoadOptions['request']>, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, response => {
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', reject)
      response.resume()
    }).on('error', reject)
  })
}
