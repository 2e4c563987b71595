import type { Forgetting } from '../../platform/database/forgetting.ts'

/** What Kaltura was told of somebody. The user at Kaltura itself is not ours to delete. */
export const sentProfilesForgetting: Forgetting = {
  tables: ['kaltura_users'],
  async forgetUser(transaction, { userId, untilMs }) {
    await transaction
      .deleteFrom('kaltura_users')
      .where('user_id', '=', userId)
      .where('sent_at_ms', '<=', untilMs)
      .execute()
    return null
  },
}
