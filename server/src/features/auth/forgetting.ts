import type { Transaction } from 'kysely'
import type { AfterForgetting, Forgetting } from '../../platform/database/forgetting.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { SignIns } from './signIns.ts'

/** Named in one statement; databases bound how much it may hold. */
const AT_ONCE = 500

/** Sign-ins go with their tokens, on every surface, and their open lines with them. */
export function createSignInForgetting(signIns: Pick<SignIns, 'ended'>): Forgetting {
  async function remove(transaction: Transaction<Tables>, ids: readonly string[]): Promise<AfterForgetting> {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE)
      await transaction.deleteFrom('refresh_tokens').where('sign_in_id', 'in', some).execute()
      await transaction.deleteFrom('sign_ins').where('id', 'in', some).execute()
    }
    return () => signIns.ended(ids)
  }

  return {
    tables: ['sign_ins', 'refresh_tokens'],
    async forgetUser(transaction, { userId, untilMs }) {
      const rows = await transaction
        .selectFrom('sign_ins')
        .select('id')
        .where('user_id', '=', userId)
        .where('created_at_ms', '<=', untilMs)
        .execute()
      return remove(
        transaction,
        rows.map(({ id }) => id),
      )
    },
    async forgetGuild(transaction, { guildId }) {
      const rows = await transaction
        .selectFrom('sign_ins')
        .select('id')
        .where('guild_id', '=', guildId)
        .execute()
      return remove(
        transaction,
        rows.map(({ id }) => id),
      )
    },
  }
}
