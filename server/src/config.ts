import type * as z from 'zod'
import {
  DatabaseEnvironmentSchema,
  type Environment,
  EnvironmentSchema,
  FIXES,
} from './config/environment.ts'
import type { Secret } from './platform/secret.ts'

/** One of Kaltura's app tokens: sessions start with it, and the account's secret stays elsewhere. */
export interface AppToken {
  readonly id: string
  readonly token: Secret
}

export interface Config {
  readonly port: number
  readonly host: string
  /** Where others reach this server, without a slash at its end; null where nobody has said, outside production. */
  readonly publicUrl: string | null
  readonly production: boolean
  readonly environment: Environment['NODE_ENV']
  readonly log: {
    readonly level: Environment['LOG_LEVEL']
    /** Where `combined.log` and `error.log` go beside standard output; null where they don't. */
    readonly directory: string | null
  }
  readonly metrics: { readonly port: number; readonly host: string }
  /** A file of SQLite, or the address of a MySQL or MariaDB. */
  readonly database:
    | { readonly kind: 'sqlite'; readonly path: string }
    | { readonly kind: 'mysql'; readonly url: Secret }
  readonly jwt: {
    /** Signs. */
    readonly current: Secret
    /** What they signed still holds. */
    readonly previous: readonly Secret[]
  }
  readonly activity: {
    /** The one that Discord gives it; nobody else may open a socket. */
    readonly origin: string
    readonly urlMappings: Environment['ACTIVITY_URL_MAPPINGS']
  }
  readonly discord: {
    readonly clientId: string
    readonly clientSecret: Secret
    readonly botToken: Secret
    /** What Discord signs with, 64 hexadecimal digits. */
    readonly publicKey: string
    readonly apiUrl: string
    readonly cdnUrl: string
  }
  readonly kaltura: {
    readonly partnerId: number
    /** Preferred to the secret where there are both. */
    readonly appTokens: { readonly playback: AppToken; readonly admin: AppToken } | null
    readonly adminSecret: Secret | null
    readonly apiEndpoint: string
    readonly playerUrl: string | null
    readonly uiConfId: number | null
    readonly rooms: {
      readonly provider: 'entry' | 'schedule'
      /** Room entries that rooms of a type are made after. */
      readonly templates: Environment['KALTURA_ROOM_TEMPLATES']
      /** Where rooms are entered, without a slash at its end. */
      readonly kafUrl: string
    }
    readonly webhooks: {
      /** What notifications are signed with; null where that isn't known. */
      readonly secret: Secret | null
      /** What they may carry in a header instead. */
      readonly token: Secret | null
    }
  }
  /** Another deployment that the library and playback sessions come from. */
  readonly gateway: {
    /** Ends in `/api`, or in a version below it. */
    readonly url: string
    readonly token: Secret
    /** Kaltura itself is asked when the gateway doesn't answer. */
    readonly directAsWell: boolean
  } | null
  readonly configOverridesDirectory: string
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  /** One sentence a variable, with its name and the fix and never its value. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** The one reader of the environment. Names everything that is wrong at once. */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LoadedConfig {
  const given = withoutEmpty(environment)
  const parsed = EnvironmentSchema.safeParse(given)
  if (parsed.success) return { ok: true, config: toConfig(parsed.data) }
  return { ok: false, problems: describeAll(parsed.error.issues, given) }
}

/** For a command that others have to reach this server for: `PUBLIC_URL` is needed as it is in production. */
export const loadPublicConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LoadedConfig => loadConfig({ ...environment, NODE_ENV: 'production' })

export type LoadedDatabaseConfig =
  | { readonly ok: true; readonly database: Config['database'] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** For commands that need no more: whoever runs them may have no other credentials at hand. */
export function loadDatabaseConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LoadedDatabaseConfig {
  const given = withoutEmpty(environment)
  const parsed = DatabaseEnvironmentSchema.safeParse(given)
  if (parsed.success) return { ok: true, database: databaseOf(parsed.data) }
  return { ok: false, problems: describeAll(parsed.error.issues, given) }
}

type Given = Readonly<Record<string, string | undefined>>

const withoutEmpty = (environment: Given): Given =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))

function describeAll(issues: readonly z.core.$ZodIssue[], given: Given): string[] {
  const problems = new Map<string, string>()
  for (const issue of issues) {
    const name = String(issue.path[0])
    if (!problems.has(name)) problems.set(name, describe(name, given[name] === undefined, issue))
  }
  return [...problems.values()]
}

function describe(name: string, missing: boolean, issue: z.core.$ZodIssue): string {
  const fix = name in FIXES ? FIXES[name as keyof Environment] : 'see the documentation'
  const wrong = issue.code === 'custom' ? issue.message : 'has a value that does not fit'
  return `${name} ${missing ? 'is missing' : wrong}. Set it to: ${fix}.`
}

function toConfig(env: Environment): Config {
  return {
    port: env.API_PORT,
    host: env.API_HOST,
    publicUrl: env.PUBLIC_URL ?? null,
    production: env.NODE_ENV === 'production',
    environment: env.NODE_ENV,
    log: { level: env.LOG_LEVEL, directory: env.LOG_DIR ?? null },
    metrics: { port: env.METRICS_PORT, host: env.METRICS_HOST },
    database: databaseOf(env),
    jwt: { current: env.JWT_SECRET, previous: env.JWT_PREVIOUS_SECRETS ?? [] },
    activity: {
      origin: `https://${env.DISCORD_CLIENT_ID}.discordsays.com`,
      urlMappings: env.ACTIVITY_URL_MAPPINGS,
    },
    discord: {
      clientId: env.DISCORD_CLIENT_ID,
      clientSecret: env.DISCORD_CLIENT_SECRET,
      botToken: env.DISCORD_BOT_TOKEN,
      publicKey: env.DISCORD_PUBLIC_KEY,
      apiUrl: env.DISCORD_API_URL,
      cdnUrl: env.DISCORD_CDN_URL,
    },
    kaltura: {
      partnerId: env.KALTURA_PARTNER_ID,
      appTokens: appTokensOf(env),
      adminSecret: env.KALTURA_ADMIN_SECRET ?? null,
      apiEndpoint: env.KALTURA_API_ENDPOINT,
      playerUrl: env.KALTURA_PLAYER_URL ?? null,
      uiConfId: env.KALTURA_UICONF_ID ?? null,
      rooms: {
        provider: env.KALTURA_ROOMS,
        templates: env.KALTURA_ROOM_TEMPLATES,
        kafUrl: env.KALTURA_KAF_URL ?? `https://${env.KALTURA_PARTNER_ID}.kaf.kaltura.com`,
      },
      webhooks: {
        secret: env.KALTURA_WEBHOOK_SECRET ?? env.KALTURA_ADMIN_SECRET ?? null,
        token: env.KALTURA_WEBHOOK_TOKEN ?? null,
      },
    },
    gateway: gatewayOf(env),
    configOverridesDirectory: env.CONFIG_OVERRIDES_DIR,
  }
}

function databaseOf({
  DATABASE_URL,
  DATABASE_PATH,
}: Pick<Environment, 'DATABASE_URL' | 'DATABASE_PATH'>): Config['database'] {
  return DATABASE_URL ? { kind: 'mysql', url: DATABASE_URL } : { kind: 'sqlite', path: DATABASE_PATH }
}

function appTokensOf(env: Environment): Config['kaltura']['appTokens'] {
  const playbackId = env.KALTURA_PLAYBACK_APP_TOKEN_ID
  const playback = env.KALTURA_PLAYBACK_APP_TOKEN
  const adminId = env.KALTURA_ADMIN_APP_TOKEN_ID
  const admin = env.KALTURA_ADMIN_APP_TOKEN
  if (!playbackId || !playback || !adminId || !admin) return null
  return { playback: { id: playbackId, token: playback }, admin: { id: adminId, token: admin } }
}

function gatewayOf(env: Environment): Config['gateway'] {
  if (!env.API_GATEWAY_URL || !env.API_GATEWAY_TOKEN) return null
  return {
    url: env.API_GATEWAY_URL,
    token: env.API_GATEWAY_TOKEN,
    directAsWell: env.ENABLE_DIRECT_KALTURA === true,
  }
}
