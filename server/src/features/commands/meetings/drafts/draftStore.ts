import { randomBytes } from 'node:crypto'
import type { Database } from '../../../../platform/database/openDatabase.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'
import { type Plan, PlanSchema } from './plan.ts'

/** As long as the message with its buttons can be answered, ms. */
export const DRAFT_MS = 15 * 60_000

const ID_BYTES = 12

/** Whose it is: nobody else can do anything with it, and nowhere else. */
export interface DraftOwner {
  readonly guildId: string
  readonly userId: string
}

/** What waits to be confirmed. */
export interface DraftStore {
  /** The id, for the buttons. */
  add(owner: DraftOwner, plan: Plan): Promise<string>
  get(owner: DraftOwner, id: string): Promise<Plan | null>
  /** False where it is gone. */
  change(owner: DraftOwner, id: string, plan: Plan): Promise<boolean>
  /** It is gone then: to one of two who take it at once it is given, to the other it isn't. */
  take(owner: DraftOwner, id: string): Promise<Plan | null>
  /** What came of it has failed: it can be taken again. */
  putBack(owner: DraftOwner, id: string, plan: Plan): Promise<void>
  removeExpired(): Promise<void>
}

export function createDraftStore({ query }: Pick<Database, 'query'>, clock: RoomClock): DraftStore {
  const nowMs = () => Math.floor(clock.nowMs())

  async function insert({ guildId, userId }: DraftOwner, id: string, plan: Plan): Promise<void> {
    const row = { id, guild_id: guildId, user_id: userId, draft: JSON.stringify(plan) }
    await query
      .insertInto('meeting_drafts')
      .values({ ...row, expires_at_ms: nowMs() + DRAFT_MS })
      .execute()
  }

  async function get({ guildId, userId }: DraftOwner, id: string): Promise<Plan | null> {
    const row = await query
      .selectFrom('meeting_drafts')
      .select('draft')
      .where('id', '=', id)
      .where('guild_id', '=', guildId)
      .where('user_id', '=', userId)
      .where('expires_at_ms', '>', nowMs())
      .executeTakeFirst()
    return row ? PlanSchema.parse(JSON.parse(row.draft)) : null
  }

  return {
    async add(owner, plan) {
      const id = randomBytes(ID_BYTES).toString('hex')
      await insert(owner, id, plan)
      return id
    },
    get,
    async change(owner, id, plan) {
      if ((await get(owner, id)) === null) return false
      const { numUpdatedRows } = await query
        .updateTable('meeting_drafts')
        .set({ draft: JSON.stringify(plan), expires_at_ms: nowMs() + DRAFT_MS })
        .where('id', '=', id)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async take(owner, id) {
      const plan = await get(owner, id)
      if (plan === null) return null
      const { numDeletedRows } = await query
        .deleteFrom('meeting_drafts')
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows === 1n ? plan : null
    },
    putBack: insert,
    async removeExpired() {
      await query.deleteFrom('meeting_drafts').where('expires_at_ms', '<=', nowMs()).execute()
    },
  }
}
