import type { Transaction } from 'kysely'
import { isDuplicateKey } from '../../platform/database/duplicateKey.ts'
import type { Forgetting } from '../../platform/database/forgetting.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { Installed } from './webhookEvent.ts'

/** Installed without it, there is no bot in the server whose absence would say that the application was removed. */
const BOT = 'bot'
const WITH_BOT = `%${BOT}%`

export const bringsBot = ({ scopes }: Pick<Installed, 'scopes'>): boolean => scopes.includes(BOT)

/**
 * Remembers who has added the application to a server. Events come in any order and what is left is the same: the
 * latest installation, without its author when they have left since. Says whether they have.
 */
export async function rememberInstallation(
  transaction: Transaction<Tables>,
  event: Installed,
): Promise<{ readonly hasLeftSince: boolean }> {
  // First the row, then the look: whoever leaves meanwhile waits for the row, or is seen.
  await write(transaction, event)
  const left = await transaction
    .selectFrom('discord_events')
    .select('occurred_at_ms')
    .where('user_id', '=', event.userId)
    .where('occurred_at_ms', '>=', event.occurredAtMs)
    .orderBy('occurred_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (left) await forgetAuthor(transaction, event.userId, left.occurred_at_ms)
  return { hasLeftSince: left !== undefined }
}

async function forgetAuthor(transaction: Transaction<Tables>, userId: string, atMs: number): Promise<void> {
  await transaction
    .deleteFrom('installations')
    .where('installed_by', '=', userId)
    .where('at_ms', '<=', atMs)
    .where('scopes', 'not like', WITH_BOT)
    .execute()
  await transaction
    .updateTable('installations')
    .set({ installed_by: null })
    .where('installed_by', '=', userId)
    .where('at_ms', '<=', atMs)
    .execute()
}

async function write(transaction: Transaction<Tables>, event: Installed): Promise<void> {
  const columns = {
    guild_name: event.guildName,
    installed_by: event.userId,
    scopes: event.scopes.join(' '),
    at_ms: event.occurredAtMs,
  }
  const update = async () => {
    const { numUpdatedRows } = await transaction
      .updateTable('installations')
      .set(columns)
      .where('guild_id', '=', event.guildId)
      .where('at_ms', '<', event.occurredAtMs)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
  if (await update()) return
  try {
    await transaction
      .insertInto('installations')
      .values({ guild_id: event.guildId, ...columns })
      .execute()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // There is one that is newer, or that somebody else has just written.
    await update()
  }
}

export const installationsForgetting: Forgetting = {
  tables: ['installations'],
  async guilds(query) {
    const rows = await query.selectFrom('installations').select(['guild_id', 'scopes']).execute()
    return rows.filter(row => row.scopes.split(' ').includes(BOT)).map(row => row.guild_id)
  },
  async forgetUser(transaction, { userId, atMs }) {
    await forgetAuthor(transaction, userId, atMs)
    return null
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction.deleteFrom('installations').where('guild_id', '=', guildId).execute()
    return null
  },
}
