import type { RoomCommand } from '../../protocol/commands.ts'
import { hostOf } from '../mayControl.ts'
import { openRoom, type Room } from '../roomState.ts'
import {
  type Act,
  CURRENT_BALLOT,
  CURRENT_ITEM,
  CURRENT_WAIT,
  LAST_ACT,
  LAST_COMMENT,
  QUEUED,
  SUGGESTED,
} from './arbitraries.ts'
import { ANA, BEN, everybodyReady, FILM, gathered, LIVE, type Stage } from './stage.ts'

/** With something that an earlier room of its place has kept. */
export const OPENED: Room = {
  ...openRoom('room', 'instance'),
  offer: {
    items: [
      { id: 'kept-1', video: FILM, by: ANA, byName: 'Ana' },
      { id: 'kept-2', video: LIVE, by: BEN, byName: 'Ben' },
    ],
    video: FILM,
    positionS: 75,
    keptAtMs: 1_789_000_000_000,
    fromRoomId: 'before',
  },
}

/** Opens a room with two people in it and lets the acts happen. */
export function enact(acts: readonly Act[], after?: (stage: Stage) => void): Stage {
  const stage = gathered(2, OPENED)
  for (const act of acts) {
    stage.pass(act.afterMs)
    if (act.allReady) everybodyReady(stage, 30)
    open(stage, act)
    vote(stage, act)
    stage.run(actorOf(act, stage), fitting(act, stage), act)
    after?.(stage)
  }
  return stage
}

function open(stage: Stage, { opens }: Act): void {
  if (!opens) return
  stage.run(hostOf(stage.room), { type: 'control.lock', locked: false })
  stage.run(hostOf(stage.room), { type: 'control.allow', action: 'queue', who: null })
  stage.run(hostOf(stage.room), { type: 'control.setMode', mode: opens })
}

function vote(stage: Stage, { actorId, votes }: Act): void {
  const { ballot } = stage.room.control
  if (ballot && votes !== undefined)
    stage.run(actorId, { type: 'vote.cast', ballotId: ballot.id, yes: votes })
}

function actorOf({ actorId, asHost, command: { type } }: Act, { room, events }: Stage): string | null {
  if (type === 'room.tick' || type === 'room.leave') return null
  if (type === 'comment.restore') return lastRemover(events) ?? actorId
  return asHost && type !== 'room.join' ? (hostOf(room) ?? actorId) : actorId
}

/** Nobody else may bring back what they have removed. */
function lastRemover(events: Stage['events']): string | null {
  const last = events.findLast(({ event }) => event.type === 'comment.removed')?.event
  return last?.type === 'comment.removed' ? last.by : null
}

/** The command, with what only the moment can tell: the wait there is, and when a promise falls due. */
export function fitting({ command: meant, promisesInMs }: Act, { room, nowMs, events }: Stage): RoomCommand {
  const command = fittingComment(fittingControl(fittingQueue(meant, room), room), room, events)
  if (!('waitId' in command) || command.waitId !== CURRENT_WAIT || room.playback.mode !== 'waiting')
    return command
  const answer = { ...command, waitId: room.playback.waitId }
  if (answer.type !== 'playback.ready' || promisesInMs === undefined) return answer
  return { ...answer, byMs: nowMs + promisesInMs }
}

/** Likewise what is in the queue. */
function fittingQueue(command: RoomCommand, { queue }: Room): RoomCommand {
  const idOf = (name: string): string => {
    const id = name === CURRENT_ITEM ? queue.current?.id : queue.items[QUEUED.indexOf(name)]?.id
    return id ?? name
  }
  switch (command.type) {
    case 'queue.remove':
    case 'queue.play':
      return { ...command, itemId: idOf(command.itemId) }
    case 'queue.move':
      return {
        ...command,
        itemId: idOf(command.itemId),
        beforeId: command.beforeId === null ? null : idOf(command.beforeId),
      }
    case 'queue.next':
      return { ...command, afterId: command.afterId === null ? null : idOf(command.afterId) }
    default:
      return command
  }
}

/** Likewise who controls, what is voted on, and what was done last. */
function fittingControl(command: RoomCommand, { queue, control, undo }: Room): RoomCommand {
  switch (command.type) {
    case 'queue.accept':
    case 'queue.dismiss':
      return command.itemId === SUGGESTED
        ? { ...command, itemId: queue.suggestions[0]?.id ?? SUGGESTED }
        : command
    case 'vote.cast':
      return command.ballotId === CURRENT_BALLOT
        ? { ...command, ballotId: control.ballot?.id ?? CURRENT_BALLOT }
        : command
    case 'vote.start':
      return command.what.kind === 'skip' && command.what.afterId !== null
        ? { ...command, what: { kind: 'skip', afterId: queue.current?.id ?? null } }
        : command
    case 'room.undo':
      return command.actId === LAST_ACT ? { ...command, actId: undo?.id ?? LAST_ACT } : command
    default:
      return command
  }
}

/** Likewise what is on, and what was pinned last. */
function fittingComment(command: RoomCommand, { video }: Room, events: Stage['events']): RoomCommand {
  if (command.type === 'comment.pin')
    return command.entryId === FILM.entryId && video ? { ...command, entryId: video.entryId } : command
  if (command.type !== 'comment.remove' && command.type !== 'comment.restore') return command
  const last = events.findLast(({ event }) => event.type === 'comment.pinned')?.event
  return command.commentId === LAST_COMMENT && last?.type === 'comment.pinned'
    ? { ...command, commentId: last.comment.id }
    : command
}
