import type { VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import { createParty, type Party, type Viewer } from './testing/testParty.ts'

async function watching(party: Party, viewers: readonly Viewer[]): Promise<void> {
  party.run({ type: 'video.watch', entryId: '0_film' }, viewers[0]?.id ?? null)
  await party.advance(8000)
  expect(party.room().playback.mode).toBe('playing')
}

function spreadMs(viewers: readonly Viewer[]): number {
  const positions = viewers.map(viewer => viewer.positionS())
  return (Math.max(...positions) - Math.min(...positions)) * 1000
}

function errorMs(party: Party, viewer: Viewer): number {
  return Math.abs(party.targetS() - viewer.positionS()) * 1000
}

describe('watching together', () => {
  it('loads while paused, reports ready and starts with everybody', async () => {
    const party = createParty()
    const viewers = [party.join('1'), party.join('2', { loadMs: 1500, oneWayMs: 110 })]
    party.run({ type: 'video.watch', entryId: '0_film' }, '1')
    await party.advance(1400)
    expect(party.room().playback).toMatchObject({ mode: 'waiting', waitingFor: ['2'] })
    expect(viewers[0]?.player.plays).toBe(0)
    await party.advance(3000)
    expect(party.askedFor('playback.ready')).toHaveLength(2)
    for (const viewer of viewers) expect(errorMs(party, viewer)).toBeLessThan(30)
  })

  it('holds five different players within 10 ms, without a seek', async () => {
    const party = createParty()
    const viewers = [1, 2, 3, 4, 5].map(number =>
      party.join(String(number), {
        oneWayMs: number * 20,
        startMs: { afterSeek: 30 * number, afterPause: -10 * number },
        engagingS: 0.005 * number,
      }),
    )
    await watching(party, viewers)
    await party.advance(10_000)
    let worstMs = 0
    for (let second = 0; second < 120; second++) {
      await party.advance(1000)
      worstMs = Math.max(worstMs, spreadMs(viewers))
    }
    expect(worstMs).toBeLessThan(12)
    expect(viewers.flatMap(viewer => viewer.player.seeks)).toEqual([])
  })

  it('learns how long its player takes to start', async () => {
    const party = createParty()
    const viewer = party.join('1', { startMs: { afterSeek: 140, afterPause: 60 } })
    await watching(party, [viewer])
    for (let round = 0; round < 4; round++) {
      viewer.controller.pause()
      await party.advance(1000)
      viewer.controller.play()
      await party.advance(5000)
    }
    viewer.controller.pause()
    await party.advance(1000)
    viewer.controller.play()
    await party.advance(600)
    expect(errorMs(party, viewer)).toBeLessThan(10)
  })

  it('changes speed with everybody at the same moment', async () => {
    const party = createParty()
    const viewers = [party.join('1'), party.join('2', { oneWayMs: 110 })]
    await watching(party, viewers)
    viewers[0]?.controller.setRate(1.5)
    await party.advance(600)
    for (const viewer of viewers) expect(errorMs(party, viewer)).toBeLessThan(60)
    await party.advance(5000)
    for (const viewer of viewers) expect(errorMs(party, viewer)).toBeLessThan(25)
  })

  it('plays on by the last timeline while offline', async () => {
    const party = createParty()
    const viewer = party.join('1')
    await watching(party, [viewer])
    viewer.view.update(view => ({ ...view, connection: 'offline' }))
    await party.advance(60_000)
    expect(errorMs(party, viewer)).toBeLessThan(10)
    expect(viewer.controller.view.get().state).toBe('inStep')
  })

  it('does nothing before it knows what time it is in the room', async () => {
    const party = createParty()
    const viewer = party.join('1', { clockOffMs: Number.NaN })
    party.run({ type: 'video.watch', entryId: '0_film' }, '1')
    await party.advance(2000)
    expect(viewer.player.plays).toBe(0)
  })
})

describe('pausing', () => {
  it('stops the presser at once and the others at the presser’s frame', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2', { oneWayMs: 110 })]
    await watching(party, [ana, ben])
    ana.controller.pause()
    expect(ana.player.read().paused).toBe(true)
    expect(ana.controller.view.get().wished).toBe('paused')
    await party.advance(1000)
    expect(ben.player.read().paused).toBe(true)
    expect(ben.positionS()).toBe(ana.positionS())
    expect(ana.player.seeks).toEqual([])
    expect(ana.controller.view.get().wished).toBeUndefined()
  })

  it('does not start again before the room has answered, and is not echoed back to the room', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1', { oneWayMs: 300 }), party.join('2')]
    await watching(party, [ana, ben])
    const plays = ana.player.plays
    ana.controller.pause()
    await party.advance(3000)
    expect(ana.player.plays).toBe(plays)
    expect(party.askedFor('playback.pause')).toHaveLength(1)
    expect(party.room().playback.mode).toBe('paused')
  })

  it('with media keys pauses the room', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ben.player.pauseByItself()
    await party.advance(1000)
    expect(party.askedFor('playback.pause')).toMatchObject([{ by: '2' }])
    expect(ana.player.read().paused).toBe(true)
  })

  it('goes on in step when the room refuses', async () => {
    const party = createParty()
    const viewer = party.join('1')
    await watching(party, [viewer])
    viewer.view.update(view => ({ ...view, memberId: 'nobody' }))
    party.run({ type: 'room.leave', memberId: '1', reason: 'gone' }, null)
    party.run({ type: 'room.join', displayName: '2', avatarUrl: null }, '2')
    party.run({ type: 'playback.play' }, '2')
    await party.advance(3000)
    viewer.controller.pause()
    expect(viewer.player.read().paused).toBe(true)
    await party.advance(4000)
    expect(viewer.player.read().paused).toBe(false)
    expect(errorMs(party, viewer)).toBeLessThan(40)
  })
})

describe('seeking', () => {
  it('shows the new place at once, waits there for all and goes on together', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2', { oneWayMs: 110, seekMs: 400 })]
    await watching(party, [ana, ben])
    ana.controller.seek(300)
    expect(ana.controller.view.get().positionS).toBe(300)
    expect(ana.player.seeks).toEqual([300])
    await party.advance(400)
    expect(party.room().playback.mode).toBe('waiting')
    await party.advance(2000)
    expect(party.targetS()).toBeGreaterThan(300)
    for (const viewer of [ana, ben]) expect(errorMs(party, viewer)).toBeLessThan(60)
  })

  it('never takes its own seek for drift, nor for somebody’s wish', async () => {
    const party = createParty()
    const viewers = [party.join('1', { seekMs: 900, eventDelayMs: 700 }), party.join('2')]
    await watching(party, viewers)
    viewers[0]?.controller.seek(300)
    await party.advance(20_000)
    expect(party.askedFor('playback.seek')).toHaveLength(1)
    for (const viewer of viewers) expect(viewer.player.seeks.length).toBeLessThanOrEqual(2)
  })

  it('by a player that steps over a gap asks nothing of the room', async () => {
    const party = createParty()
    const viewer = party.join('1')
    await watching(party, [viewer])
    viewer.player.seekByItself(viewer.positionS() + 0.3)
    await party.advance(5000)
    expect(party.askedFor('playback.seek')).toEqual([])
    expect(errorMs(party, viewer)).toBeLessThan(20)
  })

  it('by the viewer in the browser’s own controls moves the room', async () => {
    const party = createParty()
    const viewer = party.join('1')
    await watching(party, [viewer])
    viewer.player.seekByItself(200)
    await party.advance(3000)
    expect(party.askedFor('playback.seek')).toMatchObject([{ command: { positionS: 200 } }])
  })

  it.each([
    ['seeks', (viewer: Viewer) => viewer.player.seekByItself(200)],
    ['pauses', (viewer: Viewer) => viewer.player.pauseByItself()],
  ])('%s by a viewer who may not are asked of nobody, answered, and undone', async (_, act) => {
    const party = createParty()
    const asked: string[] = []
    const viewer = party.join('1', { mayDo: action => asked.push(action) < 0 })
    await watching(party, [viewer])
    act(viewer)
    await party.advance(5000)
    expect(asked).toHaveLength(1)
    expect([...party.askedFor('playback.seek'), ...party.askedFor('playback.pause')]).toEqual([])
    expect(errorMs(party, viewer)).toBeLessThan(30)
  })

  it('while paused leaves everybody on the same still', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ana.controller.pause()
    await party.advance(1000)
    ben.controller.seek(42)
    await party.advance(1000)
    expect([ana.positionS(), ben.positionS()]).toEqual([42, 42])
  })
})

describe('joining late', () => {
  it('lands in the running video within 300 ms of being ready, and nobody notices', async () => {
    const party = createParty()
    const ana = party.join('1')
    await watching(party, [ana])
    await party.advance(20_000)
    const seqBefore = party.room().playback
    const late = party.join('2', { loadMs: 1200, oneWayMs: 60 })
    await party.advance(1300 + 300)
    expect(late.player.read().paused).toBe(false)
    expect(errorMs(party, late)).toBeLessThan(100)
    await party.advance(5000)
    expect(errorMs(party, late)).toBeLessThan(10)
    expect(party.room().playback).toEqual(seqBefore)
    expect(ana.player.seeks).toEqual([])
  })

  it('finds a player that takes long to get ready, by aiming further ahead the next time', async () => {
    const party = createParty()
    const ana = party.join('1')
    await watching(party, [ana])
    const late = party.join('2', { seekMs: 900 })
    await party.advance(6000)
    expect(late.player.read().paused).toBe(false)
    expect(errorMs(party, late)).toBeLessThan(100)
  })
})

describe('running dry', () => {
  it('says so after a second and a half, waits, and goes on together', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ben.player.starve(3000)
    await party.advance(1000)
    expect(ben.controller.view.get().state).toBe('buffering')
    expect(party.room().playback.mode).toBe('playing')
    await party.advance(1000)
    expect(party.room().playback).toMatchObject({ mode: 'waiting', reason: 'stall', waitingFor: ['2'] })
    await party.advance(4000)
    expect(party.room().playback.mode).toBe('playing')
    for (const viewer of [ana, ben]) expect(errorMs(party, viewer)).toBeLessThan(60)
  })

  it('for a moment bothers nobody', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ben.player.starve(350)
    await party.advance(10_000)
    expect(party.askedFor('playback.stalled')).toEqual([])
    expect(errorMs(party, ben)).toBeLessThan(20)
    expect(ben.player.seeks).toEqual([])
  })

  it('for too long lets the others go on, and is waited for again after ten seconds in step', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ben.player.starve(15_000)
    await party.advance(10_000)
    expect(party.room().playback.mode).toBe('playing')
    expect(party.room().members.find(member => member.id === '2')?.ignoreWait).toBe(true)
    expect(errorMs(party, ana)).toBeLessThan(60)
    await party.advance(10_000)
    expect(errorMs(party, ben)).toBeLessThan(100)
    await party.advance(12_000)
    expect(party.room().members.find(member => member.id === '2')?.ignoreWait).toBe(false)
  })

  it('has the player look at its buffer again', async () => {
    const party = createParty()
    const viewer = party.join('1')
    await watching(party, [viewer])
    viewer.player.starve(2000)
    await party.advance(1500)
    expect(viewer.player.refills).toBe(1)
  })
})

describe('sound that the browser refuses', () => {
  it('plays without it, in step, until the viewer gives it', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2', { blocksSound: true })]
    await watching(party, [ana, ben])
    await party.advance(3000)
    expect(ben.controller.view.get()).toMatchObject({ soundBlocked: true, muted: true, state: 'inStep' })
    expect(errorMs(party, ben)).toBeLessThan(20)
    ben.controller.setMuted(false)
    expect(ben.controller.view.get()).toMatchObject({ soundBlocked: false, muted: false })
  })

  it('is not taken for a pause where the browser begins before it refuses', async () => {
    const party = createParty()
    const viewer = party.join('1', { blocksSound: true, stopsForSound: true })
    await watching(party, [viewer])
    await party.advance(3000)
    expect(party.askedFor('playback.pause')).toEqual([])
    expect(viewer.controller.view.get()).toMatchObject({ soundBlocked: true, muted: true, state: 'inStep' })
  })

  it('is not taken for a pause when it is refused a second time', async () => {
    const party = createParty()
    const viewer = party.join('1', { blocksSound: true })
    await watching(party, [viewer])
    viewer.controller.setMuted(false)
    viewer.player.pauseByItself()
    await party.advance(3000)
    expect(party.askedFor('playback.pause')).toEqual([])
    expect(viewer.controller.view.get()).toMatchObject({ soundBlocked: true, muted: true })
    expect(errorMs(party, viewer)).toBeLessThan(100)
  })
})

describe('a page that nobody sees', () => {
  it('keeps away from speeds, and is back in step soon after it is seen again', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ben.page.change('hidden')
    await party.advance(500)
    const rates = ben.player.rates.length
    ben.player.starve(700)
    await party.advance(30_000)
    expect(ben.controller.view.get().state).toBe('hidden')
    expect(ben.player.rates.length - rates).toBeLessThanOrEqual(1)
    ben.page.change('visible')
    await party.advance(1500)
    expect(errorMs(party, ben)).toBeLessThan(100)
    expect(party.askedFor('playback.stalled')).toEqual([])
  })

  it('is never paused for all by a browser that saves power', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ben.page.change('hidden')
    ben.player.pauseByItself()
    await party.advance(3000)
    expect(party.room().playback.mode).toBe('playing')
  })
})

describe('the end', () => {
  it('is reached by all, and is no pause', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    ana.controller.seek(590)
    await party.advance(20_000)
    expect(party.room().playback.mode).toBe('ended')
    expect(party.askedFor('playback.pause')).toEqual([])
    expect([ana.positionS(), ben.positionS()].every(positionS => positionS > 599.7)).toBe(true)
    ben.controller.play()
    await party.advance(5000)
    expect(party.targetS()).toBeLessThan(6)
    for (const viewer of [ana, ben]) expect(errorMs(party, viewer)).toBeLessThan(60)
  })
})

describe('trouble of one', () => {
  it('with the session is told, and tried again on request', async () => {
    const party = createParty()
    const failure = { kind: 'sessionRefused', message: 'No.' } as const
    const viewer = party.join('1', { session: { ok: false, failure } })
    party.run({ type: 'video.watch', entryId: '0_film' }, '1')
    await party.advance(1000)
    expect(viewer.controller.view.get()).toMatchObject({ phase: 'failed', failure, state: 'failed' })
    viewer.controller.retry()
    expect(viewer.controller.view.get().phase).toBe('loading')
  })

  it('with the player is mended once by itself, and told the second time', async () => {
    const party = createParty()
    const viewer = party.join('1')
    await watching(party, [viewer])
    viewer.player.fail({ kind: 'cannotPlay' })
    await party.advance(3000)
    expect(viewer.controller.view.get().phase).toBe('ready')
    expect(errorMs(party, viewer)).toBeLessThan(100)
    viewer.player.fail({ kind: 'cannotPlay' })
    await party.advance(100)
    expect(viewer.controller.view.get()).toMatchObject({ phase: 'failed', failure: { kind: 'cannotPlay' } })
  })

  it('with an earlier video is nothing to the next', async () => {
    const party = createParty()
    const viewer = party.join('1', { loadMs: 3000 })
    party.run({ type: 'video.watch', entryId: '0_film' }, '1')
    await party.advance(100)
    party.run({ type: 'video.clear' }, '1')
    await party.advance(5000)
    expect(viewer.controller.view.get().phase).toBe('empty')
  })

  it('never lets it report ready for another wait', async () => {
    const party = createParty()
    const viewers = [party.join('1'), party.join('2')]
    await watching(party, viewers)
    viewers[0]?.controller.seek(100)
    await party.advance(30)
    viewers[1]?.controller.seek(400)
    await party.advance(5000)
    expect(party.targetS()).toBeGreaterThan(400)
    for (const viewer of viewers) expect(errorMs(party, viewer)).toBeLessThan(60)
  })
})

describe('telemetry', () => {
  it('goes out every two seconds, and at once when the state is another', async () => {
    const party = createParty()
    const [ana, ben] = [party.join('1'), party.join('2')]
    await watching(party, [ana, ben])
    await party.advance(5000)
    const before = ben.telemetry.length
    await party.advance(10_000)
    expect(ben.telemetry.length - before).toBe(5)
    ben.player.starve(1000)
    await party.advance(600)
    expect(ben.telemetry.at(-1)?.state).toBe('buffering')
  })
})

describe('live', () => {
  const LIVE: VideoSummary = {
    entryId: '1_live',
    name: 'Live',
    kind: 'live',
    durationS: null,
    dvrWindowS: 60,
  }
  const EDGE_S = 1_795_000_100

  it('starts where the first who is ready says, and stands there with all', async () => {
    const party = createParty(LIVE)
    const viewers = [party.join('1'), party.join('2', { loadMs: 900 })]
    for (const [index, viewer] of viewers.entries()) {
      const endS = EDGE_S + index * 2
      viewer.player.goLive({ seekable: { startS: endS - 60, endS }, safeEdgeS: endS - 12 })
    }
    party.run({ type: 'video.watch', entryId: '1_live' }, '1')
    await party.advance(5000)
    expect(party.room().playback).toMatchObject({ mode: 'playing', positionS: EDGE_S - 12 })
    for (const viewer of viewers) expect(errorMs(party, viewer)).toBeLessThan(60)
    expect(viewers[0]?.controller.view.get().live?.behindEdgeS).toBeGreaterThanOrEqual(0)
  })

  it('is not moved for all by a player that jumps to its edge', async () => {
    const party = createParty(LIVE)
    const viewer = party.join('1')
    viewer.player.goLive({ seekable: { startS: EDGE_S - 60, endS: EDGE_S + 600 }, safeEdgeS: EDGE_S - 12 })
    party.run({ type: 'video.watch', entryId: '1_live' }, '1')
    await party.advance(5000)
    viewer.player.seekByItself(EDGE_S + 20)
    await party.advance(5000)
    expect(party.askedFor('playback.seek')).toEqual([])
    expect(errorMs(party, viewer)).toBeLessThan(60)
  })
})
