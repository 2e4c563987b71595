import type { MemberCommand, RoomCommand } from '../protocol/commands.ts'
import { CONTROL_OF_COMMANDS } from './controlOfCommands.ts'
import { decideApart } from './decideApart.ts'
import { decideComments } from './decideComments.ts'
import { decideControl } from './decideControl.ts'
import { decideMembership } from './decideMembership.ts'
import { decideOffer } from './decideOffer.ts'
import { decidePlayback } from './decidePlayback.ts'
import { decideQueue } from './decideQueue.ts'
import { decideSuggestions } from './decideSuggestions.ts'
import { decideUndo } from './decideUndo.ts'
import { decideVideo } from './decideVideo.ts'
import { decideVote } from './decideVote.ts'
import { decideWait } from './decideWait.ts'
import { accept, type Decision, type DecisionContext, type Rejection, reject } from './decision.ts'
import { mayControl } from './mayControl.ts'
import { notInControl } from './notInControl.ts'
import type { Room } from './roomState.ts'
import { settleControl } from './settleControl.ts'

/**
 * What a command leads to. Pure and total: any schema-valid command on any room gives events or a rejection and
 * never throws. A command that has changed the room once changes nothing when it is sent again.
 */
export function decide(room: Room, command: RoomCommand, context: DecisionContext): Decision {
  if (room.recentCommandIds.includes(context.commandId)) return accept()
  const decision = decideAlone(room, command, context)
  return decision.ok ? accept(...settleControl(room, decision.events, context)) : decision
}

function decideAlone(room: Room, command: RoomCommand, context: DecisionContext): Decision {
  switch (command.type) {
    case 'room.join':
    case 'room.leave':
      return decideMembership(room, command, context)
    case 'room.tick':
      return decideWait(room, command, context)
  }
  if (!room.members.some(member => member.id === context.actorId))
    return reject('not_a_member', 'You are no longer in this room. Open the Activity again to come back.')
  return refusal(room, command, context) ?? decideForMember(room, command, context)
}

/** What somebody may not do, unless there is nothing to do. */
function refusal(room: Room, command: MemberCommand, { actorId }: DecisionContext): Rejection | null {
  const action = CONTROL_OF_COMMANDS[command.type]
  if (action === 'open' || action === 'own' || mayControl(room, actorId ?? '', action)) return null
  // A link into a room where something is on: its sender has nothing to ask for.
  if (command.type === 'video.watch' && command.onlyIfIdle && room.video !== null) return null
  return notInControl(room, action)
}

function decideForMember(room: Room, command: MemberCommand, context: DecisionContext): Decision {
  switch (command.type) {
    case 'video.watch':
    case 'video.clear':
      return decideVideo(room, command, context)
    case 'member.setApart':
      return decideApart(room, command, context)
    case 'queue.add':
    case 'queue.remove':
    case 'queue.move':
    case 'queue.play':
    case 'queue.next':
    case 'queue.shuffle':
    case 'queue.clear':
    case 'queue.setRepeat':
    case 'queue.stay':
      return decideQueue(room, command, context)
    case 'queue.restore':
    case 'queue.declineOffer':
      return decideOffer(room, command, context)
    case 'queue.suggest':
    case 'queue.accept':
    case 'queue.dismiss':
      return decideSuggestions(room, command, context)
    case 'control.setMode':
    case 'control.allow':
    case 'control.lock':
    case 'control.handOver':
    case 'control.takeBack':
      return decideControl(room, command, context)
    case 'vote.start':
    case 'vote.cast':
    case 'vote.cancel':
      return decideVote(room, command, context)
    case 'comment.pin':
    case 'comment.remove':
    case 'comment.restore':
      return decideComments(room, command, context)
    case 'room.undo':
      return decideUndo(room, command, context)
    case 'playback.play':
    case 'playback.pause':
    case 'playback.seek':
    case 'playback.seekToLiveEdge':
    case 'playback.setRate':
      return decidePlayback(room, command, context)
    case 'playback.ready':
    case 'playback.stalled':
    case 'playback.recovered':
    case 'playback.continueWithout':
      return decideWait(room, command, context)
  }
}
