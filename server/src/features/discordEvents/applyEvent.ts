import type { Forgetter } from '../../platform/database/forgetting.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import { addGuildCheck } from './guildCheckStore.ts'
import { bringsBot, rememberInstallation } from './installations.ts'
import type { AppEvent, Installed } from './webhookEvent.ts'

/** How far Discord's clock may be behind ours: what was made so shortly after somebody left counts as before, ms. */
export const CLOCK_SKEW_MS = 5_000

interface ApplyEventOptions {
  readonly database: Pick<Database, 'query'>
  readonly forgetter: Pick<Forgetter, 'user'>
  /** When a server that has just been added is first looked at, epoch ms. */
  readonly firstCheckMs: () => number
  /** Some server may have lost its bot. */
  readonly onSuspicion: () => void
}

/** Does what an event asks for; the same event again changes nothing. */
export function createApplyEvent(options: ApplyEventOptions): (event: AppEvent) => Promise<void> {
  const { forgetter, onSuspicion } = options
  return async event => {
    if (event.type === 'authorized') {
      if (await install(options, event)) onSuspicion()
      return
    }
    const { userId, occurredAtMs: atMs } = event
    await forgetter.user({ userId, atMs, untilMs: atMs + CLOCK_SKEW_MS })
    onSuspicion()
  }
}

/** Whether it is doubtful that the bot is still there. */
function install(
  { database, firstCheckMs }: Pick<ApplyEventOptions, 'database' | 'firstCheckMs'>,
  event: Installed,
): Promise<boolean> {
  return database.query.transaction().execute(async transaction => {
    const { hasLeftSince } = await rememberInstallation(transaction, event)
    if (!bringsBot(event)) return false
    await addGuildCheck(transaction, event.guildId, firstCheckMs())
    const { numUpdatedRows } = await transaction
      .updateTable('guild_checks')
      .set({ next_check_at_ms: 0, removed_at_ms: null })
      .where('guild_id', '=', event.guildId)
      // News from before a removal look like a return.
      .where(({ eb }) => (hasLeftSince ? eb.lit(true) : eb('removed_at_ms', 'is not', null)))
      .executeTakeFirst()
    return numUpdatedRows > 0n
  })
}
