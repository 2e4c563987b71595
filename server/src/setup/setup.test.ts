import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../sandbox/src/startSandbox.ts'
import { postJson, startTestProduct, type TestProduct } from '../testing/startTestProduct.ts'
import { installLink } from './botPermissions.ts'
import { runSetup, type SetupOutcome } from './runSetup.ts'

const CANARIES = {
  DISCORD_BOT_TOKEN: 'canary-token-5f2e',
  DISCORD_CLIENT_SECRET: 'canary-secret-91ab',
  KALTURA_ADMIN_SECRET: 'canary0123456789canary0123456789',
  JWT_SECRET: 'canary-key-canary-key-canary-key-canary',
}

let sandbox: Sandbox
let product: TestProduct

beforeEach(async () => {
  const server = await freePort()
  sandbox = await startSandbox({
    ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0, server },
  })
  product = await startTestProduct({ API_PORT: String(server) }, { sandbox })
})
afterEach(async () => {
  await product.close()
  await sandbox.close()
})

/** Discord has to be told where the server is before it starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

const run = (given: readonly string[] = [], more: Readonly<Record<string, string>> = {}) =>
  runSetup(['--activity-url', sandbox.urls.proxy, ...given], { ...product.environment, ...more })

/** State and line of a step. */
function stepIn({ output }: SetupOutcome, name: string): string {
  const line = output.split('\n').find(each => each.slice('by hand  '.length).startsWith(`${name} `))
  return line === undefined ? '' : line.replaceAll(/ {2,}/g, ' ')
}
const statesIn = ({ output }: SetupOutcome) =>
  output.split('\n').flatMap(line => /^(ok|fixed|wrong|by hand) /.exec(line)?.[1] ?? [])

const discord = () => sandbox.application

/** What was sent to Discord since the last look. */
const sent = (): string[] => {
  const lines = sandbox.traffic.entries().filter(({ service }) => service === 'discord')
  return lines.map(({ method, url }) => `${method} ${new URL(url).pathname.replace(/^\/api(\/v10)?/, '')}`)
}
const writes = () => sent().filter(line => !line.startsWith('GET '))

/** An own endpoint in the place of the server's. */
async function standInAt(status: number): Promise<{ url: string; close(): void }> {
  const server = createHttpServer((_request, response) => void response.writeHead(status).end('{"type":1}'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

describe('setup:discord', () => {
  it('puts everything right that can be put right, and says how to go on', async () => {
    const outcome = await run()
    expect(statesIn(outcome).filter(state => state === 'wrong')).toEqual([])
    expect(outcome).toMatchObject({ exitCode: 0, problem: '' })
    for (const name of ['Interactions URL', 'Events URL', 'Commands'])
      expect(stepIn(outcome, name)).toMatch(/^fixed /)
    const { PUBLIC_URL = '' } = sandbox.serverEnvironment
    expect(discord().settings.current()).toMatchObject({
      interactions_endpoint_url: `${PUBLIC_URL}/api/v1/discord/interactions`,
      event_webhooks_url: `${PUBLIC_URL}/api/v1/discord/events`,
      event_webhooks_status: 2,
      event_webhooks_types: ['APPLICATION_AUTHORIZED', 'APPLICATION_DEAUTHORIZED'],
    })
    expect(discord().commands.find('launch')).toMatchObject({ handler: 1 })
    expect(outcome.output).toContain(installLink('1100000000000000001'))
  })

  it('changes nothing the second time', async () => {
    await run()
    const before = writes().length
    const outcome = await run()
    expect(outcome.exitCode).toBe(0)
    expect(statesIn(outcome)).not.toContain('fixed')
    expect(writes().slice(before)).toEqual(['POST /oauth2/token'])
  })

  it('changes nothing with --check, and ends with 1 until all is right', async () => {
    const settings = discord().settings.current()
    const commands = discord().commands.all()
    const outcome = await run(['--check'])
    expect(outcome.exitCode).toBe(1)
    for (const name of ['Interactions URL', 'Events URL', 'Commands'])
      expect(stepIn(outcome, name)).toMatch(/^wrong .*without --check/)
    expect(writes()).toEqual(['POST /oauth2/token'])
    expect(discord().settings.current()).toBe(settings)
    expect(discord().commands.all()).toBe(commands)
    await run()
    expect((await run(['--check'])).exitCode).toBe(0)
  })

  it('leaves on what somebody has switched on besides', async () => {
    discord().settings.change({ event_webhooks_types: ['ENTITLEMENT_CREATE'] })
    expect(stepIn(await run(), 'Events URL')).toMatch(/^fixed /)
    expect([...discord().settings.current().event_webhooks_types].sort()).toEqual([
      'APPLICATION_AUTHORIZED',
      'APPLICATION_DEAUTHORIZED',
      'ENTITLEMENT_CREATE',
    ])
    expect(stepIn(await run(['--check']), 'Events URL')).toMatch(/^ok /)
  })

  it('registers a changed list, and never one without the Entry Point', async () => {
    discord().commands.overwrite([
      { type: 4, name: 'launch', handler: 2 },
      { name: 'left-over', description: 'From before' },
    ])
    expect(stepIn(await run(), 'Commands')).toMatch(/^fixed /)
    expect(discord().commands.find('left-over')).toBeNull()
    expect(sandbox.traffic.entries().filter(({ status }) => status === 400)).toEqual([])
  })

  it.each<[string, Readonly<Record<string, string>>, string, RegExp]>([
    ['a wrong token', { DISCORD_BOT_TOKEN: 'nonsense' }, 'Bot token', /DISCORD_BOT_TOKEN.*Bot → Reset Token/],
    [
      'a wrong id',
      { DISCORD_CLIENT_ID: '1100000000000000002' },
      'Application id',
      /DISCORD_CLIENT_ID is 11\d+2/,
    ],
    ['a wrong key', { DISCORD_PUBLIC_KEY: '0'.repeat(64) }, 'Public key', /DISCORD_PUBLIC_KEY is not/],
    ['a wrong secret', { DISCORD_CLIENT_SECRET: 'nonsense' }, 'Client secret', /OAuth2 → Reset Secret/],
  ])('names %s and what to do', async (_what, environment, name, line) => {
    const outcome = await run(['--check'], environment)
    expect(outcome.exitCode).toBe(1)
    expect(stepIn(outcome, name)).toMatch(line)
    expect(stepIn(await run(['--check']), name)).toMatch(/^ok /)
  })

  it('says nothing of an application that is another one', async () => {
    const outcome = await run([], { DISCORD_CLIENT_ID: '1100000000000000002' })
    expect(statesIn(outcome)).toEqual(['ok', 'wrong'])
    expect(outcome.output).not.toContain('oauth2/authorize')
    expect(writes()).toEqual([])
  })

  it('names what only the portal can change', async () => {
    discord().settings.change({ flags: 0, redirect_uris: [] })
    const outcome = await run()
    expect(outcome.exitCode).toBe(1)
    expect(stepIn(outcome, 'Activities')).toMatch(/^wrong .*Enable Activities/)
    expect(stepIn(outcome, 'Redirect')).toMatch(/^wrong .*https:\/\/127\.0\.0\.1/)
    expect(outcome.output).toContain('https://discord.com/developers/applications/1100000000000000001/oauth2')
  })

  it('says which redirect guests need who sign in with Discord, where it is not there', async () => {
    expect(stepIn(await run(['--check']), 'Guests')).toMatch(/^ok /)
    discord().settings.change({ redirect_uris: ['https://127.0.0.1'] })
    expect(stepIn(await run(['--check']), 'Guests')).toMatch(
      /^by hand .*Redirects → add http\S+\/api\/v1\/auth\/discord\/browser\.$/,
    )
  })

  it('gives Discord no address that nothing answers at', async () => {
    const PUBLIC_URL = `http://127.0.0.1:${await freePort()}`
    const outcome = await run([], { PUBLIC_URL })
    expect(stepIn(outcome, 'Interactions URL')).toMatch(/^wrong .*does not answer/)
    expect(writes().filter(line => line.startsWith('PATCH'))).toEqual([])
  })

  it.each([
    [200, /takes what Discord hasn't signed/],
    [404, /There is nothing at/],
    [503, /answers 503/],
  ])('gives Discord no address that answers %i to whatever comes', async (status, line) => {
    const other = await standInAt(status)
    try {
      const outcome = await run([], { PUBLIC_URL: other.url })
      expect(stepIn(outcome, 'Interactions URL')).toMatch(line)
      expect(stepIn(outcome, 'Events URL')).toMatch(line)
      expect(writes().filter(text => text.startsWith('PATCH'))).toEqual([])
    } finally {
      other.close()
    }
  })

  it('passes on that Discord doesn’t take an address', async () => {
    // Refuses bad signatures, and the good ones as well.
    const other = await standInAt(401)
    try {
      const outcome = await run([], { PUBLIC_URL: other.url })
      expect(stepIn(outcome, 'Interactions URL')).toMatch(/^wrong Interactions URL Discord has tried/)
    } finally {
      other.close()
    }
  })

  it('finds a mapping that is missing, in the wrong order, or leads elsewhere', async () => {
    const right = discord().urlMappings.current()
    const lines = async () => {
      const outcome = await run(['--check'])
      return ['Mapping /', 'Mapping /kaltura', 'Mapping /kaltura-cdn'].map(name => stepIn(outcome, name))
    }
    const ok = expect.stringMatching(/^ok /)
    expect(await lines()).toEqual([ok, ok, ok])
    discord().urlMappings.change(right.filter(({ prefix }) => prefix !== '/kaltura'))
    expect(await lines()).toEqual([ok, expect.stringMatching(/^wrong .*This server answers there/), ok])
    discord().urlMappings.change([...right].reverse())
    expect(await lines()).toEqual([ok, expect.stringMatching(/^wrong /), expect.stringMatching(/^wrong /)])
    const nowhere = `127.0.0.1:${await freePort()}`
    discord().urlMappings.change(right.map(({ prefix }) => ({ prefix, target: nowhere })))
    expect(await lines()).toEqual([
      expect.stringMatching(/^wrong .*something else answers \(502\)/),
      expect.stringMatching(/^wrong .*doesn't reach/),
      expect.stringMatching(/^wrong .*doesn't reach/),
    ])
    discord().urlMappings.change([])
    expect((await lines())[0]).toMatch(/^wrong /)
  })

  it('names the servers in which the bot lacks something, and what', async () => {
    const allow = (permissions: bigint) =>
      postJson(`${sandbox.urls.host}/host/bot/permissions`, { permissions: String(permissions) })
    const all = BigInt(new URL(installLink('1')).searchParams.get('permissions') ?? 0)
    await allow(all)
    expect(stepIn(await run(['--check']), 'Servers')).toMatch(/^ok /)
    await allow(all & ~(1n << 0n) & ~(1n << 14n))
    const outcome = await run(['--check'])
    expect(outcome.exitCode).toBe(1)
    expect(stepIn(outcome, 'Servers')).toMatch(/^wrong .*“Film Club”.* lacks Embed Links, Create Invite\./)
    await allow(1n << 3n)
    expect(stepIn(await run(['--check']), 'Servers')).toMatch(/^ok /)
  })

  it('names every variable that is missing or wrong, and asks nothing of anybody', async () => {
    const outcome = await run([], { DISCORD_BOT_TOKEN: '', DISCORD_PUBLIC_KEY: 'short', PUBLIC_URL: '' })
    expect(outcome).toMatchObject({ exitCode: 2, output: '' })
    for (const name of ['DISCORD_BOT_TOKEN', 'DISCORD_PUBLIC_KEY', 'PUBLIC_URL'])
      expect(outcome.problem).toContain(`- ${name} `)
    expect(sent()).toEqual([])
  })

  it('shows no secret, whatever is wrong', async () => {
    const outcomes = [await run([], CANARIES), await run(['--check'], CANARIES)]
    sandbox.faults.add({ service: 'discord', kind: 'garble' })
    outcomes.push(await run([], CANARIES))
    sandbox.faults.clear()
    sandbox.faults.add({ service: 'discord', kind: 'fail', status: 503 })
    outcomes.push(await run([], CANARIES), await run())
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1, 1, 1])
    const text = JSON.stringify(outcomes)
    const secrets = [...Object.values(CANARIES), 'sandbox-bot-token', 'sandbox-client-secret']
    expect(secrets.filter(secret => text.includes(secret))).toEqual([])
  })

  it('explains itself, and doesn’t guess what an unknown word means', async () => {
    expect(await runSetup(['--help'], {})).toMatchObject({ exitCode: 0, problem: '' })
    for (const [word, ...more] of [['--chekc'], ['--check=true'], ['check'], ['--activity-url', 'nowhere']]) {
      const { exitCode, output, problem } = await runSetup([word ?? '', ...more], {})
      expect([exitCode, output]).toEqual([2, ''])
      // And not of the variables, which are missing as well.
      expect(problem.split('\n')[0]).toContain(word)
      expect(problem).toContain('Usage:')
    }
  })
})

describe('the install link', () => {
  it('asks for the bot, its commands, and what it needs', () => {
    const { searchParams } = new URL(installLink('7'))
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: '7',
      scope: 'bot applications.commands',
      permissions: String(
        2n ** 0n + 2n ** 10n + 2n ** 11n + 2n ** 14n + 2n ** 16n + 2n ** 20n + 2n ** 33n + 2n ** 44n,
      ),
    })
  })
})
