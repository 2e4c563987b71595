import type { MemberCommand } from '../protocol/commands.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import { putOn } from './putOn.ts'
import type { Room } from './roomState.ts'

type Watch = Extract<MemberCommand, { type: 'video.watch' }>
type Clear = Extract<MemberCommand, { type: 'video.clear' }>

export function decideVideo(room: Room, command: Watch | Clear, context: DecisionContext): Decision {
  if (command.type === 'video.watch') return watch(room, command, context)
  if (room.video === null || context.actorId === null) return accept()
  return accept({ type: 'video.cleared', by: context.actorId })
}

function watch(room: Room, command: Watch, context: DecisionContext): Decision {
  const { video, actorId } = context
  if (command.onlyIfIdle && room.video !== null) return accept()
  if (!video || actorId === null)
    return reject('video_not_found', 'This video is no longer in the library. Choose another one.')
  return accept(...putOn(room, { video, by: actorId, startS: command.startS }, context))
}
