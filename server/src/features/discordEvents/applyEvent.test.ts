import { expect, it } from 'vitest'
import { createForgetter } from '../../platform/database/forgetting.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { sentProfilesForgetting } from '../users/forgetting.ts'
import { CLOCK_SKEW_MS, createApplyEvent } from './applyEvent.ts'

const ANA = '1400000000000000001'
const LEFT_AT_MS = 1_800_000_000_000

eachDatabase('somebody who leaves', open => {
  it.each([
    ['is forgotten', CLOCK_SKEW_MS, 0],
    ['has come back', CLOCK_SKEW_MS + 1, 1],
  ])('%s by what was made %i ms later by our clock', async (_what, laterMs, rows) => {
    const database = await open()
    const apply = createApplyEvent({
      database,
      forgetter: createForgetter(database, [sentProfilesForgetting]),
      firstCheckMs: () => 0,
      onSuspicion: () => {},
    })
    await database.query
      .insertInto('kaltura_users')
      .values({ user_id: ANA, sent_hash: 'hash', sent_at_ms: LEFT_AT_MS + laterMs })
      .execute()
    await apply({ type: 'deauthorized', userId: ANA, occurredAtMs: LEFT_AT_MS })
    expect(await database.query.selectFrom('kaltura_users').selectAll().execute()).toHaveLength(rows)
  })
})
