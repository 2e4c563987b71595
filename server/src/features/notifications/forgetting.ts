import type { Forgetting } from '../../platform/database/forgetting.ts'

/** Which messages have been sent: ids of channels and messages, and of nobody. They go with their server. */
export const notificationsForgetting: Forgetting = {
  tables: ['notification_messages'],
  async guilds(query) {
    const rows = await query.selectFrom('notification_messages').select('guild_id').distinct().execute()
    return rows.map(row => row.guild_id)
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction.deleteFrom('notification_messages').where('guild_id', '=', guildId).execute()
    return null
  },
}
