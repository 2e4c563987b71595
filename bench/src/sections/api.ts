import type { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from '../../../e2e/src/positions.ts'
import type { Product } from '../../../e2e/src/runProduct.ts'
import { addFault, clearFaults, type FaultRequest, SERVER_URL } from '../../../e2e/src/sandboxControl.ts'
import type { BenchOptions } from '../benchOptions.ts'
import { startChildWithPort } from '../childWithPort.ts'
import type { Figure, Section } from '../figure.ts'
import { withProduct } from '../product.ts'
import { serviceTokens } from '../serviceTokens.ts'
import { keepAliveAgent, type LoadResult, runSteadyLoad } from '../steadyLoad.ts'

const PER_S = 500
/** Both sides take turns, so that they meet the same machine. */
const ROUND = 500
const WARM_UP = 1000
/** As many as it takes for nobody to run into the limit for one person. */
const PEOPLE = 120
const ENTRY = '0_testcard'
/** How Kaltura may be away: 10 s late, talking nonsense, not there at all. */
const OUTAGES: readonly (readonly [name: string, fault: FaultRequest])[] = [
  ['slow', { service: 'kaltura', kind: 'slow', delayMs: 10_000 }],
  ['garbled', { service: 'kaltura', kind: 'garble' }],
  ['absent', { service: 'kaltura', kind: 'absent' }],
]
const UNCACHED_TRIES = 20
const SERVICE_UNAVAILABLE = 503

/** A read from the cache against a bare Express route, and what is left of reads while Kaltura is away. */
export async function measureApi({ requests }: BenchOptions): Promise<Section> {
  const figures = await withProduct(async product => {
    const tokens = await serviceTokens(product.databasePath, PEOPLE)
    const coldCalls = await coldList(product, tokens)
    const document = await get(`/api/v1/videos/${ENTRY}`, tokens[0] ?? '')
    const bare = await startChildWithPort('bareRoute.ts', [await document.text()])
    const agent = keepAliveAgent()
    try {
      const sides = sidesOf(tokens, bare.url, agent)
      return [
        {
          name: 'calls to Kaltura for a cold list',
          value: coldCalls,
          unit: 'calls',
          must: 1,
          goal: 1,
        } as const,
        ...(await compare(sides, requests)),
        ...(await duringOutages(sides.ours, tokens)),
      ]
    } finally {
      agent.destroy()
      await bare.close()
    }
  })
  return {
    name: 'REST API',
    setting: `GET videos/{id} with a token, ${PER_S} requests a second however fast they are answered, ${requests} a side in turns of ${ROUND} after ${WARM_UP} that don't count; ${PEOPLE} people, 32 connections; server, bare route and load are processes of their own.`,
    figures,
  }
}

const get = (path: string, token: string): Promise<Response> =>
  fetch(`${SERVER_URL}${path}`, { headers: { authorization: `Bearer ${token}` } })

async function coldList({ sandbox }: Product, tokens: readonly string[]): Promise<number> {
  const callsNow = () => sandbox.traffic.entries().filter(({ service }) => service === 'kaltura').length
  const before = callsNow()
  await Promise.all(tokens.map(token => get('/api/v1/videos', token)))
  return callsNow() - before
}

interface Sides {
  readonly ours: (count: number) => Promise<LoadResult>
  readonly bare: (count: number) => Promise<LoadResult>
}

function sidesOf(tokens: readonly string[], bareUrl: string, agent: Agent): Sides {
  let number = 0
  const ours = (): { url: string; headers: Record<string, string> } => ({
    url: `${SERVER_URL}/api/v1/videos/${ENTRY}`,
    headers: { authorization: `Bearer ${tokens[number++ % tokens.length] ?? ''}` },
  })
  const bare = () => ({ url: `${bareUrl}/document`, headers: {} })
  return {
    ours: count => runSteadyLoad({ request: ours, perS: PER_S, count, agent }),
    bare: count => runSteadyLoad({ request: bare, perS: PER_S, count, agent }),
  }
}

async function compare({ ours, bare }: Sides, requests: number): Promise<Figure[]> {
  for (const side of [ours, bare]) await side(WARM_UP)
  const oursMs: number[] = []
  const bareMs: number[] = []
  for (let done = 0; done < requests; done += ROUND) {
    oursMs.push(...all200(await ours(ROUND)))
    bareMs.push(...all200(await bare(ROUND)))
  }
  const figures = (share: number): Figure[] => {
    const [own, other] = [percentile(oursMs, share), percentile(bareMs, share)]
    const name = `from the cache, p${share * 100}`
    const must = share === 0.99 ? 2 : null
    return [
      { name: `${name}, ours`, value: own, unit: 'ms', must: null, goal: null },
      { name: `${name}, bare route`, value: other, unit: 'ms', must: null, goal: null },
      { name: `${name}, ratio`, value: own / other, unit: '×', must, goal: null },
    ]
  }
  return [...figures(0.5), ...figures(0.99)]
}

function all200({ tookMs, statuses }: LoadResult): readonly number[] {
  const wrong = [...statuses].filter(([status]) => status !== 200)
  if (wrong.length > 0) throw new Error(`Not all were answered: ${JSON.stringify(wrong)}`)
  return tookMs
}

/** A cached read mustn't notice; an uncached one is told soon, and clearly, to come back. */
async function duringOutages(ours: Sides['ours'], tokens: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, fault] of OUTAGES) {
    const before = percentile(all200(await ours(ROUND * 2)), 0.99)
    await addFault(fault)
    const uncached = uncachedReads(tokens)
    const during = percentile(all200(await ours(ROUND * 2)), 0.99)
    const slowest = Math.max(...(await uncached))
    await clearFaults()
    figures.push(
      {
        name: `Kaltura ${name}: cached read, p99, against before`,
        value: during / before,
        unit: '×',
        must: null,
        goal: null,
      },
      {
        name: `Kaltura ${name}: uncached read refused, slowest`,
        value: slowest,
        unit: 'ms',
        must: 3000,
        goal: null,
      },
    )
    // The breaker closes again.
    await pause(6000)
    await get(`/api/v1/videos/${ENTRY}`, tokens[0] ?? '')
  }
  return figures
}

async function uncachedReads(tokens: readonly string[]): Promise<number[]> {
  const tookMs: number[] = []
  for (let index = 0; index < UNCACHED_TRIES; index++) {
    const startMs = performance.now()
    const response = await get(`/api/v1/videos/0_unknown${index}${Date.now() % 1000}`, tokens[index] ?? '')
    tookMs.push(performance.now() - startMs)
    if (response.status !== SERVICE_UNAVAILABLE || !response.headers.has('retry-after'))
      throw new Error(`An uncached read was answered with ${response.status}.`)
  }
  return tookMs
}
