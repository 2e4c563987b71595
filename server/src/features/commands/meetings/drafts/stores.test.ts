import { beforeEach, expect, it } from 'vitest'
import { eachDatabase } from '../../../../testing/eachDatabase.ts'
import { createDraftStore, DRAFT_MS, type DraftStore } from './draftStore.ts'
import type { Plan } from './plan.ts'
import { createTimeZoneStore } from './timeZoneStore.ts'

const ANA = { guildId: '1200000000000000001', userId: '1400000000000000001' }
const BEN = { ...ANA, userId: '1400000000000000002' }
const ELSEWHERE = { ...ANA, guildId: '1200000000000000002' }
const PLAN: Plan = {
  channelId: '1310000000000000001',
  type: 'webinar',
  title: 'Quarterly “numbers” 🦆',
  description: 'Two\nlines',
  waitForHost: true,
  at: 'morgen um 15 Uhr',
  askedAtMs: 1_800_000_000_000.25,
  plannedAtMs: 1_800_100_000_000,
  zone: 'Europe/Berlin',
  isZoneWritten: false,
}

let nowMs: number
const clock = { nowMs: () => nowMs }

eachDatabase('what waits to be confirmed', open => {
  let drafts: DraftStore
  let others: DraftStore
  beforeEach(async () => {
    nowMs = 1_800_000_000_000.5
    drafts = createDraftStore(await open(), clock)
    others = createDraftStore(await open(), clock)
  })

  it('is there for whoever made it, in that server', async () => {
    const id = await drafts.add(ANA, PLAN)
    expect(await drafts.get(ANA, id)).toEqual(PLAN)
    for (const somebody of [BEN, ELSEWHERE]) {
      expect(await drafts.get(somebody, id)).toBeNull()
      expect(await drafts.take(somebody, id)).toBeNull()
      expect(await drafts.change(somebody, id, { ...PLAN, title: 'Mine' })).toBe(false)
    }
    expect(await drafts.get(ANA, 'somethingelse')).toBeNull()
    expect(await drafts.get(ANA, id)).toEqual(PLAN)
  })

  it('is changed, and taken once', async () => {
    const id = await drafts.add(ANA, PLAN)
    expect(await drafts.change(ANA, id, { ...PLAN, at: 'later' })).toBe(true)
    expect(await drafts.take(ANA, id)).toMatchObject({ at: 'later' })
    expect(await drafts.take(ANA, id)).toBeNull()
    expect(await drafts.change(ANA, id, PLAN)).toBe(false)
    await drafts.putBack(ANA, id, PLAN)
    expect(await drafts.take(ANA, id)).toEqual(PLAN)
  })

  it('is given to one of several who take it at once', async () => {
    const id = await drafts.add(ANA, PLAN)
    const taken = await Promise.all([drafts, others, drafts, others].map(store => store.take(ANA, id)))
    expect(taken.filter(plan => plan !== null)).toHaveLength(1)
  })

  it('goes after a quarter of an hour', async () => {
    const id = await drafts.add(ANA, PLAN)
    nowMs += DRAFT_MS - 2
    await drafts.removeExpired()
    expect(await drafts.get(ANA, id)).toEqual(PLAN)
    nowMs += 3
    expect(await drafts.take(ANA, id)).toBeNull()
    await drafts.removeExpired()
    nowMs -= DRAFT_MS
    expect(await drafts.get(ANA, id)).toBeNull()
  })
})

eachDatabase('time zones of members', open => {
  it('are remembered, the latest one, by two at once as well', async () => {
    nowMs = 1_800_000_000_000.5
    const [zones, others] = [
      createTimeZoneStore(await open(), clock),
      createTimeZoneStore(await open(), clock),
    ]
    expect(await zones.of(ANA.userId)).toBeNull()
    await Promise.all([zones.remember(ANA.userId, 'Asia/Tokyo'), others.remember(ANA.userId, 'Asia/Tokyo')])
    expect(await zones.of(ANA.userId)).toBe('Asia/Tokyo')
    // Two within one millisecond are no reason to write it twice.
    await zones.remember(ANA.userId, 'Asia/Tokyo')
    await zones.remember(ANA.userId, 'Europe/Berlin')
    expect(await others.of(ANA.userId)).toBe('Europe/Berlin')
    expect(await zones.of(BEN.userId)).toBeNull()
  })
})
