import type { MemberCommand } from '../protocol/commands.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import { canBeHost, hostOf, mayHandOver, mayTakeBack } from './mayControl.ts'
import { notInControl } from './notInControl.ts'
import type { Room } from './roomState.ts'

type ControlCommand = Extract<MemberCommand, { type: `control.${string}` }>

/** Who controls, as somebody wants it who may say so. */
export function decideControl(room: Room, command: ControlCommand, context: DecisionContext): Decision {
  const { actorId: by } = context
  if (by === null) return reject('invalid_request', 'Who controls a room is up to its members.')
  const { control } = room
  switch (command.type) {
    case 'control.setMode':
      return command.mode === control.mode
        ? accept()
        : accept({ type: 'control.modeSet', mode: command.mode, by })
    case 'control.allow': {
      const { action, who } = command
      return (control.allow[action] ?? null) === who
        ? accept()
        : accept({ type: 'control.allowed', action, who, by })
    }
    case 'control.lock':
      return command.locked === control.locked
        ? accept()
        : accept({ type: 'control.locked', locked: command.locked, by })
    case 'control.handOver':
      return handOver(room, command.memberId, by)
    case 'control.takeBack':
      return takeBack(room, by, context.nowMs)
  }
}

/** The member whom it names stands in the frame there. */
const MEMBER = 'command.memberId'

function handOver(room: Room, toId: string, by: string): Decision {
  if (!mayHandOver(room, by)) return notInControl(room, 'mode')
  if (!room.members.some(({ id }) => id === toId))
    return reject('invalid_request', 'They are no longer in this room. Choose somebody who is.', MEMBER)
  if (!canBeHost(room, toId))
    return reject(
      'invalid_request',
      'A guest from outside the server can’t be host. Choose a member of it, or have them join it and open the link again.',
      MEMBER,
    )
  return toId === by ? accept() : accept({ type: 'control.handed', toId, by, reason: 'handed' })
}

function takeBack(room: Room, by: string, nowMs: number): Decision {
  if (hostOf(room) === by) return accept()
  if (mayTakeBack(room, by, nowMs))
    return accept({ type: 'control.handed', toId: by, by, reason: 'takenBack' })
  return room.control.lent?.fromId === by || room.control.lentBefore.some(({ fromId }) => fromId === by)
    ? reject('too_late', 'It is too late to take the room back. Ask for the remote.')
    : notInControl(room, 'mode')
}
