import { describe, expect, it } from 'vitest'
import { createParty, type Party, type Viewer } from './testing/testParty.ts'

const errorMs = (party: Party, viewer: Viewer): number =>
  Math.abs(party.targetS() - viewer.positionS()) * 1000

const readyOf = (party: Party, { id }: Viewer) =>
  party
    .askedFor('playback.ready')
    .filter(({ by }) => by === id)
    .map(({ command }) => command)

/** Ana, near and quick, and Ben, far and with everything to fetch; both have sought as often as said. */
async function practised(seeks: number) {
  const party = createParty()
  const ana = party.join('1', { oneWayMs: 10 })
  const ben = party.join('2', { oneWayMs: 110, fetchMs: 300 })
  party.run({ type: 'video.watch', entryId: '0_film' }, '1')
  await party.advance(8000)
  for (let index = 0; index < seeks; index++) {
    ana.controller.seek(100 + index * 50)
    await party.advance(5000)
  }
  party.asked.length = 0
  return { party, ana, ben }
}

/** How long after Ana's press the room starts, ms. */
async function startAfterMs(party: Party, presser: Viewer): Promise<number> {
  const pressedMs = party.roomMs()
  presser.controller.seek(555)
  await party.advance(900)
  const { playback } = party.room()
  if (playback.mode !== 'playing') throw new Error(`The room is ${playback.mode}.`)
  return playback.atMs - pressedMs
}

describe('a promise', () => {
  it('WT15 is not given by who has measured no fetches', async () => {
    const { party, ana, ben } = await practised(0)
    // Told at 120 ms, there at 420, heard at 530, 200 ms of lead.
    expect(await startAfterMs(party, ana)).toBeCloseTo(730, -1.5)
    expect(readyOf(party, ben)).toEqual([expect.not.objectContaining({ byMs: expect.anything() })])
  })

  it('WT12 WT15 saves the way of the word, is kept, and is the only answer', async () => {
    const { party, ana, ben } = await practised(3)
    // Told at 120 ms, there at 420, moving 100 ms later.
    expect(await startAfterMs(party, ana)).toBeCloseTo(520, -1.5)
    expect(errorMs(party, ben)).toBeLessThan(30)
    await party.advance(3000)
    for (const viewer of [ana, ben]) expect(errorMs(party, viewer)).toBeLessThan(10)
    expect(readyOf(party, ben)).toEqual([
      expect.objectContaining({ positionS: 555, byMs: expect.any(Number) }),
    ])
    expect(ben.player.abandoned).toBe(0)
  })

  it('WT14 is broken rather than run dry at the end of a part', async () => {
    const { party, ana, ben } = await practised(3)
    ana.controller.seek(559.8)
    await party.advance(700)
    expect(party.room().playback.mode).toBe('playing')
    expect(ben.player.read().paused).toBe(true)
    await party.advance(600)
    expect(errorMs(party, ben)).toBeLessThan(50)
  })

  it('WT15 is not given for a place in the buffer', async () => {
    const { party, ana, ben } = await practised(4)
    ana.controller.seek(103)
    await party.advance(2000)
    expect(readyOf(party, ben)).toEqual([expect.not.objectContaining({ byMs: expect.anything() })])
  })

  it('WT15 is not given by a page that nobody sees', async () => {
    const { party, ana, ben } = await practised(4)
    ben.page.change('hidden')
    ana.controller.seek(555)
    await party.advance(3000)
    expect(readyOf(party, ben)).toEqual([expect.not.objectContaining({ byMs: expect.anything() })])
  })

  it('WT15 is not given before it is near enough for the room to take it', async () => {
    const { party, ana, ben } = await practised(0)
    ben.player.fetchIn(1100)
    for (let index = 0; index < 3; index++) {
      ana.controller.seek(200 + index * 50)
      await party.advance(6000)
    }
    party.asked.length = 0
    ana.controller.seek(500)
    // Told at 120 ms, he will be moving at 1320, and what he says from 320 on is heard at 430.
    await party.advance(425)
    expect(readyOf(party, ben)).toEqual([])
    await party.advance(75)
    expect(readyOf(party, ben)).toEqual([expect.objectContaining({ byMs: expect.any(Number) })])
    expect(party.room().playback.mode).toBe('playing')
  })

  it('WT15 that was refused is followed by the word that it is ready', async () => {
    const { party, ana, ben } = await practised(3)
    const clockAheadMs = 800
    const late = party.join('3', { oneWayMs: 20, fetchMs: 300, clockOffMs: clockAheadMs })
    await party.advance(5000)
    for (let index = 0; index < 4; index++) {
      ana.controller.seek(300 + index * 50)
      await party.advance(5000)
    }
    party.asked.length = 0
    ana.controller.seek(560)
    await party.advance(2000)
    const answers = readyOf(party, late)
    expect(answers).toHaveLength(2)
    expect(answers[0]).toHaveProperty('byMs')
    expect(answers[1]).not.toHaveProperty('byMs')
    expect(readyOf(party, ben)).toHaveLength(1)
    expect(party.room().playback.mode).toBe('playing')
  })

  it('WT14 that is broken by little costs nothing but a moment out of step', async () => {
    const { party, ana, ben } = await practised(4)
    ben.player.fetchIn(340)
    await startAfterMs(party, ana)
    expect(ana.player.read().paused).toBe(false)
    expect(errorMs(party, ben)).toBeLessThan(70)
    expect(ben.player.seeks.filter(positionS => positionS > 550)).toEqual([555])
    await party.advance(3000)
    expect(errorMs(party, ben)).toBeLessThan(10)
  })

  it('WT14 that is broken leaves the others moving, and the late one joins with what it was fetching', async () => {
    const { party, ana, ben } = await practised(4)
    ben.player.fetchIn(1500)
    await startAfterMs(party, ana)
    expect(errorMs(party, ana)).toBeLessThan(30)
    expect(ben.player.read().paused).toBe(true)
    // Asked for at 120 ms, it comes at 1620.
    await party.advance(720 + 400)
    expect(party.room().playback.mode).toBe('playing')
    expect(errorMs(party, ben)).toBeLessThan(60)
    expect(ben.player.abandoned).toBe(0)
    expect(ben.player.seeks.filter(positionS => positionS > 550)).toHaveLength(2)
    expect(party.askedFor('playback.stalled')).toEqual([])
  })

  it('WT14 that is broken does not spoil what was learned of the start', async () => {
    const { party, ana, ben } = await practised(4)
    ben.player.fetchIn(345)
    await startAfterMs(party, ana)
    ben.player.fetchIn(300)
    await party.advance(5000)
    ana.controller.seek(400)
    await party.advance(1000)
    expect(errorMs(party, ben)).toBeLessThan(30)
  })
})
