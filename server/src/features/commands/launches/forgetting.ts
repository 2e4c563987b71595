import type { Forgetting } from '../../../platform/database/forgetting.ts'

/** Somebody who has left, or whose server has, waits for no video. */
export const launchesForgetting: Forgetting = {
  tables: ['launch_wishes'],
  async forgetUser(transaction, { userId, untilMs }) {
    await transaction
      .deleteFrom('launch_wishes')
      .where('user_id', '=', userId)
      .where('wished_at_ms', '<=', untilMs)
      .execute()
    return null
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction.deleteFrom('launch_wishes').where('guild_id', '=', guildId).execute()
    return null
  },
}
