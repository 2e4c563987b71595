import { randomBytes } from 'node:crypto'
import { type CommandRegistry, createCommandRegistry } from './discord/application/commandRegistry.ts'
import { type ApplicationSettings, createApplicationSettings } from './discord/application/settings.ts'
import { createUrlMappings, type UrlMappings } from './discord/application/urlMappings.ts'
import { createAuthorizations } from './discord/authorizations.ts'
import { createHostHandler } from './discord/host/hostServer.ts'
import { APPLICATION } from './discord/identities.ts'
import { createApplicationLine } from './discord/interactions/applicationLine.ts'
import { type Chat, createChat } from './discord/interactions/createChat.ts'
import type { Probe } from './discord/interactions/probe.ts'
import type { ProxyOptions } from './discord/proxy/proxyContext.ts'
import { createProxyHandler } from './discord/proxy/proxyRequest.ts'
import { createUpgradeHandler } from './discord/proxy/proxyUpgrade.ts'
import type { UrlMapping } from './discord/proxy/urlMappings.ts'
import { createDiscordApi } from './discord/rest.ts'
import { createSigningPair, type SigningPair } from './discord/signing.ts'
import { createWorld, type ServerSupervisor, type World } from './discord/world.ts'
import { createFaultList, type FaultList } from './faults/faultList.ts'
import { type Listening, listen } from './http/listen.ts'
import { ADMIN_APP_TOKEN, PLAYBACK_APP_TOKEN } from './kaltura/appTokens.ts'
import { createKalturaCdn } from './kaltura/cdn.ts'
import { createKalturaAccount, type KalturaAccount } from './kaltura/createKalturaAccount.ts'
import { createLibrary, type Library } from './kaltura/library.ts'
import type { MeetingControls } from './kaltura/meetings/meetingControls.ts'
import { UI_CONF_ID } from './kaltura/playerPage.ts'
import { TEMPLATE_ROOM_IDS } from './kaltura/rooms/templateRooms.ts'
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
  /** Where rooms at Kaltura are entered (KAF). */
  readonly kaf: number
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
    readonly kaf: string
    /** The proxy's own port; people reach it at `http://<handle>.discordsays.localhost:<port>`. */
    readonly proxy: string
  }
  readonly ports: SandboxPorts
  /** What the product's server needs in its environment to talk to the stand-ins. */
  readonly serverEnvironment: Readonly<Record<string, string>>
  /** What Discord's developer portal knows of the application. */
  readonly application: {
    readonly settings: ApplicationSettings
    readonly commands: CommandRegistry
    readonly urlMappings: UrlMappings
  }
  readonly traffic: TrafficLog
  readonly faults: FaultList
  /** Kaltura's entries. */
  readonly library: Library
  /** Kaltura's rooms, and who is in them. */
  readonly meetings: MeetingControls
  /** Tries the application's addresses as Discord does now and then. */
  readonly probe: Probe
  close(): Promise<void>
}

export const DEFAULT_PORTS: SandboxPorts = {
  host: 3333,
  proxy: 3334,
  discord: 3335,
  kaltura: 3336,
  cdn: 3337,
  kaf: 3338,
  server: 3000,
}

const LOOPBACK = '127.0.0.1'
/** Where the account's administrator has been told to send notifications. */
const WEBHOOK_PATH = '/api/v1/webhooks/kaltura'

/** Where the product has people sent back to who sign in with Discord in a browser. */
const BROWSER_REDIRECT_PATH = '/api/v1/auth/discord/browser'

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
  const signing = createSigningPair()
  const settings = createApplicationSettings()
  // As the portal has it for a server at this address.
  const redirect = `http://${LOOPBACK}:${ports.server}${BROWSER_REDIRECT_PATH}`
  settings.change({ redirect_uris: [...settings.current().redirect_uris, redirect] })
  const commands = createCommandRegistry({ now: Date.now, nextId: world.nextId })
  const urlMappings = createUrlMappings(allMappings(listeners, ports.server))
  const library = createLibrary()
  const account = createKalturaAccount({
    partnerId: PARTNER_ID,
    adminSecret: ADMIN_SECRET,
    apiOrigin: listeners.kaltura.origin,
    cdnOrigin: listeners.cdn.origin,
    library,
    traffic,
    faults,
    webhookUrl: `http://${LOOPBACK}:${ports.server}${WEBHOOK_PATH}`,
    now: Date.now,
  })
  const chat = attach({
    listeners,
    ports,
    world,
    traffic,
    faults,
    account,
    settings,
    commands,
    urlMappings,
    signing,
  })
  return {
    urls: {
      host: `http://localhost:${ports.host}`,
      discord: listeners.discord.origin,
      kaltura: listeners.kaltura.origin,
      cdn: listeners.cdn.origin,
      kaf: listeners.kaf.origin,
      proxy: listeners.proxy.origin,
    },
    ports,
    serverEnvironment: serverEnvironment(listeners, ports.server, signing.verifyKey),
    application: { settings, commands, urlMappings },
    traffic,
    faults,
    library,
    meetings: account.meetings,
    probe: chat.probe,
    async close() {
      world.close()
      account.close()
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
      kaf: await open(ports.kaf),
    }
  } catch (error) {
    await Promise.all(opened.map(listening => listening.close()))
    throw error
  }
}

function portsOf({ host, proxy, discord, kaltura, cdn, kaf }: Listeners): Omit<SandboxPorts, 'server'> {
  return {
    host: host.port,
    proxy: proxy.port,
    discord: discord.port,
    kaltura: kaltura.port,
    cdn: cdn.port,
    kaf: kaf.port,
  }
}

interface Parts {
  readonly listeners: Listeners
  readonly ports: SandboxPorts
  readonly world: World
  readonly traffic: TrafficLog
  readonly faults: FaultList
  readonly account: KalturaAccount
  readonly settings: ApplicationSettings
  readonly commands: CommandRegistry
  readonly urlMappings: UrlMappings
  readonly signing: SigningPair
}

function attach(parts: Parts): Chat {
  const { listeners, ports, world, traffic, faults, account, settings, commands, signing } = parts
  const now = Date.now
  const line = createApplicationLine({ signing, traffic, faults, now })
  const chat = createChat({ world, settings, commands, line, now })
  const authorizations = createAuthorizations(now)
  const { discord, kaltura, cdn, kaf } = listeners
  const standIns = [
    {
      service: 'discord',
      at: discord,
      standIn: createDiscordApi({ ...parts, line, authorizations, now, chat: chat.routeParts }),
    },
    { service: 'kaltura', at: kaltura, standIn: account.api },
    { service: 'cdn', at: cdn, standIn: createKalturaCdn(account.options) },
    { service: 'kaf', at: kaf, standIn: account.kaf.standIn },
  ] as const
  for (const { service, at, standIn } of standIns) {
    const killServer = () => void world.killServer()
    const serve = serveStandIn(standIn, { service, origin: at.origin, faults, traffic, killServer })
    at.server.on('request', (request, response) => {
      if (service !== 'kaf' || !account.kaf.stream(request, response)) serve(request, response)
    })
  }
  const controls = createSandboxRoutes({
    traffic,
    faults,
    meetings: account.meetings,
    library: account.options.library,
  })
  const host = createHostHandler({ world, authorizations, proxyPort: ports.proxy, controls, chat })
  listeners.host.server.on('request', host)
  const proxy = proxyOptions(parts)
  listeners.proxy.server.on('request', createProxyHandler(proxy))
  listeners.proxy.server.on('upgrade', createUpgradeHandler(proxy))
  return chat
}

function proxyOptions({ listeners, ports, world, urlMappings }: Parts): ProxyOptions {
  const { discord, kaltura, cdn } = listeners
  return {
    world,
    get mappings() {
      return urlMappings.current()
    },
    standInHosts: new Set([hostOf(kaltura), hostOf(cdn)]),
    proxyPort: ports.proxy,
    hostOrigin: `http://localhost:${ports.host}`,
    discordOrigin: discord.origin,
    now: Date.now,
  }
}

/** As the portal has them, in their order. */
function allMappings({ kaltura, cdn }: Listeners, serverPort: number): UrlMapping[] {
  return [...kalturaMappings(kaltura, cdn), { prefix: '/', target: `127.0.0.1:${serverPort}` }]
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
  { discord, kaltura, cdn, kaf }: Listeners,
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
    KALTURA_UICONF_ID: String(UI_CONF_ID),
    KALTURA_ROOM_TEMPLATES: JSON.stringify(TEMPLATE_ROOM_IDS),
    KALTURA_KAF_URL: kaf.origin,
    KALTURA_WEBHOOK_SECRET: ADMIN_SECRET,
    PUBLIC_URL: `http://127.0.0.1:${serverPort}`,
    ACTIVITY_URL_MAPPINGS: JSON.stringify(kalturaMappings(kaltura, cdn)),
    JWT_SECRET: randomBytes(32).toString('hex'),
  }
}
