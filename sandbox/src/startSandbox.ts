import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createAuthorizations } from './discord/authorizations.ts'
import { createHostHandler } from './discord/host/hostServer.ts'
import { APPLICATION } from './discord/identities.ts'
import type { ProxyOptions } from './discord/proxy/proxyContext.ts'
import { createProxyHandler } from './discord/proxy/proxyRequest.ts'
import { createUpgradeHandler } from './discord/proxy/proxyUpgrade.ts'
import type { UrlMapping } from './discord/proxy/urlMappings.ts'
import { createDiscordApi } from './discord/rest.ts'
import { createWorld, type ServerSupervisor, type World } from './discord/world.ts'
import { createFaultList, type FaultList } from './faults/faultList.ts'
import { type Listening, listen } from './http/listen.ts'
import { createKalturaApi } from './kaltura/api.ts'
import { ADMIN_APP_TOKEN, PLAYBACK_APP_TOKEN } from './kaltura/appTokens.ts'
import { createKalturaCdn } from './kaltura/cdn.ts'
import { createLibrary, type Library } from './kaltura/library.ts'
import { createSandboxRoutes } from './sandboxRoutes.ts'
import { serveStandIn } from './serveStandIn.ts'
import { createTrafficLog, type TrafficLog } from './traffic/trafficLog.ts'

export interface SandboxPorts {
  /** The Discord SDK accepts no other local parent than `http://localhost:3333`. */
  readonly host: number
  readonly proxy: number
  readonly discord: number
  readonly kaltura: number
  readonly cdn: number
  /** Where the product's server listens; the sandbox only sends requests there. */
  readonly server: number
}

export interface SandboxOptions {
  /** 0 takes any free port (not for `server`). */
  readonly ports?: Partial<SandboxPorts>
  readonly server?: ServerSupervisor
}

export interface Sandbox {
  readonly urls: {
    readonly host: string
    readonly discord: string
    readonly kaltura: string
    readonly cdn: string
    /** The proxy's own port; people reach it at `http://<handle>.discordsays.localhost:<port>`. */
    readonly proxy: string
  }
  readonly ports: SandboxPorts
  /** What the product's server needs in its environment to talk to the stand-ins. */
  readonly serverEnvironment: Readonly<Record<string, string>>
  readonly traffic: TrafficLog
  readonly faults: FaultList
  /** Kaltura's entries. */
  readonly library: Library
  close(): Promise<void>
}

export const DEFAULT_PORTS: SandboxPorts = {
  host: 3333,
  proxy: 3334,
  discord: 3335,
  kaltura: 3336,
  cdn: 3337,
  server: 3000,
}

const PARTNER_ID = 1_234_567
const ADMIN_SECRET = '0123456789abcdef0123456789abcdef'

/** For a server that starts its sessions with application tokens, in the place of `KALTURA_ADMIN_SECRET`. */
export const APP_TOKEN_ENVIRONMENT = {
  KALTURA_PLAYBACK_APP_TOKEN_ID: PLAYBACK_APP_TOKEN.id,
  KALTURA_PLAYBACK_APP_TOKEN: PLAYBACK_APP_TOKEN.token,
  KALTURA_ADMIN_APP_TOKEN_ID: ADMIN_APP_TOKEN.id,
  KALTURA_ADMIN_APP_TOKEN: ADMIN_APP_TOKEN.token,
} as const

type Listeners = Readonly<Record<Exclude<keyof SandboxPorts, 'server'>, Listening>>

/** Starts the stand-ins for Discord and Kaltura on loopback. The product's server is somebody else's to start. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const wanted = { ...DEFAULT_PORTS, ...options.ports }
  const listeners = await openAll(wanted)
  const ports = { ...portsOf(listeners), server: wanted.server }
  const world = createWorld({ now: Date.now, server: options.server })
  const traffic = createTrafficLog()
  const faults = createFaultList()
  const verifyKey = newVerifyKey()
  const library = createLibrary()
  attach({ listeners, ports, world, traffic, faults, library, verifyKey })
  return {
    urls: {
      host: `http://localhost:${ports.host}`,
      discord: listeners.discord.origin,
      kaltura: listeners.kaltura.origin,
      cdn: listeners.cdn.origin,
      proxy: listeners.proxy.origin,
    },
    ports,
    serverEnvironment: serverEnvironment(listeners, ports.server, verifyKey),
    traffic,
    faults,
    library,
    async close() {
      world.close()
      await Promise.all(Object.values(listeners).map(listener => listener.close()))
    },
  }
}

async function openAll(ports: SandboxPorts): Promise<Listeners> {
  const opened: Listening[] = []
  const open = async (port: number): Promise<Listening> => {
    const listening = await listen(port)
    opened.push(listening)
    return listening
  }
  try {
    return {
      host: await open(ports.host),
      proxy: await open(ports.proxy),
      discord: await open(ports.discord),
      kaltura: await open(ports.kaltura),
      cdn: await open(ports.cdn),
    }
  } catch (error) {
    await Promise.all(opened.map(listening => listening.close()))
    throw error
  }
}

function portsOf({ host, proxy, discord, kaltura, cdn }: Listeners): Omit<SandboxPorts, 'server'> {
  return { host: host.port, proxy: proxy.port, discord: discord.port, kaltura: kaltura.port, cdn: cdn.port }
}

/** The public half of a fresh key pair, hex, as Discord's portal shows it. */
function newVerifyKey(): string {
  const { publicKey } = generateKeyPairSync('ed25519')
  const RAW_KEY_BYTES = 32
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-RAW_KEY_BYTES).toString('hex')
}

interface Parts {
  readonly listeners: Listeners
  readonly ports: SandboxPorts
  readonly world: World
  readonly traffic: TrafficLog
  readonly faults: FaultList
  readonly library: Library
  readonly verifyKey: string
}

function attach({ listeners, ports, world, traffic, faults, library, verifyKey }: Parts): void {
  const now = Date.now
  const authorizations = createAuthorizations(now)
  const { discord, kaltura, cdn } = listeners
  const kalturaOptions = {
    partnerId: PARTNER_ID,
    adminSecret: ADMIN_SECRET,
    apiOrigin: kaltura.origin,
    cdnOrigin: cdn.origin,
    library,
    now,
  }
  const standIns = [
    { service: 'discord', at: discord, standIn: createDiscordApi({ world, authorizations, verifyKey, now }) },
    { service: 'kaltura', at: kaltura, standIn: createKalturaApi(kalturaOptions) },
    { service: 'cdn', at: cdn, standIn: createKalturaCdn(kalturaOptions) },
  ] as const
  for (const { service, at, standIn } of standIns) {
    at.server.on('request', serveStandIn(standIn, { service, origin: at.origin, faults, traffic }))
  }
  const controls = createSandboxRoutes({ traffic, faults })
  const host = createHostHandler({ world, authorizations, proxyPort: ports.proxy, controls })
  listeners.host.server.on('request', host)
  const proxy = proxyOptions(listeners, ports, world)
  listeners.proxy.server.on('request', createProxyHandler(proxy))
  listeners.proxy.server.on('upgrade', createUpgradeHandler(proxy))
}

function proxyOptions({ discord, kaltura, cdn }: Listeners, ports: SandboxPorts, world: World): ProxyOptions {
  return {
    world,
    mappings: [...kalturaMappings(kaltura, cdn), { prefix: '/', target: `127.0.0.1:${ports.server}` }],
    standInHosts: new Set([hostOf(kaltura), hostOf(cdn)]),
    proxyPort: ports.proxy,
    hostOrigin: `http://localhost:${ports.host}`,
    discordOrigin: discord.origin,
    now: Date.now,
  }
}

function kalturaMappings(kaltura: Listening, cdn: Listening): UrlMapping[] {
  return [
    { prefix: '/kaltura-cdn', target: hostOf(cdn) },
    { prefix: '/kaltura', target: hostOf(kaltura) },
  ]
}

function hostOf({ port }: Listening): string {
  return `127.0.0.1:${port}`
}

function serverEnvironment(
  { discord, kaltura, cdn }: Listeners,
  serverPort: number,
  verifyKey: string,
): Record<string, string> {
  return {
    API_PORT: String(serverPort),
    DISCORD_CLIENT_ID: APPLICATION.id,
    DISCORD_CLIENT_SECRET: APPLICATION.clientSecret,
    DISCORD_BOT_TOKEN: APPLICATION.botToken,
    DISCORD_PUBLIC_KEY: verifyKey,
    DISCORD_API_URL: `${discord.origin}/api`,
    DISCORD_CDN_URL: `${discord.origin}/cdn`,
    KALTURA_PARTNER_ID: String(PARTNER_ID),
    KALTURA_ADMIN_SECRET: ADMIN_SECRET,
    KALTURA_API_ENDPOINT: `${kaltura.origin}/api_v3`,
    ACTIVITY_URL_MAPPINGS: JSON.stringify(kalturaMappings(kaltura, cdn)),
    JWT_SECRET: randomBytes(32).toString('hex'),
  }
}
