import { hash } from 'node:crypto'
import { type Checked, type ConfigProblem, checkConfig } from '@kaltura-discord/shared/config/checkConfig.ts'
import { describeKeys, type KeyDescription } from '@kaltura-discord/shared/config/configKeys.ts'
import {
  type ConfigOverrides,
  type ConfigSection,
  type GuildConfig,
  OverridesSchema,
} from '@kaltura-discord/shared/config/configSchema.ts'
import { type ChangedKey, type ConfigState, diffConfig } from '@kaltura-discord/shared/config/diffConfig.ts'
import { mergeConfig, mergePatch } from '@kaltura-discord/shared/config/mergeConfig.ts'
import {
  parseConfigKey,
  parseConfigValue,
  type WrittenValue,
} from '@kaltura-discord/shared/config/parseConfigValue.ts'
import { patchConfig } from '@kaltura-discord/shared/config/patchConfig.ts'
import type { ConfigHistory } from '@kaltura-discord/shared/protocol/http/config.ts'
import { namesTagStrongly } from '../../platform/http/entityTag.ts'
import type { Logger } from '../../platform/logger.ts'
import { type Failure, fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { SerialQueue } from '../../platform/serialQueue.ts'
import { ConfigCache } from './configCache.ts'
import { nearestKey } from './nearestKey.ts'
import type { ChangeOrigin, ConfigStore, HistoryRequest, StoredConfig } from './store.ts'

/** How often a change meets one of another process before it is given back. */
const MAX_ATTEMPTS = 8
/** How many of its mistakes a refused change is told. */
const TOLD_PROBLEMS = 3

/** A server's configuration as it stands. */
export interface GuildState extends ConfigState {
  readonly guildId: string
  readonly version: number
  /** Epoch ms; null while nothing has been changed. */
  readonly updatedAtMs: number | null
}

/** The same after somebody has changed it. */
export interface ChangedState extends GuildState {
  /** Empty where everything was so already. */
  readonly changed: readonly ChangedKey[]
}

/** A change that doesn't fit, with what is wrong for whoever says it in another language. */
export interface Refusal extends Failure {
  readonly problems: readonly ConfigProblem[]
}

export interface Change {
  readonly guildId: string
  readonly origin: ChangeOrigin
  /** `If-Match` of the request: the tags of the states that it may change. Any when null. */
  readonly ifMatch?: string | null
}

/** Whoever calls this has asked for the permission; it only knows what configuration is. */
export interface ConfigService {
  /** What is in force, for whoever acts on it. */
  of(guildId: string): Promise<GuildConfig>
  view(guildId: string): Promise<GuildState>
  /** Applies a JSON merge patch to what the server has decided for itself. */
  update(change: Change, patch: unknown): Promise<Result<ChangedState> | Refusal>
  /** Sets one key to what somebody has written into a text field. */
  updateKey(change: Change, written: WrittenValue): Promise<Result<ChangedState> | Refusal>
  /** The parts of a key as somebody wrote it, or what is wrong with it. */
  readKey(written: Pick<WrittenValue, 'key' | 'section'>): Checked<readonly string[]>
  /** What is in force where a server decides nothing. */
  readonly defaults: GuildConfig
  /** Every key there is, for whoever offers or explains them. */
  keys(): readonly KeyDescription[]
  /** Brings the defaults back, of one section or of all. */
  reset(change: Change, section: ConfigSection | null): Promise<Result<ChangedState>>
  /** Takes in overrides from a file, unless the same file was taken in before; says whether it was. */
  importOnce(guildId: string, overrides: unknown, contentHash: string): Promise<Result<boolean>>
  history(request: HistoryRequest): Promise<ConfigHistory>
  /** Entity tag of a state: of its version, and of the defaults that it stands on. */
  tagOf(version: number): string
}

interface ConfigServiceOptions {
  readonly store: ConfigStore
  readonly defaults: GuildConfig
  readonly clock: RoomClock
  readonly logger: Logger
}

type Decide = (overrides: ConfigOverrides) => Checked<ConfigOverrides>

export function createConfigService({ store, defaults, clock, logger }: ConfigServiceOptions): ConfigService {
  const cache = new ConfigCache(clock)
  const queue = new SerialQueue()
  const digest = hash('sha256', JSON.stringify(defaults)).slice(0, 8)
  const tagOf = (version: number) => `"${version}-${digest}"`

  const toState = (guildId: string, { version, overrides, updatedAtMs }: StoredConfig): GuildState => ({
    guildId,
    version,
    updatedAtMs,
    overrides,
    config: mergeConfig(defaults, overrides),
  })
  const read = async (guildId: string) => toState(guildId, await store.load(guildId))
  const view = (guildId: string) => cache.get(guildId, () => read(guildId))

  /** One try; null when another process was first. */
  async function attempt(
    change: Change & Imported,
    decide: Decide,
  ): Promise<Result<ChangedState> | Refusal | null> {
    const { guildId, origin, ifMatch = null, contentHash } = change
    const before = cache.put(await read(guildId))
    if (contentHash !== undefined && (await store.wasImported(guildId, contentHash))) return unchanged(before)
    if (ifMatch !== null && !namesTagStrongly(ifMatch, tagOf(before.version))) return hasChanged()
    const decided = decide(before.overrides)
    if (!decided.ok) return refuse(decided.problems)
    const nowMs = clock.nowMs()
    const stored = { version: before.version + 1, overrides: decided.value, updatedAtMs: Math.round(nowMs) }
    const after = toState(guildId, stored)
    const keys = diffConfig(before, after)
    if (keys.length === 0) {
      if (contentHash !== undefined) await store.rememberImport(guildId, contentHash, nowMs)
      return unchanged(before)
    }
    const saving = {
      guildId,
      expectedVersion: before.version,
      overrides: after.overrides,
      keys,
      origin,
      nowMs,
    }
    const saved = await store.save({ ...saving, ...(contentHash !== undefined && { contentHash }) })
    if (!saved) return null
    logger.info('config.changed', { guildId, version: after.version, way: origin.way, userId: origin.userId })
    cache.put(after)
    return succeed({ ...after, changed: keys })
  }

  const apply = (change: Change & Imported, decide: Decide): Promise<Result<ChangedState> | Refusal> =>
    queue.run(change.guildId, async () => {
      for (let count = 0; count < MAX_ATTEMPTS; count++) {
        const done = await attempt(change, decide)
        if (done !== null) return done
      }
      return fail('conflict', 'Others are changing this configuration as well. Try again.', {
        retryAfterS: 1,
      })
    })

  const update = (change: Change, patch: unknown) =>
    apply(change, overrides => patchConfig(overrides, patch, nearestKey))
  const keys = describeKeys(defaults)

  return {
    of: async guildId => (await view(guildId)).config,
    view,
    tagOf,
    update,
    async updateKey(change, written) {
      const parsed = parseConfigValue(written, nearestKey)
      return parsed.ok ? update(change, parsed.value) : refuse(parsed.problems)
    },
    readKey: written => parseConfigKey(written, nearestKey),
    defaults,
    keys: () => keys,
    reset: (change, section) =>
      apply(change, overrides => ({ ok: true, value: without(overrides, section) })),
    async importOnce(guildId, overrides, contentHash) {
      if (await store.wasImported(guildId, contentHash)) return succeed(false)
      const checked = checkConfig(OverridesSchema, overrides, nearestKey)
      if (!checked.ok) return refuse(checked.problems)
      const change = { guildId, origin: FROM_A_FILE, contentHash }
      // On top of what is there: other keys are the server's own decision.
      const done = await apply(change, before => patchConfig(before, checked.value, nearestKey))
      return done.ok ? succeed(true) : done
    },
    async history({ guildId, limit, before }) {
      const found = await store.history({ guildId, limit: limit + 1, before })
      const changes = found.slice(0, limit)
      const last = changes.at(-1)
      return { changes, nextCursor: found.length > limit && last ? String(last.version) : null }
    },
  }
}

interface Imported {
  readonly contentHash?: string
}

const FROM_A_FILE: ChangeOrigin = { way: 'import', userId: null, serviceId: null }

const without = (overrides: ConfigOverrides, section: ConfigSection | null): ConfigOverrides =>
  section === null ? {} : OverridesSchema.parse(mergePatch(overrides, { [section]: null }))

const hasChanged = () =>
  fail('precondition_failed', 'Somebody else has changed this configuration. Read it again and decide again.')

const unchanged = (state: GuildState) => succeed({ ...state, changed: [] })

function refuse(problems: readonly ConfigProblem[]): Refusal {
  const [first] = problems
  const field = first && first.key !== '' ? { field: first.key } : {}
  const told = problems.slice(0, TOLD_PROBLEMS).map(({ message }) => message)
  return { ...fail('invalid_request', told.join(' '), field), problems }
}
