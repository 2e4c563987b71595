import { expect, it } from 'vitest'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { createJoinNames } from './joinNames.ts'

eachDatabase('names of those who have joined', open => {
  it('come the latest first, at most so many of each meeting', async () => {
    const database = await open()
    const names = createJoinNames(database)
    expect(await names.ofAll([], 3)).toEqual(new Map())
    expect(await names.ofAll(['0000000001'], 3)).toEqual(new Map())
    const joins = ['0000000001', '0000000002', '0000000003'].flatMap((meetingId, meeting) =>
      Array.from({ length: 5 }, (_, index) => ({
        meeting_id: meetingId,
        user_id: `140000000000000000${index}`,
        name: `🍿 ü ${meeting}.${index}`,
        // The last two came at the same time.
        first_at_ms: 1_700_000_000_000 + Math.min(index, 3),
      })),
    )
    await database.query.insertInto('meeting_joins').values(joins).execute()
    expect(await names.ofAll(['0000000003', '0000000001', '0000000009'], 3)).toEqual(
      new Map([
        ['0000000001', ['🍿 ü 0.3', '🍿 ü 0.4', '🍿 ü 0.2']],
        ['0000000003', ['🍿 ü 2.3', '🍿 ü 2.4', '🍿 ü 2.2']],
      ]),
    )
  })
})
