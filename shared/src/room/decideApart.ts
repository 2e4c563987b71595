import type { MemberCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { stopWaitingFor } from './decideMembership.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import type { Room } from './roomState.ts'

type SetApart = Extract<MemberCommand, { type: 'member.setApart' }>

/** Who watches on its own is a member like any other, only that nobody waits for it. */
export function decideApart(room: Room, { apart }: SetApart, context: DecisionContext): Decision {
  const member = room.members.find(each => each.id === context.actorId)
  if (!member || member.apart === apart) return accept()
  if (apart && room.video === null)
    return reject('nothing_to_play', 'Nothing is on. Choose a video from the library first.')
  const members = room.members.map(each => (each.id === member.id ? { ...each, apart } : each))
  const event: RoomEvent = { type: 'member.apart', memberId: member.id, apart }
  const after = apart ? stopWaitingFor(room, member.id, members, context) : null
  return after ? accept(event, after) : accept(event)
}
