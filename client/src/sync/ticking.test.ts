import { describe, expect, it } from 'vitest'
import { createParty, type Party, type Viewer } from './testing/testParty.ts'

const errorMs = (party: Party, viewer: Viewer): number =>
  Math.abs(party.targetS() - viewer.positionS()) * 1000

/** How often the player is asked how it is. */
async function readsIn(ms: number, { party, viewer }: { party: Party; viewer: Viewer }): Promise<number> {
  const before = viewer.player.reads
  await party.advance(ms)
  return viewer.player.reads - before
}

describe('a player is looked at', () => {
  it('seldom while it is in step or stands still, and often while it isn’t', async () => {
    const party = createParty()
    const viewer = party.join('1')
    party.run({ type: 'video.watch', entryId: '0_film' }, '1')
    await party.advance(20_000)
    const here = { party, viewer }
    const calm = await readsIn(2000, here)
    viewer.player.seekByItself(viewer.positionS() + 0.3)
    const steered = await readsIn(2000, here)
    expect(calm).toBeLessThan(steered / 2)
    await party.advance(10_000)
    expect(errorMs(party, viewer)).toBeLessThan(10)
    expect(await readsIn(2000, here)).toBeLessThan(steered / 2)
    viewer.controller.pause()
    await party.advance(2000)
    expect(await readsIn(2000, here)).toBeLessThan(steered / 2)
  })

  it('often again as soon as it drifts, and is brought back', async () => {
    const party = createParty()
    const viewer = party.join('1')
    party.run({ type: 'video.watch', entryId: '0_film' }, '1')
    await party.advance(20_000)
    viewer.player.starve(120)
    await party.advance(400)
    expect(errorMs(party, viewer)).toBeGreaterThan(50)
    await party.advance(4000)
    expect(errorMs(party, viewer)).toBeLessThan(10)
    expect(viewer.player.seeks).toEqual([])
  })

  it('and one that stands still is told of as soon as if it had been looked at all the time', async () => {
    for (const laterMs of [0, 60, 120, 180, 240]) {
      const party = createParty()
      const viewer = party.join('1')
      party.run({ type: 'video.watch', entryId: '0_film' }, '1')
      await party.advance(20_000 + laterMs)
      viewer.player.starve(4000)
      await party.advance(1480)
      expect(party.askedFor('playback.stalled')).toEqual([])
      await party.advance(120)
      expect(party.askedFor('playback.stalled')).toHaveLength(1)
    }
  })
})
