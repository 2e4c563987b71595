import { type Rejection, reject } from './decision.ts'
import { type Controlled, hostOf, whoMay } from './mayControl.ts'
import type { ControlAction } from './roomState.ts'

/** What somebody is told who may not do this: who may, and what they can do instead. */
export function notInControl(room: Controlled, action: ControlAction): Rejection {
  const host = room.members.find(({ id }) => id === hostOf(room))?.displayName || 'Somebody else'
  return reject('not_in_control', `${reason(room, host, action)} ${way(room, action)}`)
}

function reason({ control }: Controlled, host: string, action: ControlAction): string {
  if (control.locked) return `${host} has locked this room.`
  if (action === 'mode') return `${host} decides who controls this room.`
  return whoMay(control, action) === 'vote'
    ? 'This room votes on what is on.'
    : `${host} controls ${control.allow[action] === 'host' ? 'that in ' : ''}this room.`
}

function way({ control }: Controlled, action: ControlAction): string {
  if (action !== 'queue') return 'Ask for the remote.'
  return whoMay(control, action) === 'vote'
    ? 'Put the video to a vote, or suggest it.'
    : 'Ask for the remote, or suggest the video.'
}
