import type { RoomCommand } from '../protocol/commands.ts'
import { decideMembership } from './decideMembership.ts'
import { decidePlayback } from './decidePlayback.ts'
import { decideQueue } from './decideQueue.ts'
import { decideVideo } from './decideVideo.ts'
import { decideWait } from './decideWait.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import type { Room } from './roomState.ts'

/**
 * What a command leads to. Pure and total: any schema-valid command on any room gives events or a rejection and
 * never throws. A command that has changed the room once changes nothing when it is sent again.
 */
export function decide(room: Room, command: RoomCommand, context: DecisionContext): Decision {
  if (room.recentCommandIds.includes(context.commandId)) return accept()
  switch (command.type) {
    case 'room.join':
    case 'room.leave':
      return decideMembership(room, command, context)
    case 'room.tick':
      return decideWait(room, command, context)
  }
  if (!room.members.some(member => member.id === context.actorId))
    return reject('not_a_member', 'You are no longer in this room. Open the Activity again to come back.')
  switch (command.type) {
    case 'video.watch':
    case 'video.clear':
      return decideVideo(room, command, context)
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
