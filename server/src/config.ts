import { UrlMappingSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import { Secret } from './platform/secret.ts'
import { mapUrl } from './transport/mapUrl.ts'

const secret = z
  .string()
  .min(1)
  .transform(value => new Secret(value))

const httpUrl = z.url({ protocol: /^https?$/ }).transform(value => value.replace(/\/+$/, ''))

/** A JSON array in one variable, because URL mappings are ordered and an environment has no lists. */
const urlMappings = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })
  .pipe(z.array(UrlMappingSchema))

/** What a page in the Activity asks for can leave it only through a mapping. */
const ApiMappingSchema = z
  .object({ KALTURA_API_ENDPOINT: httpUrl, ACTIVITY_URL_MAPPINGS: z.array(UrlMappingSchema) })
  .transform(env => mapUrl(new URL(env.KALTURA_API_ENDPOINT).origin, env.ACTIVITY_URL_MAPPINGS))
const PlayerMappingSchema = z
  .object({ KALTURA_PLAYER_URL: httpUrl, ACTIVITY_URL_MAPPINGS: z.array(UrlMappingSchema) })
  .transform(env => mapUrl(env.KALTURA_PLAYER_URL, env.ACTIVITY_URL_MAPPINGS))

/** False only where all that it takes is there and still no mapping covers it. */
const isCovered = (schema: z.ZodType<string | null>, environment: unknown) =>
  schema.safeParse(environment).data !== null

/** Everything that is wrong is to be named at once. */
const ALSO_WHEN_OTHERS_FAIL = { when: () => true } as const

const EnvironmentSchema = z
  .object({
    API_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    API_HOST: z.string().min(1).default('127.0.0.1'),
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    DISCORD_CLIENT_ID: SnowflakeSchema,
    DISCORD_CLIENT_SECRET: secret,
    DISCORD_BOT_TOKEN: secret,
    DISCORD_API_URL: httpUrl.default('https://discord.com/api'),
    DISCORD_CDN_URL: httpUrl.default('https://cdn.discordapp.com'),
    KALTURA_PARTNER_ID: z.coerce.number().int().positive(),
    KALTURA_ADMIN_SECRET: secret,
    KALTURA_API_ENDPOINT: httpUrl.default('https://www.kaltura.com/api_v3'),
    KALTURA_PLAYER_URL: httpUrl.optional(),
    KALTURA_UICONF_ID: z.coerce.number().int().positive().optional(),
    ACTIVITY_URL_MAPPINGS: urlMappings,
    JWT_SECRET: z
      .string()
      .min(32)
      .transform(value => new Secret(value)),
    DATABASE_PATH: z.string().min(1).default('data/kaltura-discord.sqlite'),
  })
  .refine(env => isCovered(ApiMappingSchema, env), {
    path: ['ACTIVITY_URL_MAPPINGS'],
    message: 'maps no prefix to the host of KALTURA_API_ENDPOINT',
    ...ALSO_WHEN_OTHERS_FAIL,
  })
  .refine(env => isCovered(PlayerMappingSchema, env), {
    path: ['KALTURA_PLAYER_URL'],
    message: 'is at a host to which ACTIVITY_URL_MAPPINGS maps no prefix',
    ...ALSO_WHEN_OTHERS_FAIL,
  })

type Environment = z.infer<typeof EnvironmentSchema>

/** What to write into each variable; shown beside what is wrong with it. */
const FIXES: Readonly<Record<keyof Environment, string>> = {
  API_PORT: 'a port number, for instance 3000',
  API_HOST: 'the address to listen on, 0.0.0.0 in a container',
  NODE_ENV: 'development, test or production',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  DISCORD_CLIENT_ID: 'the application id from the Discord developer portal, digits only',
  DISCORD_CLIENT_SECRET: 'the OAuth2 client secret from the Discord developer portal',
  DISCORD_BOT_TOKEN: 'the bot token from the Discord developer portal',
  DISCORD_API_URL: 'leave it out, or an http(s) address',
  DISCORD_CDN_URL: 'leave it out, or an http(s) address',
  KALTURA_PARTNER_ID: 'the partner id of your Kaltura account, a number',
  KALTURA_ADMIN_SECRET: 'the administrator secret of your Kaltura account',
  KALTURA_API_ENDPOINT: 'leave it out, or the http(s) address that ends in /api_v3',
  KALTURA_PLAYER_URL: 'leave it out, or the address of your embedPlaykitJs on a host that the Activity maps',
  KALTURA_UICONF_ID: 'leave it out, or the number of a player configuration',
  ACTIVITY_URL_MAPPINGS:
    'the URL mappings of the Discord application as a JSON array of {"prefix","target"}, Kaltura among them',
  JWT_SECRET: 'at least 32 random characters',
  DATABASE_PATH: 'the path of the SQLite file',
}

export interface Config {
  readonly port: number
  readonly host: string
  readonly production: boolean
  readonly logLevel: Environment['LOG_LEVEL']
  readonly databasePath: string
  readonly jwtSecret: Secret
  readonly activity: {
    /** The one that Discord gives it; nobody else may open a socket. */
    readonly origin: string
    readonly urlMappings: Environment['ACTIVITY_URL_MAPPINGS']
  }
  readonly discord: {
    readonly clientId: string
    readonly clientSecret: Secret
    readonly botToken: Secret
    readonly apiUrl: string
    readonly cdnUrl: string
  }
  readonly kaltura: {
    readonly partnerId: number
    readonly adminSecret: Secret
    readonly apiEndpoint: string
    readonly playerUrl: string | null
    readonly uiConfId: number | null
  }
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  /** One sentence a variable, with its name and the fix and never its value. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** The one reader of the environment. Names everything that is wrong at once. */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LoadedConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = EnvironmentSchema.safeParse(given)
  if (parsed.success) return { ok: true, config: toConfig(parsed.data) }
  const problems = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0])
    if (!problems.has(name)) problems.set(name, describe(name, given[name] === undefined, issue))
  }
  return { ok: false, problems: [...problems.values()] }
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
    production: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
    databasePath: env.DATABASE_PATH,
    jwtSecret: env.JWT_SECRET,
    activity: {
      origin: `https://${env.DISCORD_CLIENT_ID}.discordsays.com`,
      urlMappings: env.ACTIVITY_URL_MAPPINGS,
    },
    discord: {
      clientId: env.DISCORD_CLIENT_ID,
      clientSecret: env.DISCORD_CLIENT_SECRET,
      botToken: env.DISCORD_BOT_TOKEN,
      apiUrl: env.DISCORD_API_URL,
      cdnUrl: env.DISCORD_CDN_URL,
    },
    kaltura: {
      partnerId: env.KALTURA_PARTNER_ID,
      adminSecret: env.KALTURA_ADMIN_SECRET,
      apiEndpoint: env.KALTURA_API_ENDPOINT,
      playerUrl: env.KALTURA_PLAYER_URL ?? null,
      uiConfId: env.KALTURA_UICONF_ID ?? null,
    },
  }
}
