import type { RoomEvent } from '../protocol/events.ts'
import type { DecisionContext } from './decision.ts'
import { MIDDLE_ROOM_SHARE, PROMISE_MAX_MS, SMALL_ROOM, WAIT_DEADLINE_MS } from './limits.ts'
import type { Member, PlaybackOf, Room } from './roomState.ts'

interface WaitOptions {
  readonly reason: PlaybackOf<'waiting'>['reason']
  readonly positionS: number | null
  readonly rate: number
  readonly next: PlaybackOf<'waiting'>['next']
  readonly by: string | null
  readonly waitingFor: readonly string[]
}

/** A wait with its deadline. */
export function startWait(context: DecisionContext, options: WaitOptions): PlaybackOf<'waiting'> {
  return {
    mode: 'waiting',
    waitId: context.newId(),
    sinceMs: context.nowMs,
    untilMs: context.nowMs + WAIT_DEADLINE_MS[options.reason],
    ...options,
    waitingFor: [...options.waitingFor],
  }
}

/** Those a wait counts: everybody but who has held the others up too often, or watches on its own. */
export function countedMembers(room: Room): string[] {
  return room.members.filter(member => !member.ignoreWait && !member.apart).map(member => member.id)
}

/** How many may still be missing when a wait ends: none in a small room, a quarter in a larger one. Who is apart doesn't count. */
export function allowedMissing(members: readonly Member[]): number {
  const together = members.filter(member => !member.apart).length
  return together <= SMALL_ROOM ? 0 : Math.floor(together * MIDDLE_ROOM_SHARE)
}

/** What follows a wait: everybody starts at one moment a little ahead, or when the last promise falls due. */
export function resume(wait: PlaybackOf<'waiting'>, context: DecisionContext): RoomEvent {
  const { rate, by } = wait
  // A live position nobody could name falls back to room time: the player takes it to its own edge.
  const positionS = wait.positionS ?? context.nowMs / 1000
  const playback =
    wait.next === 'paused'
      ? ({ mode: 'paused', positionS, rate, by } as const)
      : ({
          mode: 'playing',
          positionS,
          rate,
          by,
          approachRate: 0,
          atMs: startMs(wait, context),
        } as const)
  return { type: 'playback.resumed', playback, by }
}

/** Bounded here too: no promise, however it came into the room, holds it up for longer. */
function startMs({ promisedMs = 0 }: PlaybackOf<'waiting'>, { nowMs, leadMs }: DecisionContext): number {
  return Math.max(nowMs + leadMs, Math.min(promisedMs, nowMs + PROMISE_MAX_MS))
}

/** The wait with fewer to wait for, or its end. */
export function narrowWait(
  wait: PlaybackOf<'waiting'>,
  members: readonly Member[],
  context: DecisionContext,
): RoomEvent {
  if (wait.waitingFor.length <= allowedMissing(members)) return resume(wait, context)
  return { type: 'playback.waited', playback: wait, by: wait.by }
}
