import type { Forgetting } from '../../platform/database/forgetting.ts'

/** What somebody has chosen for themselves. */
export const preferencesForgetting: Forgetting = {
  tables: ['personal_settings'],
  async forgetUser(transaction, { userId, untilMs }) {
    await transaction
      .deleteFrom('personal_settings')
      .where('user_id', '=', userId)
      .where('saved_at_ms', '<=', untilMs)
      .execute()
    return null
  },
}
