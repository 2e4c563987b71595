import type { Forgetting } from '../../platform/database/forgetting.ts'
import { dropWords } from './dropWords.ts'

/** What somebody has said goes with them, and what was said in a server with the server. */
export const commentsForgetting: Forgetting = {
  tables: ['comments'],
  async forgetUser(transaction, { userId, untilMs }) {
    await dropWords(transaction, comments =>
      comments.where('user_id', '=', userId).where('created_at_ms', '<=', untilMs),
    )
    await transaction
      .updateTable('comments')
      .set({ removed_by: null })
      .where('removed_by', '=', userId)
      .where('removed_at_ms', '<=', untilMs)
      .execute()
    return null
  },
  async forgetGuild(transaction, { guildId }) {
    await dropWords(transaction, comments => comments.where('guild_id', '=', guildId))
    return null
  },
}
