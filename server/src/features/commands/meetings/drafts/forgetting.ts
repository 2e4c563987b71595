import type { Forgetting } from '../../../../platform/database/forgetting.ts'
import { DRAFT_MS } from './draftStore.ts'

/** Somebody who has left plans nothing, and nobody knows where they live. */
export const draftsForgetting: Forgetting = {
  tables: ['meeting_drafts', 'member_time_zones'],
  async forgetUser(transaction, { userId, untilMs }) {
    await transaction
      .deleteFrom('meeting_drafts')
      .where('user_id', '=', userId)
      .where('expires_at_ms', '<=', untilMs + DRAFT_MS)
      .execute()
    await transaction
      .deleteFrom('member_time_zones')
      .where('user_id', '=', userId)
      .where('at_ms', '<=', untilMs)
      .execute()
    return null
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction.deleteFrom('meeting_drafts').where('guild_id', '=', guildId).execute()
    return null
  },
}
