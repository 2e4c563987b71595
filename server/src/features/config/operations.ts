import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import type { Action } from '@kaltura-discord/shared/permissions/actions.ts'
import {
  type ConfigAnswer,
  ConfigAnswerSchema,
  ConfigChoicesSchema,
  ConfigHistoryAnswerSchema,
  ConfigHistoryQuerySchema,
  ConfigQuerySchema,
  GuildParamsSchema,
  GuildSectionParamsSchema,
} from '@kaltura-discord/shared/protocol/http/config.ts'
import { ConfigPatchBodySchema } from '@kaltura-discord/shared/protocol/http/configPatch.ts'
import type { Response } from 'express'
import * as z from 'zod'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import type { BearerRule } from '../../platform/http/access.ts'
import { answer } from '../../platform/http/answer.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import { namesTag } from '../../platform/http/entityTag.ts'
import type { Access, Operation } from '../../platform/http/operation.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { choicesFor, type GuildNames, withNames } from './choices.ts'
import type { Change, ConfigService, GuildState } from './service.ts'

/** Reads of configuration, each member. */
export const CONFIG_READS = { points: 120, perS: 60 } as const
/** Changes of configuration, each member. */
export const CONFIG_WRITES = { points: 30, perS: 60 } as const

/** What of somebody's identity is needed here. */
interface ConfigCaller {
  /** The member, also where a service acts for them. */
  readonly userId: string
  readonly serviceId?: string | null
}

/** The state that a change is meant for. */
const ConditionSchema = z.object({ 'if-match': z.string().optional() })
type Condition = z.infer<typeof ConditionSchema>

interface ConfigOperationsOptions {
  readonly service: ConfigService
  readonly permissions: GuildPermissions
  readonly guild: GuildNames
  readonly bearer: (rule: BearerRule) => Access<ConfigCaller>
}

const SURFACES = ['activity', 'api'] as const
const READ_ERRORS = ['forbidden', 'discord_unavailable'] as const
const WRITE_ERRORS = [...READ_ERRORS, 'precondition_failed', 'conflict'] as const
const ON_CONDITION = 'With `If-Match`, only the state with that `ETag` is changed.'

export function createConfigOperations(options: ConfigOperationsOptions): readonly Operation[] {
  const parts = { ...options, permitted: createPermitted(options), send: createSend(options.service) }
  return [...readingOperations(parts), ...changingOperations(parts)]
}

/** Does something for whoever may do it in that very server. */
type Permitted = <T>(asking: Asking, act: () => Promise<Result<T>>) => Promise<Result<T>>

interface Parts extends ConfigOperationsOptions {
  readonly permitted: Permitted
  readonly send: (response: Response, result: Result<ConfigAnswer>) => void
}

interface Asking {
  readonly guildId: string
  readonly caller: ConfigCaller
  readonly action: Action
}

const createPermitted =
  ({ permissions }: ConfigOperationsOptions): Permitted =>
  async ({ guildId, caller, action }, act) => {
    const allowed = await permissions.require({ guildId, userId: caller.userId, action })
    return allowed.ok ? act() : allowed
  }

const createSend = (service: ConfigService) => (response: Response, result: Result<ConfigAnswer>) => {
  if (!result.ok) return answer(response, result)
  const tag = service.tagOf(result.value.version)
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache' })
  const { method, headers } = response.req
  // Express would send it again to whoever says "no-cache" as well, as every script that sets this header does.
  if (method === 'GET' && namesTag(headers['if-none-match'] ?? '', tag)) response.status(304).end()
  else response.json(result.value)
}

function readingOperations(parts: Parts): readonly Operation[] {
  const { service, guild, bearer, permitted, send } = parts
  const access = bearer({ surfaces: SURFACES, scope: 'config:read' })
  const common = { method: 'get', tag: 'config', errors: READ_ERRORS, limit: CONFIG_READS, access } as const
  return [
    defineOperation({
      ...common,
      id: 'config.view',
      path: '/config/{guildId}',
      summary: 'The configuration of a Discord server',
      etag: true,
      params: GuildParamsSchema,
      query: ConfigQuerySchema,
      answer: ConfigAnswerSchema,
      handle: ({ params: { guildId }, query: { section }, caller }) =>
        permitted({ guildId, caller, action: 'config.view' }, async () =>
          succeed(toAnswer(await service.view(guildId), section)),
        ),
      send,
    }),
    defineOperation({
      ...common,
      id: 'config.history',
      path: '/config/{guildId}/history',
      summary: 'Who changed what in the configuration, the latest first',
      params: GuildParamsSchema,
      query: ConfigHistoryQuerySchema,
      answer: ConfigHistoryAnswerSchema,
      handle: ({ params: { guildId }, query: { limit, cursor }, caller }) =>
        permitted({ guildId, caller, action: 'config.view' }, async () =>
          succeed(await withNames(guild, guildId, await service.history({ guildId, limit, before: cursor }))),
        ),
    }),
    defineOperation({
      ...common,
      id: 'config.choices',
      path: '/config/{guildId}/choices',
      summary: 'What a configuration is chosen from: defaults, Discord roles, channels',
      params: GuildParamsSchema,
      answer: ConfigChoicesSchema,
      handle: ({ params: { guildId }, caller: { userId } }) =>
        permitted({ guildId, caller: { userId }, action: 'config.view' }, () =>
          choicesFor(parts, { guildId, userId }),
        ),
    }),
  ]
}

function changingOperations({ service, bearer, permitted, send }: Parts): readonly Operation[] {
  const access = bearer({ surfaces: SURFACES, scope: 'config:write' })
  const common = {
    tag: 'config',
    errors: WRITE_ERRORS,
    limit: CONFIG_WRITES,
    access,
    headers: ConditionSchema,
    answer: ConfigAnswerSchema,
    send,
  } as const
  const reset = (section: ConfigSection | null, changing: Changing) =>
    permitted({ ...changing, action: 'config.reset' }, async () =>
      answerOf(await service.reset(changeOf(changing), section)),
    )
  return [
    defineOperation({
      ...common,
      id: 'config.update',
      method: 'patch',
      path: '/config/{guildId}',
      summary: 'Change the configuration of a Discord server',
      description: `A JSON merge patch: what is left out stays, null brings a default back. ${ON_CONDITION}`,
      params: GuildParamsSchema,
      body: ConfigPatchBodySchema,
      handle: ({ params: { guildId }, headers, body, caller }) =>
        permitted({ guildId, caller, action: 'config.update' }, async () =>
          answerOf(await service.update(changeOf({ guildId, headers, caller }), body)),
        ),
    }),
    defineOperation({
      ...common,
      id: 'config.reset',
      method: 'delete',
      path: '/config/{guildId}',
      summary: 'Bring all defaults back',
      description: ON_CONDITION,
      params: GuildParamsSchema,
      handle: ({ params: { guildId }, headers, caller }) => reset(null, { guildId, headers, caller }),
    }),
    defineOperation({
      ...common,
      id: 'config.resetSection',
      method: 'delete',
      path: '/config/{guildId}/{section}',
      summary: 'Bring the defaults of one section back',
      description: ON_CONDITION,
      params: GuildSectionParamsSchema,
      handle: ({ params: { guildId, section }, headers, caller }) =>
        reset(section, { guildId, headers, caller }),
    }),
  ]
}

interface Changing {
  readonly guildId: string
  readonly headers: Condition
  readonly caller: ConfigCaller
}

const changeOf = ({ guildId, headers, caller: { userId, serviceId = null } }: Changing): Change => ({
  guildId,
  origin: { way: 'api', userId, serviceId },
  ifMatch: headers['if-match'] ?? null,
})

const answerOf = (state: Result<GuildState>): Result<ConfigAnswer> =>
  state.ok ? succeed(toAnswer(state.value, 'all')) : state

function toAnswer(state: GuildState, section: ConfigSection | 'all'): ConfigAnswer {
  const { guildId, version, updatedAtMs, config, overrides } = state
  const own = section === 'all' ? overrides : { [section]: overrides[section] }
  return {
    guildId,
    version,
    updatedAt: updatedAtMs === null ? null : new Date(updatedAtMs).toISOString(),
    config: section === 'all' ? config : { [section]: config[section] },
    overrides: own,
  }
}
