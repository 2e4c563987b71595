import type { RoomCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import { decide } from '@kaltura-discord/shared/room/decide.ts'
import type { DecisionContext } from '@kaltura-discord/shared/room/decision.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'

/** Whether a vote would pass by this: by whoever is for it, and as well by whoever leaves and isn't missing any more. */
export function passesVote(room: Room, command: RoomCommand, context: DecisionContext): boolean {
  if (room.control.ballot === null) return false
  const decision = decide(room, command, context)
  return decision.ok && decision.events.some(event => event.type === 'vote.ended' && event.passed)
}
