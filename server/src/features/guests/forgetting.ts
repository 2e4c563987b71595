import type { AfterForgetting, Forgetting } from '../../platform/database/forgetting.ts'

/** Told of sign-ins that hold no longer. */
interface Ended {
  ended(signInIds: readonly string[]): void
}

/** Links go with who has made them, and the visits that came of them end. Whose visits those were, sign-ins say. */
export const createGuestsForgetting = (signIns: Ended): Forgetting => ({
  tables: ['room_links', 'room_guests'],
  async forgetUser(transaction, { userId, untilMs }): Promise<AfterForgetting | null> {
    const links = await transaction
      .selectFrom('room_links')
      .select('id')
      .where('maker_id', '=', userId)
      .where('created_at_ms', '<=', untilMs)
      .execute()
    await transaction
      .deleteFrom('room_guests')
      .where('user_id', '=', userId)
      .where('created_at_ms', '<=', untilMs)
      .execute()
    if (links.length === 0) return null
    const ids = links.map(({ id }) => id)
    const guests = await transaction
      .selectFrom('room_guests')
      .select('sign_in_id as id')
      .where('link_id', 'in', ids)
      .execute()
    const signInIds = guests.map(({ id }) => id)
    if (signInIds.length > 0)
      await transaction
        .updateTable('sign_ins')
        .set({ ended_at_ms: Math.round(untilMs) })
        .where('id', 'in', signInIds)
        .where('ended_at_ms', 'is', null)
        .execute()
    await transaction.deleteFrom('room_guests').where('link_id', 'in', ids).execute()
    await transaction.deleteFrom('room_links').where('id', 'in', ids).execute()
    return () => signIns.ended(signInIds)
  },
  async forgetGuild(transaction, { guildId }) {
    await transaction.deleteFrom('room_guests').where('guild_id', '=', guildId).execute()
    await transaction.deleteFrom('room_links').where('guild_id', '=', guildId).execute()
    return null
  },
})
