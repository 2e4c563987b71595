import type { Forgetting } from '../../platform/database/forgetting.ts'

/** Which events have been made: ids, and of nobody. They go with their server. */
export const meetingEventsForgetting: Forgetting = {
  tables: ['meeting_events'],
  async guilds(query) {
    const rows = await query.selectFrom('meeting_events').select('guild_id').distinct().execute()
    return rows.map(row => row.guild_id)
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction.deleteFrom('meeting_events').where('guild_id', '=', guildId).execute()
    return null
  },
}
