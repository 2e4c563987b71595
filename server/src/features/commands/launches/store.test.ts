import { beforeEach, expect, it } from 'vitest'
import { eachDatabase } from '../../../testing/eachDatabase.ts'
import { createLaunchStore, type LaunchStore, type Wish } from './store.ts'

const NOW_MS = 1_800_000_000_000.5
const ANA = '1400000000000000001'
const BEN = '1400000000000000002'
const GUILD = '1200000000000000001'
const ANA_ARRIVES = { userId: ANA, guildId: GUILD, instanceId: 'i-1' }

const wishOf = (number: number, more: Partial<Wish> = {}): Wish => ({
  interactionId: `15000000000000000${String(number).padStart(2, '0')}`,
  userId: ANA,
  guildId: GUILD,
  entryId: `0_video${number}`,
  place: 'now',
  ...more,
})

let store: LaunchStore

eachDatabase('the store of wishes', open => {
  beforeEach(async () => {
    store = createLaunchStore(await open())
  })

  const takenBy = (arrival = ANA_ARRIVES, sinceMs = NOW_MS - 1) => store.take(arrival, sinceMs)

  it('gives a wish to the member, in that server, until it is removed', async () => {
    await store.add(wishOf(1), NOW_MS)
    expect(await takenBy({ ...ANA_ARRIVES, userId: BEN })).toBeNull()
    expect(await takenBy({ ...ANA_ARRIVES, guildId: '1200000000000000002' })).toBeNull()
    expect(await takenBy()).toEqual(wishOf(1))
    expect(await takenBy()).toEqual(wishOf(1))
    await store.remove(wishOf(1).interactionId)
    expect(await takenBy()).toBeNull()
  })

  it('lets the latest win, as Discord numbers them', async () => {
    for (const number of [2, 10, 9]) await store.add(wishOf(number), NOW_MS)
    expect(await takenBy()).toEqual(wishOf(10))
    await store.remove(wishOf(10).interactionId)
    expect(await takenBy()).toBeNull()
    await store.add(wishOf(3, { interactionId: '999999999999999999' }), NOW_MS)
    await store.add(wishOf(4), NOW_MS)
    expect(await takenBy()).toEqual(wishOf(4))
  })

  it('keeps the first of two that are the same', async () => {
    await store.add(wishOf(1), NOW_MS)
    await store.add(wishOf(1, { entryId: '0_other', place: 'last' }), NOW_MS)
    expect(await takenBy()).toEqual(wishOf(1))
  })

  it.each(['now', 'next', 'last'] as const)('remembers where it is to go: %s', async place => {
    await store.add(wishOf(1, { place }), NOW_MS)
    expect(await takenBy()).toEqual(wishOf(1, { place }))
  })

  it('lets a wish come true in one Activity alone', async () => {
    await store.add(wishOf(1), NOW_MS)
    await store.pin(wishOf(1).interactionId, 'i-2')
    expect(await takenBy()).toBeNull()
    await store.pin(wishOf(1).interactionId, 'i-1')
    expect(await takenBy()).toBeNull()
    expect(await takenBy({ ...ANA_ARRIVES, instanceId: 'i-2' })).toEqual(wishOf(1))
  })

  it('lets one of two Activities have it, if both ask at once on two nodes', async () => {
    const stores = [store, createLaunchStore(await open())]
    for (let round = 1; round <= 10; round++) {
      const wish = wishOf(round)
      await store.add(wish, NOW_MS)
      const ask = (each: LaunchStore, index: number) =>
        each.take({ ...ANA_ARRIVES, instanceId: `i-${index}` }, NOW_MS - 1)
      const found = await Promise.all(stores.map(ask))
      expect(found.filter(each => each !== null)).toEqual([wish])
      await store.remove(wish.interactionId)
    }
  })

  it('gives none that is too old, and forgets it', async () => {
    await store.add(wishOf(1), NOW_MS)
    expect(await takenBy(ANA_ARRIVES, NOW_MS + 1)).toBeNull()
    await store.removeBefore(NOW_MS)
    expect(await takenBy()).toEqual(wishOf(1))
    await store.removeBefore(NOW_MS + 10)
    expect(await takenBy()).toBeNull()
  })
})
