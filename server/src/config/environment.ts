import { MeetingTypeSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import { UrlMappingSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { EntryIdSchema, SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import { Secret } from '../platform/secret.ts'
import { mapUrl } from '../transport/mapUrl.ts'

const secret = z
  .string()
  .min(1)
  .transform(value => new Secret(value))

const MIN_KEY_LENGTH = 32
const signingKey = z
  .string()
  .min(MIN_KEY_LENGTH)
  .transform(value => new Secret(value))

/** Separated by commas, because an environment has no lists. */
const signingKeys = z
  .string()
  .transform(text => text.split(',').map(each => each.trim()))
  .pipe(z.array(signingKey))

/** An Ed25519 key as Discord shows it. */
const publicKey = z.string().regex(/^[0-9a-f]{64}$/i)

const httpUrl = z.url({ protocol: /^https?$/ }).transform(value => value.replace(/\/+$/, ''))
const port = z.coerce.number().int().min(0).max(65535)
const flag = z.enum(['true', 'false']).transform(value => value === 'true')

/** Parts of an address have their special characters as `%40`. */
function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address)
    return true
  } catch {
    return false
  }
}

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

/** A template room for each type of meeting; a JSON object, because an environment has no maps. */
const roomTemplates = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })
  .pipe(z.partialRecord(MeetingTypeSchema, EntryIdSchema))

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

const APP_TOKEN_VARIABLES = [
  'KALTURA_PLAYBACK_APP_TOKEN_ID',
  'KALTURA_PLAYBACK_APP_TOKEN',
  'KALTURA_ADMIN_APP_TOKEN_ID',
  'KALTURA_ADMIN_APP_TOKEN',
] as const

const BaseSchema = z.object({
  API_PORT: port.default(3000),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: port.default(9464),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_DIR: z.string().min(1).optional(),
  DISCORD_CLIENT_ID: SnowflakeSchema,
  DISCORD_CLIENT_SECRET: secret,
  DISCORD_BOT_TOKEN: secret,
  DISCORD_PUBLIC_KEY: publicKey,
  DISCORD_API_URL: httpUrl.default('https://discord.com/api'),
  DISCORD_CDN_URL: httpUrl.default('https://cdn.discordapp.com'),
  KALTURA_PARTNER_ID: z.coerce.number().int().positive(),
  KALTURA_ADMIN_SECRET: secret.optional(),
  KALTURA_PLAYBACK_APP_TOKEN_ID: z.string().min(1).optional(),
  KALTURA_PLAYBACK_APP_TOKEN: secret.optional(),
  KALTURA_ADMIN_APP_TOKEN_ID: z.string().min(1).optional(),
  KALTURA_ADMIN_APP_TOKEN: secret.optional(),
  KALTURA_API_ENDPOINT: httpUrl.default('https://www.kaltura.com/api_v3'),
  KALTURA_PLAYER_URL: httpUrl.optional(),
  KALTURA_UICONF_ID: z.coerce.number().int().positive().optional(),
  KALTURA_ROOMS: z.enum(['entry', 'schedule']).default('entry'),
  KALTURA_ROOM_TEMPLATES: roomTemplates.default({}),
  KALTURA_KAF_URL: httpUrl.optional(),
  KALTURA_WEBHOOK_SECRET: secret.optional(),
  KALTURA_WEBHOOK_TOKEN: signingKey.optional(),
  API_GATEWAY_URL: httpUrl.optional(),
  API_GATEWAY_TOKEN: secret.optional(),
  ENABLE_DIRECT_KALTURA: flag.optional(),
  ACTIVITY_URL_MAPPINGS: urlMappings,
  PUBLIC_URL: httpUrl.optional(),
  JWT_SECRET: signingKey,
  JWT_PREVIOUS_SECRETS: signingKeys.optional(),
  DATABASE_PATH: z.string().min(1).default('data/kaltura-discord.sqlite'),
  DATABASE_URL: z
    .url({ protocol: /^(?:mysql|mariadb)$/ })
    .refine(isDecodable, 'has a % that begins no escape sequence; in a password it is written as %25')
    .transform(value => new Secret(value))
    .optional(),
  CONFIG_OVERRIDES_DIR: z.string().min(1).default('config/overrides'),
})

/** Fields whose own values don't fit are left out of what is looked at here: they have been named already. */
type Given = Readonly<Partial<Record<string, unknown>>>
const has = (env: Given, name: string) => env[name] !== undefined
const hasAppTokens = (env: Given) => APP_TOKEN_VARIABLES.some(name => has(env, name))
const asksGatewayAlone = (env: Given) => has(env, 'API_GATEWAY_URL') && env['ENABLE_DIRECT_KALTURA'] !== true

/** Variables that are needed only beside others: Kaltura is asked by app tokens, by secret or through a gateway. */
const NEEDED: readonly (readonly [name: keyof typeof BaseSchema.shape, when: (env: Given) => boolean])[] = [
  ['KALTURA_ADMIN_SECRET', env => !hasAppTokens(env) && !asksGatewayAlone(env)],
  ...APP_TOKEN_VARIABLES.map(name => [name, hasAppTokens] as const),
  ['PUBLIC_URL', env => env['NODE_ENV'] === 'production'],
  ['API_GATEWAY_TOKEN', env => has(env, 'API_GATEWAY_URL')],
  ['API_GATEWAY_URL', env => env['ENABLE_DIRECT_KALTURA'] === false || has(env, 'API_GATEWAY_TOKEN')],
]

export const EnvironmentSchema = BaseSchema.refine(env => isCovered(ApiMappingSchema, env), {
  path: ['ACTIVITY_URL_MAPPINGS'],
  message: 'maps no prefix to the host of KALTURA_API_ENDPOINT',
  ...ALSO_WHEN_OTHERS_FAIL,
})
  .refine(env => isCovered(PlayerMappingSchema, env), {
    path: ['KALTURA_PLAYER_URL'],
    message: 'is at a host to which ACTIVITY_URL_MAPPINGS maps no prefix',
    ...ALSO_WHEN_OTHERS_FAIL,
  })
  .check(
    ...NEEDED.map(([name, when]) =>
      z.refine<Given>(env => has(env, name) || !when(env), {
        path: [name],
        message: 'is missing',
        ...ALSO_WHEN_OTHERS_FAIL,
      }),
    ),
  )

export type Environment = z.infer<typeof EnvironmentSchema>

/** What suffices for whoever needs the database alone. */
export const DatabaseEnvironmentSchema = BaseSchema.pick({ DATABASE_PATH: true, DATABASE_URL: true })

/** What to write into each variable; shown beside what is wrong with it. */
export const FIXES: Readonly<Record<keyof Environment, string>> = {
  API_PORT: 'a port number, for instance 3000',
  API_HOST: 'the address to listen on, 0.0.0.0 in a container',
  METRICS_PORT: 'a port number for Prometheus, for instance 9464',
  METRICS_HOST: 'the address that Prometheus reaches this server at',
  NODE_ENV: 'development, test or production',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  LOG_DIR: 'leave it out, or a folder for combined.log and error.log',
  DISCORD_CLIENT_ID: 'the application id from the Discord developer portal, digits only',
  DISCORD_CLIENT_SECRET: 'the OAuth2 client secret from the Discord developer portal',
  DISCORD_BOT_TOKEN: 'the bot token from the Discord developer portal',
  DISCORD_PUBLIC_KEY: 'the public key from the Discord developer portal, 64 hexadecimal digits',
  DISCORD_API_URL: 'leave it out, or an http(s) address',
  DISCORD_CDN_URL: 'leave it out, or an http(s) address',
  KALTURA_PARTNER_ID: 'the partner id of your Kaltura account, a number',
  KALTURA_ADMIN_SECRET:
    'the administrator secret of your Kaltura account, unless there are two app tokens or an API_GATEWAY_URL',
  KALTURA_PLAYBACK_APP_TOKEN_ID: 'the id of the app token for viewers',
  KALTURA_PLAYBACK_APP_TOKEN: 'the app token for viewers (type 0, sview:*,setrole:PLAYBACK_BASE_ROLE)',
  KALTURA_ADMIN_APP_TOKEN_ID: 'the id of the app token for this server itself',
  KALTURA_ADMIN_APP_TOKEN: 'the app token for this server itself (type 2, list:*)',
  KALTURA_API_ENDPOINT: 'leave it out, or the http(s) address that ends in /api_v3',
  KALTURA_PLAYER_URL: 'leave it out, or the address of your embedPlaykitJs on a host that the Activity maps',
  KALTURA_UICONF_ID: 'leave it out, or the number of a player configuration',
  KALTURA_ROOMS: 'entry, or schedule for an account whose meetings are schedule resources',
  KALTURA_ROOM_TEMPLATES:
    'leave it out, or a JSON object of template rooms, {"webinar":"0_abc","classroom":"0_def","meeting":"0_ghi"}',
  KALTURA_KAF_URL: 'leave it out, or the address of your KAF, https://<partner id>.kaf.kaltura.com',
  KALTURA_WEBHOOK_SECRET:
    'leave it out, or what Kaltura signs its notifications with where that is not KALTURA_ADMIN_SECRET',
  KALTURA_WEBHOOK_TOKEN:
    'leave it out, or at least 32 random characters that your notification template sends in X-Webhook-Token',
  API_GATEWAY_URL: 'leave it out, or the address of the other deployment that ends in /api',
  API_GATEWAY_TOKEN: 'the credential of a service at the other deployment',
  ENABLE_DIRECT_KALTURA: 'true or false; true needs credentials of Kaltura beside the API_GATEWAY_URL',
  ACTIVITY_URL_MAPPINGS:
    'the URL mappings of the Discord application as a JSON array of {"prefix","target"}, Kaltura among them',
  PUBLIC_URL: 'the https address at which Discord reaches this server',
  JWT_SECRET: 'at least 32 random characters',
  JWT_PREVIOUS_SECRETS: 'leave it out, or what JWT_SECRET was before, several with commas between',
  DATABASE_PATH: 'the path of the SQLite file',
  DATABASE_URL: 'leave it out, or mysql://user:password@host:3306/database, with ?tls=verify to encrypt',
  CONFIG_OVERRIDES_DIR: 'a folder with one <server id>.json for each server, imported once',
}
