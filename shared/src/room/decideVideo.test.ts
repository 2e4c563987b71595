import { describe, expect, it } from 'vitest'
import { ANA, BEN, everybodyReady, FILM, gathered, LIVE, playbackIn, watching } from './testing/stage.ts'

const WATCH = { type: 'video.watch', entryId: FILM.entryId } as const

describe('putting a video on', () => {
  it('RM13 waits until everybody has its first frame', () => {
    const stage = gathered(2)
    stage.accept(BEN, { ...WATCH, startS: 12 })
    expect(stage.room.video).toEqual(FILM)
    expect(playbackIn(stage, 'waiting')).toMatchObject({
      reason: 'load',
      positionS: 12,
      waitingFor: [ANA, BEN],
      next: 'playing',
      by: BEN,
    })
    everybodyReady(stage, 12)
    expect(playbackIn(stage, 'playing').positionS).toBe(12)
  })

  it('RM13 replaces what is on', () => {
    const stage = watching(2, LIVE)
    stage.accept(BEN, WATCH)
    expect(stage.room.video).toEqual(FILM)
    expect(playbackIn(stage, 'waiting').positionS).toBe(0)
  })

  it.each([
    { video: FILM, startS: 500, positionS: 120, what: 'at the end at the latest' },
    {
      video: { ...FILM, durationS: null },
      startS: 500,
      positionS: 500,
      what: 'where it is told while the length is unknown',
    },
    { video: LIVE, startS: 500, positionS: null, what: 'at the edge of a live video' },
  ])('RM13 begins $what', ({ video, startS, positionS }) => {
    const stage = gathered(1)
    stage.accept(ANA, { ...WATCH, startS }, { video })
    expect(playbackIn(stage, 'waiting').positionS).toBe(positionS)
  })

  it('RM14 leaves alone what is on when it is meant for an idle room', () => {
    const stage = watching(2, LIVE)
    expect(stage.accept(BEN, { ...WATCH, onlyIfIdle: true })).toEqual([])
    expect(stage.room.video).toEqual(LIVE)
    stage.accept(BEN, { type: 'video.clear' })
    stage.accept(BEN, { ...WATCH, onlyIfIdle: true })
    expect(stage.room.video).toEqual(FILM)
  })

  it('RM16 forgets earlier trouble', () => {
    const stage = watching(2)
    stage.accept(ANA, { type: 'playback.seek', positionS: 60 })
    stage.pass(8000)
    stage.accept(null, { type: 'room.tick' })
    expect(stage.room.members.map(({ ignoreWait }) => ignoreWait)).toEqual([true, true])
    stage.accept(ANA, WATCH)
    expect(stage.room.members.map(({ ignoreWait }) => ignoreWait)).toEqual([false, false])
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA, BEN])
  })
})

it('RM15 takes the video off for everybody', () => {
  const stage = watching(2)
  stage.accept(BEN, { type: 'video.clear' })
  expect(stage.room).toMatchObject({ video: null, playback: { mode: 'idle' } })
  expect(stage.accept(ANA, { type: 'video.clear' })).toEqual([])
})
