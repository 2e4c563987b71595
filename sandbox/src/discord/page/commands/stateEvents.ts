import type { HostState } from '../../hostApi.ts'
import { memberPayload, participantsPayload, userPayload, usersOf, voiceStatePayload } from './payloads.ts'

export interface Dispatch {
  readonly event: string
  readonly data: object
}

/** What one person's Activity is told when the world has changed. */
export function stateEvents(before: HostState, after: HostState, handle: string): readonly Dispatch[] {
  return [
    ...participantEvents(before, after),
    ...voiceEvents(before, after),
    ...ownEvents(before, after, handle),
  ]
}

function participantEvents(before: HostState, after: HostState): readonly Dispatch[] {
  const changed = JSON.stringify(participantsPayload(before)) !== JSON.stringify(participantsPayload(after))
  return changed ? [{ event: 'ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE', data: participantsPayload(after) }] : []
}

function voiceEvents(before: HostState, after: HostState): readonly Dispatch[] {
  const joined = after.voice.filter(handle => !before.voice.includes(handle))
  return usersOf(after, joined).map(user => ({ event: 'VOICE_STATE_UPDATE', data: voiceStatePayload(user) }))
}

function ownEvents(before: HostState, after: HostState, handle: string): readonly Dispatch[] {
  const [was] = usersOf(before, [handle])
  const [is] = usersOf(after, [handle])
  if (was === undefined || is === undefined || JSON.stringify(was) === JSON.stringify(is)) return []
  return [
    { event: 'CURRENT_USER_UPDATE', data: userPayload(is) },
    { event: 'CURRENT_GUILD_MEMBER_UPDATE', data: memberPayload(is, after.guild.id) },
  ]
}
