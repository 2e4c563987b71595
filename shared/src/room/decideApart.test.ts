import { describe, expect, it } from 'vitest'
import { ANA, BEN, CLEO, FILM, gathered, playbackIn, watching } from './testing/stage.ts'

const APART = { type: 'member.setApart', apart: true } as const
const TOGETHER = { type: 'member.setApart', apart: false } as const

describe('watching on one’s own', () => {
  it('AP1 leaves the video of the others alone, and is said once', () => {
    const stage = watching(2)
    const { playback } = stage.room
    expect(stage.accept(ANA, APART)).toEqual([{ type: 'member.apart', memberId: ANA, apart: true }])
    expect(stage.room.playback).toBe(playback)
    expect(stage.accept(ANA, APART)).toEqual([])
  })

  it('AP1 ends a wait in which nobody else is missing', () => {
    const stage = watching(2)
    stage.accept(BEN, { type: 'playback.seek', positionS: 60 })
    const { waitId } = playbackIn(stage, 'waiting')
    stage.accept(BEN, { type: 'playback.ready', waitId, positionS: 60 })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA])
    stage.accept(ANA, APART)
    expect(playbackIn(stage, 'playing').positionS).toBe(60)
  })

  it('AP1 is waited for neither after a seek nor for a new video', () => {
    const stage = watching(3)
    stage.accept(ANA, APART)
    stage.accept(BEN, { type: 'playback.seek', positionS: 60 })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([BEN, CLEO])
    stage.accept(BEN, { type: 'video.watch', entryId: FILM.entryId })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([BEN, CLEO])
  })

  it('AP1 stops nobody by stalling, and isn’t counted among those who have stalled', () => {
    const stage = watching(2)
    stage.accept(ANA, APART)
    expect(stage.accept(ANA, { type: 'playback.stalled', positionS: 1 })).toEqual([])
    expect(stage.room.playback.mode).toBe('playing')
  })

  it('AP2 in a room where everybody does, a seek and a new video wait for nobody', () => {
    const stage = watching(2)
    stage.accept(ANA, APART)
    stage.accept(BEN, APART)
    stage.accept(ANA, { type: 'playback.seek', positionS: 60 })
    expect(playbackIn(stage, 'playing').positionS).toBe(60)
    stage.accept(ANA, { type: 'video.watch', entryId: FILM.entryId })
    expect(playbackIn(stage, 'playing').positionS).toBe(0)
  })

  it('AP3 ends with a member who is waited for as before', () => {
    const stage = watching(2)
    stage.accept(ANA, APART)
    stage.accept(ANA, TOGETHER)
    expect(stage.room.members[0]).toMatchObject({ apart: false, stalled: false, ignoreWait: false })
    stage.accept(BEN, { type: 'playback.seek', positionS: 60 })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA, BEN])
  })

  it('AP4 outlasts another video, and ends where nothing is on', () => {
    const stage = watching(2)
    stage.accept(ANA, APART)
    stage.accept(BEN, { type: 'video.watch', entryId: FILM.entryId })
    expect(stage.room.members[0]?.apart).toBe(true)
    stage.accept(BEN, { type: 'video.clear' })
    expect(stage.room.members[0]?.apart).toBe(false)
  })

  it('AP4 ends where what was put on is taken back, and nothing is on', () => {
    const stage = gathered(2)
    stage.accept(ANA, { type: 'video.watch', entryId: FILM.entryId })
    stage.accept(BEN, APART)
    stage.accept(ANA, { type: 'room.undo', actId: stage.room.undo?.id ?? '' })
    expect(stage.room.video).toBeNull()
    expect(stage.room.members.map(({ apart }) => apart)).toEqual([false, false])
  })

  it('AP4 is refused where nothing is on, from which nobody can be apart', () => {
    expect(gathered(1).run(ANA, APART)).toMatchObject({ ok: false, code: 'nothing_to_play' })
  })
})
