import { DatabaseSync } from 'node:sqlite'
import { type Meeting, MeetingSchema } from '../../../shared/src/meetings/meeting.ts'
import type { ChaosProduct } from './chaosProduct.ts'

/** What the server has written down, read from beside it while it runs or is down. */
export interface ChaosRecords {
  readonly meetings: readonly Meeting[]
  /** Shared so often, by the meeting's id. */
  readonly shares: ReadonlyMap<string, number>
  /** Given up on by the outbox, each with what went wrong last. */
  readonly parked: readonly string[]
  /** Nothing is due, under way, or being tried again. */
  readonly isIdle: boolean
  /** What takes meetings back has still to look. */
  readonly removals: number
}

export function readRecords({ databasePath }: ChaosProduct): ChaosRecords {
  const database = new DatabaseSync(databasePath, { readOnly: true })
  const all = (sql: string, ...values: number[]) => database.prepare(sql).all(...values)
  try {
    const nowMs = Date.now()
    const open = all(
      `SELECT 1 FROM outbox WHERE done_at_ms IS NULL AND (next_attempt_at_ms <= ?
         OR (next_attempt_at_ms IS NOT NULL AND last_error IS NOT NULL))`,
      nowMs,
    )
    const underWay = all('SELECT 1 FROM outbox_lanes WHERE until_ms > ?', nowMs)
    return {
      meetings: all('SELECT state FROM meetings').map(({ state }) =>
        MeetingSchema.parse(JSON.parse(String(state))),
      ),
      shares: countBy(
        all(`SELECT lane FROM outbox WHERE kind = 'meeting.shared'`).map(({ lane }) =>
          String(lane).replace('notify:', ''),
        ),
      ),
      parked: all(
        'SELECT kind, last_error FROM outbox WHERE done_at_ms IS NULL AND next_attempt_at_ms IS NULL',
      ).map(({ kind, last_error }) => `${kind}: ${last_error}`),
      isIdle: open.length + underWay.length === 0,
      removals: all(`SELECT 1 FROM outbox WHERE kind = 'meeting.remove' AND done_at_ms IS NULL`).length,
    }
  } finally {
    database.close()
  }
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
