import { z } from 'zod'
import { parseJson } from '../../http/parseJson.ts'
import type { StandInRequest, StandInResponse } from '../../standIn.ts'
import { apiError, unauthorized } from '../apiErrors.ts'
import { invalidFormOf } from '../formErrors.ts'
import { APPLICATION, GUILD } from '../identities.ts'
import type { ApplicationLine } from '../interactions/applicationLine.ts'
import { refuseAddress } from '../interactions/probe.ts'
import { ownApplicationResource } from '../resources.ts'
import type { Call, Route } from '../restRoute.ts'
import type { SigningPair } from '../signing.ts'
import type { World } from '../world.ts'
import type { CommandRegistry, Registered } from './commandRegistry.ts'
import { problemsOf } from './commandSchema.ts'
import { APPLICATION_FLAG, type ApplicationSettings, type Settings } from './settings.ts'
import { withoutLocalizations } from './withoutLocalizations.ts'

export interface ApplicationRoutesOptions {
  readonly world: World
  readonly settings: ApplicationSettings
  readonly commands: CommandRegistry
  readonly signing: SigningPair
  readonly line: ApplicationLine
}

/** Discord takes `https` alone; a stand-in's application is on the same machine. */
const endpointUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .refine(url => url.startsWith('https:') || /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url), {
    message: "Scheme must be one of ('https',).",
  })
  .nullable()

/** What the stand-in keeps; more would be taken by Discord. */
const PatchSchema = z.strictObject({
  description: z.string().max(400).optional(),
  flags: z.int().optional(),
  interactions_endpoint_url: endpointUrl.optional(),
  event_webhooks_url: endpointUrl.optional(),
  event_webhooks_status: z.union([z.literal(1), z.literal(2)]).optional(),
  event_webhooks_types: z
    .array(z.enum(['APPLICATION_AUTHORIZED', 'APPLICATION_DEAUTHORIZED', 'ENTITLEMENT_CREATE']))
    .optional(),
  install_params: z
    .object({
      scopes: z.array(z.enum(['bot', 'applications.commands'])).min(1),
      permissions: z.union([z.string().regex(/^\d+$/), z.int()]).transform(String),
    })
    .nullable()
    .optional(),
})

/** Limited intents alone can be changed by a call. */
const CHANGEABLE_FLAGS = (1 << 13) | (1 << 15) | APPLICATION_FLAG.messageContentLimited

const unknownApplication = apiError(404, 10002, 'Unknown Application')
const unknownCommand = apiError(404, 10063, 'Unknown application command')

/** The application itself and its commands. */
export function createApplicationRoutes(options: ApplicationRoutesOptions): Route[] {
  return [...selfRoutes(options), ...commandRoutes(options)]
}

function selfRoutes(options: ApplicationRoutesOptions): Route[] {
  const { world, settings, signing } = options
  const own = (): StandInResponse => {
    const owner = world.userById(GUILD.ownerId)
    if (owner === null) return unauthorized
    const { verifyKey } = signing
    return { status: 200, body: ownApplicationResource({ verifyKey, owner, settings: settings.current() }) }
  }
  const isOwn = ({ ids }: Call) => ids['application'] === undefined || ids['application'] === APPLICATION.id
  const selves = ['/applications/@me', '/applications/:application']
  return selves.flatMap((path): Route[] => [
    {
      method: 'GET',
      path,
      limit: 10,
      windowMs: 10_000,
      answer: (call, caller) => {
        if (caller?.kind !== 'bot') return unauthorized
        return isOwn(call) ? own() : unknownApplication
      },
    },
    {
      method: 'PATCH',
      path,
      limit: 10,
      windowMs: 10_000,
      answer: async (call, caller) => {
        if (caller?.kind !== 'bot') return unauthorized
        if (!isOwn(call)) return unknownApplication
        return (await change(call.request, options)) ?? own()
      },
    },
  ])
}

/** Null when it is done. */
async function change(
  request: StandInRequest,
  { settings, line }: ApplicationRoutesOptions,
): Promise<StandInResponse | null> {
  const body = bodyOf(request)
  if (!body.ok) return body.refusal
  const parsed = PatchSchema.safeParse(body.value)
  if (!parsed.success) return invalidFormOf(problemsOf(parsed.error))
  const wanted = parsed.data
  const addresses = {
    interactions: wanted.interactions_endpoint_url,
    events: wanted.event_webhooks_url,
  } as const
  for (const kind of ['interactions', 'events'] as const) {
    const url = addresses[kind]
    const problem = url ? await refuseAddress(kind, url, line) : null
    const field = kind === 'events' ? 'event_webhooks_url' : 'interactions_endpoint_url'
    const code = 'APPLICATION_INTERACTIONS_ENDPOINT_INVALID'
    if (problem) return invalidFormOf([{ path: [field], code, message: problem }])
  }
  const { flags, ...rest } = wanted
  const before = settings.current().flags
  const kept = before & ~CHANGEABLE_FLAGS
  const after = flags === undefined ? before : kept | (flags & CHANGEABLE_FLAGS)
  settings.change({ ...given(rest), flags: after })
  return null
}

/** Without the keys that stand for nothing. */
const given = (wanted: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))

function commandRoutes({ commands }: ApplicationRoutesOptions): Route[] {
  const path = '/applications/:application/commands'
  /** Only the bot, and only for its own application. */
  const asOwner =
    (answer: (call: Call) => StandInResponse): Route['answer'] =>
    (call, caller) => {
      if (caller?.kind !== 'bot') return unauthorized
      return call.ids['application'] === APPLICATION.id ? answer(call) : unknownApplication
    }
  return [
    {
      method: 'GET',
      path,
      limit: 30,
      windowMs: 10_000,
      answer: asOwner(({ request }) => {
        const isWhole = request.url.searchParams.get('with_localizations') === 'true'
        return { status: 200, body: isWhole ? [...commands.all()] : commands.all().map(withoutLocalizations) }
      }),
    },
    {
      method: 'PUT',
      path,
      limit: 10,
      windowMs: 10_000,
      answer: asOwner(({ request }) => {
        const written = withBody(request, commands.overwrite)
        return written.ok ? { status: 200, body: [...written.value] } : written.refusal
      }),
    },
    {
      method: 'POST',
      path,
      limit: 10,
      windowMs: 10_000,
      answer: asOwner(({ request }) => {
        const written = withBody(request, commands.upsert)
        if (!written.ok) return written.refusal
        return { status: written.value.isNew ? 201 : 200, body: written.value.command }
      }),
    },
    {
      method: 'DELETE',
      path: `${path}/:command`,
      limit: 10,
      windowMs: 10_000,
      answer: asOwner(({ ids }) =>
        commands.remove(ids['command'] ?? '') ? { status: 204 } : unknownCommand,
      ),
    },
  ]
}

function withBody<T>(request: StandInRequest, write: (body: unknown) => Registered<T>): Registered<T> {
  const body = bodyOf(request)
  return body.ok ? write(body.value) : body
}

const notJson = apiError(400, 50109, 'The request body contains invalid JSON.')

function bodyOf({ body }: StandInRequest): Registered<unknown> {
  const parsed = parseJson(z.unknown(), body)
  return parsed.ok ? { ok: true, value: parsed.value } : { ok: false, refusal: notJson }
}
