import type { ConfigOverrides } from '@kaltura-discord/shared/config/configSchema.ts'
import type { ChangedKey } from '@kaltura-discord/shared/config/diffConfig.ts'
import { readOverrides } from '@kaltura-discord/shared/config/readOverrides.ts'
import {
  type ChangeWay,
  type ConfigChange,
  ConfigChangeSchema,
} from '@kaltura-discord/shared/protocol/http/config.ts'
import type { Transaction } from 'kysely'
import { isDuplicateKey } from '../../platform/database/duplicateKey.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import type { Tables } from '../../platform/database/tables.ts'

/** Changes of a server's configuration that are kept, the latest ones. */
export const KEPT_CHANGES = 1_000

export interface StoredConfig {
  /** 0 while a server has decided nothing. */
  readonly version: number
  readonly overrides: ConfigOverrides
  /** Epoch ms; null while a server has decided nothing. */
  readonly updatedAtMs: number | null
}

/** Who makes a change, and how it comes in. */
export interface ChangeOrigin {
  readonly way: ChangeWay
  readonly userId: string | null
  /** The service that acted, on its own or for the user. */
  readonly serviceId: string | null
}

export interface Saving {
  readonly guildId: string
  readonly expectedVersion: number
  readonly overrides: ConfigOverrides
  readonly keys: readonly ChangedKey[]
  readonly origin: ChangeOrigin
  readonly nowMs: number
  /** SHA-256 of the file it comes from; remembered together with the change, or not at all. */
  readonly contentHash?: string
}

export interface HistoryRequest {
  readonly guildId: string
  readonly limit: number
  /** Only changes that made versions before this one. */
  readonly before?: number | undefined
}

export interface ConfigStore {
  load(guildId: string): Promise<StoredConfig>
  /** Keeps the change beside its history; false when somebody was first, and then nothing has happened. */
  save(saving: Saving): Promise<boolean>
  /** The latest first. */
  history(request: HistoryRequest): Promise<readonly ConfigChange[]>
  wasImported(guildId: string, contentHash: string): Promise<boolean>
  /** Remembers a file that changed nothing. */
  rememberImport(guildId: string, contentHash: string, nowMs: number): Promise<void>
}

const NOTHING_DECIDED: StoredConfig = { version: 0, overrides: {}, updatedAtMs: null }

export function createConfigStore({ query }: Database): ConfigStore {
  return {
    async load(guildId) {
      const row = await query
        .selectFrom('guild_configs')
        .select(['version', 'overrides', 'updated_at_ms'])
        .where('guild_id', '=', guildId)
        .executeTakeFirst()
      if (!row) return NOTHING_DECIDED
      const overrides = readOverrides(JSON.parse(row.overrides))
      return { version: row.version, overrides, updatedAtMs: row.updated_at_ms }
    },
    async save(saving) {
      try {
        await query.transaction().execute(transaction => write(transaction, saving))
        return true
      } catch (error) {
        if (error === SOMEBODY_WAS_FIRST || isDuplicateKey(error)) return false
        throw error
      }
    },
    async history({ guildId, limit, before }) {
      const rows = await query
        .selectFrom('guild_config_changes')
        .selectAll()
        .where('guild_id', '=', guildId)
        .$if(before !== undefined, builder => builder.where('version', '<', before ?? 0))
        .orderBy('version', 'desc')
        .limit(limit)
        .execute()
      return rows.map(readChange)
    },
    async wasImported(guildId, contentHash) {
      const row = await query
        .selectFrom('guild_config_imports')
        .select('at_ms')
        .where('guild_id', '=', guildId)
        .where('content_hash', '=', contentHash)
        .executeTakeFirst()
      return row !== undefined
    },
    async rememberImport(guildId, contentHash, nowMs) {
      try {
        await query
          .insertInto('guild_config_imports')
          .values(importRow(guildId, contentHash, nowMs))
          .execute()
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
  }
}

/** Thrown inside the transaction, so that it is undone. */
const SOMEBODY_WAS_FIRST = new Error('somebody was first')

/** The compare-and-set on the version is all that decides who wins. */
async function write(transaction: Transaction<Tables>, saving: Saving): Promise<void> {
  const { guildId, expectedVersion, nowMs, contentHash } = saving
  const columns = {
    version: expectedVersion + 1,
    overrides: JSON.stringify(saving.overrides),
    updated_at_ms: Math.round(nowMs),
  }
  if (expectedVersion === 0) {
    await transaction
      .insertInto('guild_configs')
      .values({ guild_id: guildId, ...columns })
      .execute()
  } else {
    const { numUpdatedRows } = await transaction
      .updateTable('guild_configs')
      .set(columns)
      .where('guild_id', '=', guildId)
      .where('version', '=', expectedVersion)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) throw SOMEBODY_WAS_FIRST
  }
  await transaction.insertInto('guild_config_changes').values(changeRow(saving)).execute()
  if (contentHash !== undefined)
    await transaction
      .insertInto('guild_config_imports')
      .values(importRow(guildId, contentHash, nowMs))
      .execute()
  await transaction
    .deleteFrom('guild_config_changes')
    .where('guild_id', '=', guildId)
    .where('version', '<=', columns.version - KEPT_CHANGES)
    .execute()
}

const importRow = (guildId: string, contentHash: string, nowMs: number) => ({
  guild_id: guildId,
  content_hash: contentHash,
  at_ms: Math.round(nowMs),
})

const changeRow = ({ guildId, expectedVersion, origin, keys, nowMs }: Saving) => ({
  guild_id: guildId,
  version: expectedVersion + 1,
  at_ms: Math.round(nowMs),
  way: origin.way,
  user_id: origin.userId,
  service_id: origin.serviceId,
  changed_keys: JSON.stringify(keys),
})

const readChange = (row: Tables['guild_config_changes']): ConfigChange =>
  ConfigChangeSchema.parse({
    version: row.version,
    at: new Date(row.at_ms).toISOString(),
    way: row.way,
    by: { userId: row.user_id, serviceId: row.service_id },
    keys: JSON.parse(row.changed_keys),
  })
