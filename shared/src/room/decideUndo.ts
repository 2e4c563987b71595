import type { MemberCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { clampToVideo } from './clampToVideo.ts'
import { decidePlayback } from './decidePlayback.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import { MAX_QUEUE, UNDO_MS } from './limits.ts'
import { mayControl, UNDO_ACTION } from './mayControl.ts'
import { notInControl } from './notInControl.ts'
import type { Playback, Room, Undo } from './roomState.ts'
import { restoredQueue } from './undoable.ts'
import { isGone } from './upNext.ts'
import { narrowWait, startWait } from './wait.ts'

type UndoCommand = Extract<MemberCommand, { type: 'room.undo' }>
type OnAgain = Extract<Undo, { kind: 'putOn' | 'tookOff' }>

/** Takes back what was done last, by anybody who may do the like. */
export function decideUndo(room: Room, { actId }: UndoCommand, context: DecisionContext): Decision {
  const { undo } = room
  const { actorId: by, nowMs } = context
  if (by === null) return reject('invalid_request', 'Members take back what members do.')
  // Somebody else has been quicker.
  if (!undo) return accept()
  if (undo.id !== actId || nowMs - undo.atMs > UNDO_MS)
    return reject('too_late', 'It is too late to take that back. Change it by hand.', 'command.actId')
  const action = UNDO_ACTION[undo.kind]
  if (!mayControl(room, by, action)) return notInControl(room, action)
  if (restoredQueue(room.queue, undo).items.length > MAX_QUEUE)
    return reject('queue_full', 'The queue has been filled since. Remove some first.')
  const undone = { type: 'room.undone', actId, kind: undo.kind, by } as const
  switch (undo.kind) {
    case 'seek':
    case 'rate': {
      const playback = broughtBack(room, undo, context)
      return accept(playback ? { ...undone, playback } : undone)
    }
    case 'putOn':
    case 'tookOff':
      if (undo.video && isGone(undo.video.entryId, context))
        return reject('video_not_found', 'What was on is no longer in the library. Choose another video.')
      return accept({ ...undone, ...onAgain(room, undo, { ...context, actorId: by }) })
    case 'added':
    case 'broughtBack':
      // Where nothing was on, what is on now came of it.
      return accept(undo.wasIdle ? { ...undone, video: null, playback: { mode: 'idle' } } : undone)
    default:
      return accept(undone)
  }
}

/** The playback that asking for it by hand would lead to, or null where it is so already. */
function broughtBack(
  room: Room,
  undo: Extract<Undo, { kind: 'seek' | 'rate' }>,
  context: DecisionContext,
): Playback | null {
  const decision = decidePlayback(room, byHand(undo), context)
  const last: RoomEvent | undefined = decision.ok ? decision.events.at(-1) : undefined
  return last && 'playback' in last ? (last.playback ?? null) : null
}

function byHand(undo: Extract<Undo, { kind: 'seek' | 'rate' }>) {
  if (undo.kind === 'rate') return { type: 'playback.setRate', rate: undo.rate } as const
  return undo.positionS === null
    ? ({ type: 'playback.seekToLiveEdge' } as const)
    : ({ type: 'playback.seek', positionS: undo.positionS } as const)
}

interface Undoing extends DecisionContext {
  readonly actorId: string
}

/** What was on comes back as anything is put on: when everybody has it. */
function onAgain({ members }: Room, { video, positionS, rate, next }: OnAgain, context: Undoing) {
  if (video === null) return { video, playback: { mode: 'idle' } as const }
  const playback = startWait(context, {
    reason: 'load',
    positionS: positionS === null || video.kind === 'live' ? positionS : clampToVideo(video, positionS),
    rate,
    next,
    by: context.actorId,
    waitingFor: members.filter(({ apart }) => !apart).map(({ id }) => id),
  })
  if (playback.waitingFor.length > 0) return { video, playback }
  const resumed = narrowWait(playback, members, context)
  return { video, playback: 'playback' in resumed ? (resumed.playback ?? playback) : playback }
}
