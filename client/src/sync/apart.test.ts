import { describe, expect, it } from 'vitest'
import { createParty, FILM, type Party, type Viewer } from './testing/testParty.ts'

async function watching(party: Party, viewers: readonly Viewer[]): Promise<void> {
  party.run({ type: 'video.watch', entryId: '0_film' }, viewers[0]?.id ?? null)
  await party.advance(8000)
  expect(party.room().playback.mode).toBe('playing')
}

async function together() {
  const party = createParty()
  const [ana, ben] = [party.join('1'), party.join('2', { oneWayMs: 110 })]
  await watching(party, [ana, ben])
  return { party, ana, ben }
}

const errorMs = (party: Party, viewer: Viewer): number =>
  Math.abs(party.targetS() - viewer.positionS()) * 1000

const memberOf = (party: Party, { id }: Viewer) => party.room().members.find(member => member.id === id)

describe('watching apart', () => {
  it('AP5 goes on where it is, and the room is told once', async () => {
    const { party, ana } = await together()
    const beforeS = ana.positionS()
    ana.controller.setApart(true)
    await party.advance(5000)
    expect(ana.positionS()).toBeCloseTo(beforeS + 5, 1)
    expect(ana.player.seeks).toEqual([])
    expect(party.askedFor('member.setApart')).toHaveLength(1)
    expect(memberOf(party, ana)?.apart).toBe(true)
    expect(ana.controller.view.get()).toMatchObject({ state: 'apart', errorS: null })
  })

  it('AP5 pauses, plays, seeks and changes speed without a word to the room', async () => {
    const { party, ana, ben } = await together()
    ana.controller.setApart(true)
    await party.advance(500)
    const saidBefore = party.asked.length
    ana.controller.pause()
    await party.advance(3000)
    expect(ana.player.read().paused).toBe(true)
    expect(errorMs(party, ben)).toBeLessThan(15)
    ana.controller.seek(200)
    ana.controller.setRate(1.5)
    ana.controller.play()
    await party.advance(6000)
    expect(ana.positionS()).toBeGreaterThan(206)
    expect(ana.player.read().rate).toBeCloseTo(1.5, 1)
    expect(party.asked).toHaveLength(saidBefore)
    expect(errorMs(party, ben)).toBeLessThan(15)
  })

  it('AP5 misses nothing by running dry: what it has fallen behind shows later', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    await party.advance(500)
    const beforeS = ana.positionS()
    ana.player.starve(4000)
    await party.advance(4500)
    expect(ana.positionS() - beforeS).toBeLessThan(1.5)
    expect(ana.player.seeks).toEqual([])
    expect(party.askedFor('playback.stalled')).toEqual([])
    await party.advance(3000)
    expect(ana.positionS() - beforeS).toBeGreaterThan(2.5)
  })

  it('AP5 obeys what its viewer does with media keys, and tells nobody', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    await party.advance(500)
    ana.player.pauseByItself()
    await party.advance(1000)
    expect(ana.controller.view.get().apart?.playing).toBe(false)
    expect(party.askedFor('playback.pause')).toEqual([])
  })

  it('AP5 asks nobody whether it may, also before the room has heard of it', async () => {
    const party = createParty()
    const ben = party.join('2')
    const ana = party.join('1', { mayDo: () => false })
    await watching(party, [ben, ana])
    ana.controller.setApart(true)
    ana.player.pauseByItself()
    await party.advance(1000)
    expect(ana.controller.view.get().apart?.playing).toBe(false)
    expect(ana.player.read().paused).toBe(true)
    expect(errorMs(party, ben)).toBeLessThan(15)
  })

  it('AP6 is at once where the room is when it jumps back', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    ana.controller.pause()
    await party.advance(20_000)
    ana.controller.setApart(false)
    await party.advance(3000)
    expect(errorMs(party, ana)).toBeLessThan(30)
    expect(memberOf(party, ana)?.apart).toBe(false)
    expect(ana.controller.view.get()).toMatchObject({ apart: null, state: 'inStep' })
  })

  it('AP6 catches up by going faster, skips nothing, and is then in step', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    ana.controller.pause()
    await party.advance(10_000)
    ana.controller.catchUp()
    await party.advance(10_000)
    expect(ana.player.read().rate).toBeGreaterThan(1.2)
    expect(memberOf(party, ana)?.apart).toBe(true)
    expect(ana.controller.view.get()).toMatchObject({ state: 'catchingUp', apart: { catchingUp: true } })
    await party.advance(45_000)
    expect(ana.controller.view.get().apart).toBeNull()
    expect(memberOf(party, ana)?.apart).toBe(false)
    expect(errorMs(party, ana)).toBeLessThan(15)
    expect(ana.player.seeks).toEqual([])
  })

  it('AP6 has its own speed back when catching up is broken off', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    ana.controller.pause()
    await party.advance(20_000)
    ana.controller.catchUp()
    await party.advance(3000)
    expect(ana.controller.view.get().apart).toMatchObject({ catchingUp: true, rate: 1.5 })
    ana.controller.seek(ana.positionS() - 5)
    await party.advance(2000)
    expect(ana.controller.view.get().apart).toMatchObject({ catchingUp: false, rate: 1 })
    ana.controller.catchUp()
    await party.advance(2000)
    ana.controller.pause()
    ana.controller.play()
    await party.advance(2000)
    expect(ana.controller.view.get().apart).toMatchObject({ playing: true, rate: 1 })
    expect(ana.player.read().rate).toBeCloseTo(1, 1)
  })

  it('AP6 has caught up with a room that stands still once it stands there too', async () => {
    const { party, ana, ben } = await together()
    ana.controller.setApart(true)
    ana.controller.pause()
    await party.advance(6000)
    ben.controller.pause()
    await party.advance(500)
    ana.controller.catchUp()
    await party.advance(10_000)
    expect(ana.controller.view.get().apart).toBeNull()
    expect(ana.positionS()).toBeCloseTo(ben.positionS(), 2)
  })

  it('AP7 tells the room again when it has been forgotten there', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    await party.advance(500)
    party.run({ type: 'room.leave', memberId: '1', reason: 'gone' }, null)
    party.run({ type: 'room.join', displayName: '1', avatarUrl: null }, '1')
    await party.advance(4000)
    expect(memberOf(party, ana)?.apart).toBe(true)
  })

  it('AP7 outlasts the page: a new one takes over what the room knows', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    await party.advance(500)
    ana.controller.close()
    const again = party.join('1')
    await party.advance(4000)
    expect(again.controller.view.get().apart).not.toBeNull()
    expect(memberOf(party, again)?.apart).toBe(true)
    again.controller.pause()
    await party.advance(1000)
    expect(party.room().playback.mode).toBe('playing')
  })

  it('AP4 begins another video at its own pace, and is back when there is none', async () => {
    const { party, ana } = await together()
    ana.controller.setApart(true)
    ana.controller.pause()
    await party.advance(500)
    ana.view.update(view => {
      if (!view.room) return view
      const playback = { mode: 'paused', positionS: 30, rate: 1, by: null } as const
      return { ...view, room: { ...view.room, playback, video: { ...FILM, entryId: '0_other' } } }
    })
    await party.advance(4000)
    expect(ana.controller.view.get().apart).toMatchObject({ playing: false })
    expect(ana.positionS()).toBeCloseTo(30, 2)
    await party.advance(500)
    party.run({ type: 'video.clear' }, '2')
    await party.advance(500)
    expect(ana.controller.view.get().apart).toBeNull()
  })
})

describe('an offset for sound that comes out late', () => {
  it('PB12 puts this player ahead of the room, and nobody else', async () => {
    const { party, ana, ben } = await together()
    ana.controller.setOffset(200)
    await party.advance(6000)
    expect((ana.positionS() - party.targetS()) * 1000).toBeGreaterThan(185)
    expect((ana.positionS() - party.targetS()) * 1000).toBeLessThan(215)
    expect(errorMs(party, ben)).toBeLessThan(15)
    expect(ana.controller.view.get().state).toBe('inStep')
    expect(Math.abs(ana.telemetry.at(-1)?.errorS ?? 1)).toBeLessThan(0.02)
  })

  it('PB12 keeps the room’s own places: a pause stops the others where the presser would be without it', async () => {
    const { party, ana, ben } = await together()
    ana.controller.setOffset(200)
    await party.advance(6000)
    ana.controller.pause()
    await party.advance(1000)
    expect(ana.positionS() - ben.positionS()).toBeCloseTo(0.2, 2)
    expect(ana.controller.view.get().positionS).toBeCloseTo(ben.positionS(), 2)
    ana.controller.seek(100)
    await party.advance(1000)
    expect(ben.positionS()).toBeCloseTo(100, 2)
    expect(ana.positionS()).toBeCloseTo(100.2, 2)
    ben.controller.play()
    await party.advance(4000)
    expect((ana.positionS() - ben.positionS()) * 1000).toBeGreaterThan(185)
  })

  it.each([-500, -200, 500])('PB12 begins and ends with the video, %i ms off', async offsetMs => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    ana.controller.setOffset(offsetMs)
    await watching(party, [ana, ben])
    expect(party.askedFor('playback.ready')).toHaveLength(2)
    const offMs = (ana.positionS() - party.targetS()) * 1000
    expect(Math.abs(offMs - offsetMs)).toBeLessThan(30)
    ben.controller.seek(597)
    await party.advance(12_000)
    expect(party.room().playback.mode).toBe('ended')
    expect(ana.controller.view.get().phase).toBe('ready')
  })
})
