import type { Forgetting } from '../database/forgetting.ts'

/** What was still to be done for somebody who has left, or in a server that has removed us, isn't done any more. */
export const outboxForgetting: Forgetting = {
  tables: ['outbox'],
  async forgetUser(transaction, { userId, untilMs }) {
    await transaction
      .deleteFrom('outbox')
      // An id is digits alone: nothing in it means something to `like`.
      .where('payload', 'like', `%"${userId}"%`)
      .where('created_at_ms', '<=', untilMs)
      .execute()
    return null
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction.deleteFrom('outbox').where('guild_id', '=', guildId).execute()
    return null
  },
}
