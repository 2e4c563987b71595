import { positionAt } from '@kaltura-discord/shared/playback/timeline.ts'
import type { Playback } from '@kaltura-discord/shared/room/roomState.ts'
import type { ApartView } from './playerView.ts'

/** The player as it is this moment, in the room's positions. */
export interface Seen {
  /** Room time, epoch ms. */
  readonly nowMs: number
  readonly positionS: number | null
  /** Moves along, or could this moment. */
  readonly moving: boolean
  /** Stands at its place, ready to go on. */
  readonly standing: boolean
  readonly ended: boolean
  readonly room: Playback
}

/** The motion of one viewer who watches apart from the room, as a playback that their player follows instead. */
export interface OwnPace {
  readonly playback: Playback
  play(seen: Seen): void
  pause(positionS: number): void
  seek(positionS: number): void
  setRate(rate: number, seen: Seen): void
  /** A little faster than the room, until level with it. */
  catchUp(seen: Seen): void
  /** Once a tick. True when level with the room, which is to be followed again. */
  look(seen: Seen): boolean
  view(seen: Seen): ApartView
}

/** A player that stands ready sets off after this, ms. */
const START_MS = 150
/** Own motion never skips: what the player has fallen behind by it simply shows later, s. */
const RE_ANCHOR_S = 0.3
/** Within this of the room the rest is made up like any other drift, s. */
const LEVEL_S = 0.1
/** Catching up further than this is no fun, s; who is further behind jumps. */
export const CATCH_UP_MOST_S = 300
/** Less is made up by any player on its way, s. */
const CATCH_UP_LEAST_S = 1
/** How much faster than the room; gentler on the last bit, s. */
const FASTER = { far: 1.5, near: 1.25, nearS: 15 } as const

/** Begins where this viewer is, and goes on as the room does. */
export function createOwnPace(begin: Seen): OwnPace {
  let playback: Playback = { mode: 'idle' }
  /** Goes on by itself as soon as the player stands ready. */
  let goesOn = false
  let catching = false
  /** This viewer's own speed, which catching up only borrows from. */
  let ownRate = 1

  const rate = (): number => (playback.mode === 'idle' ? 1 : playback.rate)
  const stand = (positionS: number, thenGoesOn: boolean, atRate = rate()): void => {
    playback = { mode: 'paused', positionS, rate: atRate, by: null }
    goesOn = thenGoesOn
  }
  const move = (positionS: number, atMs: number, atRate: number): void => {
    playback = { mode: 'playing', positionS, atMs, rate: atRate, approachRate: 0, by: null }
    goesOn = false
  }
  const isOn = (): boolean => playback.mode === 'playing' || goesOn
  const placeS = (nowMs: number): number => positionAt(playback, nowMs) ?? 0
  const behindS = ({ room, nowMs, positionS }: Seen): number | null => {
    const roomS = positionAt(room, nowMs)
    return roomS === null ? null : roomS - (positionS ?? placeS(nowMs))
  }
  /** What they do themselves ends catching up, and with it the speed that went with that. */
  const stopCatching = (): void => {
    if (catching && playback.mode !== 'idle') playback = { ...playback, rate: ownRate }
    catching = false
  }
  const setRate = (wanted: number, seen: Seen): void => {
    if (playback.mode === 'playing') move(seen.positionS ?? placeS(seen.nowMs), seen.nowMs, wanted)
    else stand(placeS(seen.nowMs), goesOn, wanted)
  }
  const goOnAt = (seen: Seen, gapS: number): void => {
    const roomRate = seen.room.mode === 'idle' ? 1 : seen.room.rate
    const wanted = roomRate * (gapS > FASTER.nearS ? FASTER.far : FASTER.near)
    if (wanted !== rate()) setRate(wanted, seen)
  }

  const roomS = positionAt(begin.room, begin.nowMs)
  const { room } = begin
  const beginsOn = room.mode === 'playing' || (room.mode === 'waiting' && room.next === 'playing')
  stand(begin.positionS ?? roomS ?? 0, beginsOn, room.mode === 'idle' ? 1 : room.rate)
  if (beginsOn && begin.moving) move(placeS(begin.nowMs), begin.nowMs, rate())

  return {
    get playback() {
      return playback
    },
    play: seen => {
      if (isOn()) return
      // Over is over: once more from the beginning.
      stand(playback.mode === 'ended' ? 0 : placeS(seen.nowMs), true)
    },
    pause: positionS => {
      stopCatching()
      stand(positionS, false)
    },
    seek: positionS => {
      stopCatching()
      stand(positionS, isOn())
    },
    setRate: (wanted, seen) => {
      catching = false
      setRate(wanted, seen)
    },
    catchUp: seen => {
      const gapS = behindS(seen)
      if (!catching) ownRate = rate()
      catching = true
      if (!isOn()) stand(placeS(seen.nowMs), true)
      if (gapS !== null) goOnAt(seen, gapS)
    },
    look: seen => {
      const { nowMs, positionS } = seen
      const gapS = behindS(seen)
      if (catching && gapS !== null && (gapS <= LEVEL_S || gapS > CATCH_UP_MOST_S)) return true
      if (catching && gapS !== null && playback.mode === 'playing') goOnAt(seen, gapS)
      if (seen.ended && playback.mode === 'playing') {
        playback = { mode: 'ended', positionS: positionS ?? placeS(nowMs), rate: rate() }
        return catching
      }
      if (playback.mode === 'paused' && goesOn && seen.standing)
        move(playback.positionS, nowMs + START_MS, rate())
      const strayed = seen.moving && positionS !== null && Math.abs(placeS(nowMs) - positionS) > RE_ANCHOR_S
      if (playback.mode === 'playing' && nowMs >= playback.atMs && strayed) move(positionS, nowMs, rate())
      return false
    },
    view: seen => {
      const gapS = behindS(seen)
      return {
        playing: isOn(),
        ended: playback.mode === 'ended',
        rate: rate(),
        behindS: gapS,
        catchingUp: catching,
        canCatchUp: gapS !== null && gapS >= CATCH_UP_LEAST_S && gapS <= CATCH_UP_MOST_S,
      }
    },
  }
}
