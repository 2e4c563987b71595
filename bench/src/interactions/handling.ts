import { Agent } from 'node:http'
import { SERVER_URL } from '../../../e2e/src/sandboxControl.ts'
import { startChildWithPort } from '../childWithPort.ts'
import { type Prepared, runClosedLoad } from '../closedLoad.ts'
import type { Figure } from '../figure.ts'
import { withProduct } from '../product.ts'
import { createSignedInteractions, type InteractionKind } from '../signedInteractions.ts'

const METRICS_PORT = 9464
const AT_ONCE = 16
const WARM_UP = 1_500
/** Both sides take turns, so that they meet the same machine. */
const ROUND = 500
/** Until what was promised has been done and the process is idle, ms. */
const SETTLE_MS = 1_500
/** The bare side may do twice as much in the same time. */
const MUST_COST = 2

interface Kind {
  readonly name: string
  readonly sent: InteractionKind
  /** What the bare side does with it. */
  readonly barePath: '/interactions' | '/deferred'
}

const optionOf = (name: string, more: object = {}) => ({ type: 3, name, value: 'test', ...more })
const dataOf = (name: string, option: object) => ({ id: '1', type: 1, name, options: [option] })

const KINDS: readonly Kind[] = [
  { name: 'ping', sent: { type: 1 }, barePath: '/interactions' },
  {
    name: 'autocomplete from cache',
    sent: { type: 4, data: dataOf('kaltura-watch', optionOf('video', { focused: true })) },
    barePath: '/interactions',
  },
  {
    name: 'promised and given',
    sent: { type: 2, data: dataOf('kaltura-video-search', optionOf('query')) },
    barePath: '/deferred',
  },
]

interface Side {
  send(prepared: readonly Prepared[]): Promise<void>
  /** Processor time of the process so far, s. */
  cpuS(): Promise<number>
}

/** Interactions for each second of processor time, ours against the bare route. */
export async function measureHandling(count: number): Promise<Figure[]> {
  const signed = createSignedInteractions()
  const discord = await startChildWithPort('bareDiscord.ts')
  const discordUrl = `${discord.url}/api`
  const bare = await startChildWithPort('bareEndpoint.ts', [signed.publicKey, discordUrl])
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  try {
    return await withProduct(
      async () => {
        const figures: Figure[] = []
        for (const { name, sent, barePath } of KINDS) {
          const sides = { ours: oursAt(agent), bare: bareAt(bare.url, barePath, agent) }
          figures.push(...(await compare(name, sides, many => signed.make(sent, many), count)))
        }
        return figures
      },
      {
        environment: {
          LOG_LEVEL: 'warn',
          METRICS_PORT: String(METRICS_PORT),
          DISCORD_PUBLIC_KEY: signed.publicKey,
          DISCORD_API_URL: discordUrl,
        },
      },
    )
  } finally {
    agent.destroy()
    await bare.close()
    await discord.close()
  }
}

const oursAt = (agent: Agent): Side => ({
  send: prepared =>
    runClosedLoad(`${SERVER_URL}/api/v1/discord/interactions`, prepared, { atOnce: AT_ONCE, agent }),
  async cpuS() {
    const metrics = await (await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).text()
    const [, seconds] = /^process_cpu_seconds_total (\S+)/m.exec(metrics) ?? []
    return Number(seconds)
  },
})

const bareAt = (url: string, path: Kind['barePath'], agent: Agent): Side => ({
  send: prepared => runClosedLoad(`${url}${path}`, prepared, { atOnce: AT_ONCE, agent }),
  async cpuS() {
    const usage: unknown = await (await fetch(`${url}/cpu`)).json()
    return isUsage(usage) ? (usage.user + usage.system) / 1e6 : Number.NaN
  },
})

const isUsage = (value: unknown): value is { user: number; system: number } =>
  typeof value === 'object' && value !== null && 'user' in value && 'system' in value

async function compare(
  name: string,
  { ours, bare }: { readonly ours: Side; readonly bare: Side },
  make: (count: number) => readonly Prepared[],
  count: number,
): Promise<Figure[]> {
  const spentS = { ours: 0, bare: 0 }
  for (const side of [ours, bare]) await cost(side, make(WARM_UP))
  let done = 0
  for (; done < count; done += ROUND) {
    spentS.ours += await cost(ours, make(ROUND))
    spentS.bare += await cost(bare, make(ROUND))
  }
  const informs = { must: null, goal: null }
  return [
    { name: `${name}: ours`, value: done / spentS.ours, unit: 'each s of a core', ...informs },
    { name: `${name}: bare route`, value: done / spentS.bare, unit: 'each s of a core', ...informs },
    {
      name: `${name}: cost against bare`,
      value: spentS.ours / spentS.bare,
      unit: '×',
      must: MUST_COST,
      goal: null,
    },
  ]
}

async function cost(side: Side, prepared: readonly Prepared[]): Promise<number> {
  const beforeS = await side.cpuS()
  await side.send(prepared)
  await new Promise(resolve => setTimeout(resolve, SETTLE_MS))
  return (await side.cpuS()) - beforeS
}
