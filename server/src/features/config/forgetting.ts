import type { Forgetting } from '../../platform/database/forgetting.ts'

const NOTHING = '{}'

/** Changes stay without their authors; what a server has decided goes only when it is clear that it won't come back. */
export const configForgetting: Forgetting = {
  tables: ['guild_configs', 'guild_config_changes', 'guild_config_imports'],
  async guilds(query) {
    const decided = await query
      .selectFrom('guild_configs')
      .select('guild_id')
      .where('overrides', '<>', NOTHING)
      .execute()
    const changed = await query.selectFrom('guild_config_changes').select('guild_id').distinct().execute()
    return [...decided, ...changed].map(row => row.guild_id)
  },
  async forgetUser(transaction, { userId, untilMs }) {
    await transaction
      .updateTable('guild_config_changes')
      .set({ user_id: null })
      .where('user_id', '=', userId)
      .where('at_ms', '<=', untilMs)
      .execute()
    return null
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction
      .updateTable('guild_config_changes')
      .set({ user_id: null })
      .where('guild_id', '=', guildId)
      .execute()
    return null
  },
  async forgetSettings(transaction, { guildId, nowMs }) {
    await transaction.deleteFrom('guild_config_changes').where('guild_id', '=', guildId).execute()
    await transaction.deleteFrom('guild_config_imports').where('guild_id', '=', guildId).execute()
    // The row stays for its number, which must never fall: whoever has read a higher one would keep what it had read.
    await transaction
      .updateTable('guild_configs')
      .set(({ eb }) => ({
        version: eb('version', '+', 1),
        overrides: NOTHING,
        updated_at_ms: Math.round(nowMs),
      }))
      .where('guild_id', '=', guildId)
      .where('overrides', '<>', NOTHING)
      .execute()
  },
}
